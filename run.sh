#!/usr/bin/env bash
# Installs what is missing, builds the program and starts it; arguments go to the program.
#   ./run.sh                    the window
#   ./run.sh classify img.png   a command
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
readonly root
readonly program="$root/build/release/convlens"
readonly pictures="convlens-out"

build() {
  "$root/.ci/install-packages.sh"
  if [[ ! -f "$root/build/release/build.ninja" ]]; then
    (cd "$root" && cmake --preset release) >&2
  fi
  # Progress goes to standard error, so that "run.sh COMMAND --json | ..." stays clean; silent with nothing to do.
  ninja -C "$root/build/release" convlens |
    { grep --line-buffered -vE "no work to do|Re-checking globbed|Entering directory" || true; } >&2
}

has_display() {
  case "${QT_QPA_PLATFORM:-}" in
    offscreen* | minimal*) return 1 ;; # a window that nobody sees would only hang
  esac
  [[ -n "${DISPLAY:-}" || -n "${WAYLAND_DISPLAY:-}" || -n "${QT_QPA_PLATFORM:-}" ]]
}

# What a look inside one digit gives, without any window.
look_inside() {
  local digit="$1" out="$2"
  "$program" classify --model digits "$digit"
  "$program" maps --model digits --image "$digit" --out "$out/maps"
  "$program" filters --model digits --layer conv1 --out "$out/filters"
  "$program" deconv --model digits --image "$digit" --layer relu3 --out "$out/deconv"
  "$program" occlude --model digits --image "$digit" --out "$out/occlusion"
}

without_display() {
  echo "There is no display here, so there can be no window. Drawing its states into files instead ..."
  local drawings=("$root"/resources/drawings/*.json*)
  mkdir -p "$pictures"
  "$program" shots --out "$pictures"
  echo "A look inside one sample digit, $(basename "${drawings[0]}"):"
  look_inside "${drawings[0]}" "$pictures/sample-digit"
  echo "Done: the window's states are in $PWD/$pictures, the look inside a digit in $PWD/$pictures/sample-digit."
}

build
if [[ $# -eq 0 ]] && ! has_display; then
  without_display
else
  exec "$program" "$@"
fi
