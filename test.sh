#!/usr/bin/env bash
# Installs what is missing, builds everything with warnings as errors and runs all tests.
#   ./test.sh                    all tests
#   ./test.sh asan | tsan        the same with sanitizers
#   ./test.sh -R 'cli: '         further arguments go to ctest
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
readonly root
readonly jobs=2 # some tests train with two threads

preset="test"
if [[ "${1:-}" == asan || "${1:-}" == tsan ]]; then
  preset="$1"
  shift
fi
# ThreadSanitizer needs the address layout that it knows.
runner=()
if [[ "$preset" == tsan ]]; then
  runner=(setarch "$(uname -m)" -R)
fi

CONVLENS_TEST_PACKAGES=1 "$root/.ci/install-packages.sh"
cd "$root"
if [[ ! -f "build/$preset/build.ninja" ]]; then
  cmake --preset "$preset"
fi
"${runner[@]}" cmake --build --preset "$preset"

# ctest's own summary and the list of failures are the last lines.
"${runner[@]}" ctest --preset "$preset" --parallel "$jobs" "$@"
