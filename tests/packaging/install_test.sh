#!/usr/bin/env bash
# Installs into a scratch prefix, validates what desktops read, and runs the installed program from there.
# Usage: install_test.sh BUILD_DIR
set -euo pipefail
build=$1
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
cmake --install "$build" --prefix "$prefix" > "$prefix/install.log"

id=org.convlens.ConvLens
desktop-file-validate "$prefix/share/applications/$id.desktop"
appstreamcli validate --no-net "$prefix/share/metainfo/$id.metainfo.xml"
update-mime-database "$prefix/share/mime"
grep -q 'application/vnd.convlens.onnx' "$prefix/share/mime/globs2"
test -s "$prefix/share/icons/hicolor/scalable/apps/$id.svg"
test -s "$prefix/share/convlens/models/digits.onnx"
test -n "$(ls "$prefix/share/convlens/drawings")"

# The installed program finds its own model, from any folder.
cd /
"$prefix/bin/convlens" info digits --json | grep -q '"conv1"'
echo "installed, validated and run"
