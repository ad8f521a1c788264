#!/usr/bin/env bash
# A ten-line project of somebody else builds and runs against an installed racesim. Usage: downstream.sh BUILD_DIR
set -euo pipefail
build=$1
source=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)/downstream
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cmake --install "$build" --prefix "$work/a prefix" >"$work/install.log"
cmake -S "$source" -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH="$work/a prefix" \
  >"$work/configure.log" 2>&1 || { cat "$work/configure.log"; exit 1; }
cmake --build "$work/build"
[[ $("$work/build/downstream") == "0.1.0 2027-01" ]] || { echo "the downstream program printed something else"; exit 1; }
[[ -d "$work/a prefix/share/racesim/scenarios" ]] || { echo "scenarios are not installed"; exit 1; }
if grep -rn "$build" "$work/a prefix" --include='*.cmake'; then
  echo "the installed package names the build directory"
  exit 1
fi
