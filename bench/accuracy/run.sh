#!/bin/sh
# Builds a corpus from a seed, redacts it with the release binary and scores what came out.
# usage: bench/accuracy/run.sh SEED [COUNT [FOLDER]] [-- options of mailroom]
# Needs build/release/sumikeshi and the dev preset's mailroom and accuracy (MAILROOM, ACCURACY and
# SUMIKESHI name others). Prints the score; FOLDER (a new temporary one) keeps corpus and output.
set -eu
cd "$(dirname "$0")/../.."
seed=$1
count=${2:-60}
folder=${3:-$(mktemp -d)}
shift $(($# < 3 ? $# : 3))
[ "${1:-}" = -- ] && shift
"${MAILROOM:-build/dev/mailroom}" "$folder" --seed "$seed" --count "$count" "$@"
status=0
"${SUMIKESHI:-build/release/sumikeshi}" redact "$folder/mail" --out "$folder/out" || status=$?
[ "$status" -le 1 ] || { echo "sumikeshi redact ended with $status" >&2; exit "$status"; }
"${ACCURACY:-build/dev/accuracy}" "$folder" "$folder/out" --rows
echo "corpus and output: $folder"
