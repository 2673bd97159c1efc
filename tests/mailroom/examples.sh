#!/bin/sh
# Makes the documents of examples/mail anew; FOLDER gets them with their truth, as a corpus.
# usage: tests/mailroom/examples.sh [FOLDER]      (MAILROOM names another binary than the dev preset's)
# Seeds are chosen so that the files stay small: paper that the scanner whitened compresses well.
set -eu
cd "$(dirname "$0")/../.."
mailroom=${MAILROOM:-build/dev/mailroom}
folder=${1:-$(mktemp -d)}
mkdir -p "$folder/mail" "$folder/truth/text"
number=0
while read -r kind scan seed; do
  number=$((number + 1))
  one=$(mktemp -d)
  "$mailroom" "$one" --seed "$seed" --count 1 --kind "$kind" --scan "$scan"
  file=$(ls "$one/mail")
  name=$(printf '%02d_%s_%s.%s' "$number" "$kind" "$scan" "${file##*.}")
  mv "$one/mail/$file" "$folder/mail/$name"
  truth=$(cd "$one" && find truth -name '*.json')
  sed "s/$file/$name/" "$one/$truth" > "$folder/$(dirname "$truth")/$name.json"
  rm -r "$one"
done <<END
seikyu png 4
juminhyo g4 1
shindansho jpeg200 1
kokuchi fax 1
card pdf_g4 1
tegami jpeg200 2
nyuin flip 8
gensen turn90 1
koza lzw 3
hokensho colour 6
nenkin pdf 3
jusho g4 2
annai deflate 1
anketo turn270 6
fax multi 1
tegami pdf_g4 3
tegami text_utf8 4
seikyu text_cp932 5
kiroku text_utf16 6
fax text_eucjp 7
juminhyo text_jis 8
END
rm -rf examples/mail
mkdir -p examples
cp -r "$folder/mail" examples/mail
