#!/usr/bin/env bash
# Installs the Debian or Ubuntu packages that are missing; says nothing and does nothing when all are there.
# CONVLENS_TEST_PACKAGES=1: those of the tests, too.
set -euo pipefail

# A name with a bar: either will do; Debian and Ubuntu changed some between releases.
packages=(
  cmake ninja-build ccache g++ pkg-config
  qt6-base-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools "qt6-svg-dev|libqt6svg6-dev" libgl1-mesa-dev libqcustomplot-dev
  libeigen3-dev libopencv-dev libhwy-dev libonnx-dev libprotobuf-dev protobuf-compiler
  libcli11-dev nlohmann-json3-dev zlib1g-dev liblzma-dev libcurl4-openssl-dev libssl-dev
  fonts-dejavu-core fonts-wqy-microhei
)
if [[ -n "${CONVLENS_TEST_PACKAGES:-}" ]]; then
  packages+=(catch2 libbenchmark-dev desktop-file-utils appstream shared-mime-info libonnx-testdata python3-numpy python3-onnx xvfb)
fi

if ! command -v dpkg-query >/dev/null; then
  echo "ConvLens: this system has no dpkg; install what these Debian packages hold and build with cmake:" >&2
  echo "  ${packages[*]}" >&2
  exit 1
fi

# One call for all: a second start must take no time. It fails where a package is not known at all.
mapfile -t names < <(printf '%s\n' "${packages[@]}" | tr '|' '\n')
installed="$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "${names[@]}" 2>/dev/null || true)"

is_installed() {
  local name
  for name in ${1//|/ }; do
    [[ $'\n'"$installed"$'\n' == *$'\n'"$name installed"$'\n'* ]] && return 0
  done
  return 1
}

missing=()
for package in "${packages[@]}"; do
  is_installed "$package" || missing+=("$package")
done
[[ ${#missing[@]} -gt 0 ]] || exit 0

if ! command -v apt-get >/dev/null; then
  echo "ConvLens: these packages are missing and there is no apt-get to install them: ${missing[*]}" >&2
  exit 1
fi
as_root=()
if [[ "$(id -u)" -ne 0 ]]; then
  if ! command -v sudo >/dev/null; then
    echo "ConvLens: packages are missing and there is no sudo; run as root: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi
echo "ConvLens: installing ${missing[*]}" >&2
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2

# Of alternatives the first that this release has.
chosen=()
for package in "${missing[@]}"; do
  choice="${package%%|*}"
  for name in ${package//|/ }; do
    if apt-cache show --no-all-versions "$name" >/dev/null 2>&1; then
      choice="$name"
      break
    fi
  done
  chosen+=("$choice")
done
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${chosen[@]}" >&2
