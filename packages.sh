# Sourced by run and check: installs the Debian packages of packages.txt that are missing.

# install_packages GROUP...: by apt-get, as root or through sudo.
install_packages() {
  local wanted missing=() package elevate=()
  wanted=$(awk -v groups=" $* " '!/^#/ && index(groups, " " $1 " ") { print $2 }' packages.txt)
  for package in $wanted; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
      missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  [ "$(id -u)" -eq 0 ] || elevate=(sudo)
  echo "installing: ${missing[*]}" >&2
  "${elevate[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q >&2
  "${elevate[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends "${missing[@]}" >&2
}

# build_preset PRESET: configures once, builds what changed; quiet when all is well.
build_preset() {
  local log=build/$1.log
  mkdir -p build
  if ! { [ -f "build/$1/build.ninja" ] || cmake --preset "$1"; } >"$log" 2>&1; then
    cat "$log" >&2
    return 3
  fi
  [ -x "build/$1/sumikeshi" ] || echo "building build/$1, some minutes ..." >&2
  cmake --build --preset "$1" >"$log" 2>&1 || { cat "$log" >&2; return 3; }
}
