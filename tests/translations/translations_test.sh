#!/usr/bin/env bash
# Updates a scratch copy of every translation from the sources; fails when a source string has no finished
# translation, when placeholders differ, or when lrelease leaves a message out.
# Usage: translations_test.sh SOURCE_DIR
set -euo pipefail
source_dir=$(cd "$1" && pwd)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
qt_bin=$(qmake6 -query QT_HOST_BINS 2> /dev/null || echo /usr/lib/qt6/bin)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

shopt -s nullglob
translations=("$source_dir"/resources/translations/*.ts)
if [ ${#translations[@]} -eq 0 ]; then
  echo "no translation in $source_dir/resources/translations" >&2
  exit 1
fi
for translation in "${translations[@]}"; do
  copy=$scratch/$(basename "$translation")
  cp "$translation" "$copy"
  # -I: without the headers lupdate takes the contexts for unqualified, and tr() would find nothing.
  # -disable-heuristic: a similar string's translation is no translation of a new string.
  (cd "$source_dir" && "$qt_bin/lupdate" -silent -disable-heuristic sametext -disable-heuristic similartext \
    ui app -I . -source-language en -no-obsolete -locations none -ts "$copy")
  /usr/bin/env python3 "$here/check_ts.py" "$translation" "$copy"
  "$qt_bin/lrelease" -silent -nounfinished "$copy" -qm "$scratch/compiled.qm"
  test -s "$scratch/compiled.qm"
done
