#!/usr/bin/env bash
# `sumikeshi scan` beside `rg -F -f` with the terms of the dictionaries: the same files, one thread
# each, CPU seconds of one run.
#   bench/text/run.sh FILE...   UTF-8 text; or none: the innocent lines of tests/corpus, 80 MB
# Each file is read as it is, in CP932, and (its first 40 MB) as small files of 2 kB on all cores.
set -euo pipefail
cd "$(dirname "$0")/../.."
. ./packages.sh
install_packages build run check peers
build_preset release
build_preset dev

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ $# -eq 0 ]; then
  grep -hv '⟦' tests/corpus/*.tsv | grep -v '^# ' | cut -f2- >"$work/lines"
  while [ "$(stat -c %s "$work/innocent" 2>/dev/null || echo 0)" -lt 80000000 ]; do
    shuf "$work/lines" >>"$work/innocent"
  done
  set -- "$work/innocent"
fi
build/dev/text_speed --terms >"$work/terms"
echo "$(wc -l <"$work/terms") terms, $(nproc) cores,$(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2-)"

# measure NAME BYTES COMMAND...: prints CPU seconds, MB a second and the peak.
measure() {
  local name=$1 bytes=$2
  shift 2
  /usr/bin/time -o "$work/time" -f '%U %S %M' "$@" >/dev/null 2>&1 || true
  tail -n 1 "$work/time" | awk -v name="$name" -v bytes="$bytes" '{
    printf "%-28s %7.2f s %8.1f MB/s %6d MB\n", name, $1 + $2, bytes / ($1 + $2) / 1e6, $3 / 1024 }'
}
for file in "$@"; do
  bytes=$(stat -c %s "$file")
  echo "$file: $bytes bytes"
  measure 'rg -j1 -c -F -f' "$bytes" rg -j1 -c -F -f "$work/terms" "$file"
  measure 'scan' "$bytes" build/release/sumikeshi scan "$file" --jobs 1
  iconv -c -f utf-8 -t cp932 "$file" >"$work/cp932"
  measure 'scan, CP932' "$(stat -c %s "$work/cp932")" build/release/sumikeshi scan "$work/cp932" --jobs 1
  rm -rf "$work/small" && mkdir "$work/small"
  head -c 40000000 "$file" | split -a 5 -C 2000 - "$work/small/"
  measure 'rg, files of 2 kB' 40000000 rg -c -F -f "$work/terms" "$work/small"
  measure 'scan, files of 2 kB' 40000000 build/release/sumikeshi scan "$work/small"
done
