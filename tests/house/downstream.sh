#!/usr/bin/env bash
# A ten-line project of somebody else builds and runs against an installed racesim. Usage: downstream.sh BUILD_DIR
set -euo pipefail
build=$1
source=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)/downstream
work=$(mktemp -d)
prefix="$work/a prefix"
trap 'rm -rf "$work"' EXIT
fail() { echo "$1"; exit 1; }

cmake --install "$build" --prefix "$prefix" >"$work/install.log" 2>&1 || { cat "$work/install.log"; exit 1; }
[[ -d $prefix/share/racesim/scenarios ]] || fail "scenarios are not installed"
! grep -rn "$build" "$prefix" --include='*.cmake' || fail "the installed package names the build directory"

cmake -S "$source" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH="$prefix" \
  >"$work/configure.log" 2>&1 || { cat "$work/configure.log"; exit 1; }
cmake --build "$work/build"
printed=$("$work/build/downstream")
echo "$printed"
grep -qE '^[0-9]+\.[0-9]+\.[0-9]+ 2027-01 100$' <<<"$printed" || fail "expected version, month and tasks done in a line"
grep -q 'missing\.h5' <<<"$printed" || fail "expected an error that names missing.h5"
