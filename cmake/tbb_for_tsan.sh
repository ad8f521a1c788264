#!/usr/bin/env bash
# tbb_for_tsan.sh PREFIX: installs into PREFIX a oneTBB that the thread sanitizer understands, built from the source
# package of this release; does nothing when it is there. Needs apt-get, dpkg-source, CMake, Ninja; not root.
#
# The sanitizer sees only the synchronisation of instrumented code: with the distribution's library everything that TBB
# hands from thread to thread looks like a race.
set -euo pipefail
prefix=$1
[[ ! -e $prefix/lib/cmake/TBB/TBBConfig.cmake ]] || exit 0

work=$(mktemp -d --suffix=-tbb)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{sources,lists/partial,cache/archives/partial,source}

# The system's own sources with deb-src in place of deb, in files of our own.
for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
  [[ ! -e $file ]] || sed -n 's/^[[:space:]]*deb[[:space:]]/deb-src /p' "$file" >"$work/sources/$(basename "$file").list"
done
for file in /etc/apt/sources.list.d/*.sources; do
  [[ ! -e $file ]] || sed 's/^Types:.*/Types: deb-src/' "$file" >"$work/sources/$(basename "$file")"
done
apt=(apt-get -qq -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$work/sources" -o APT::Sandbox::User=
  -o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache")
"${apt[@]}" update
version=$(dpkg-query -W -f '${source:Version}' libtbb-dev)
(cd "$work/source" && "${apt[@]}" source "onetbb=$version")

cmake -S "$work"/source/onetbb-*/ -B "$work/build" -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo \
  -DCMAKE_INSTALL_PREFIX="$prefix" -DCMAKE_INSTALL_LIBDIR=lib -DTBB_SANITIZE=thread -DTBB_TEST=OFF \
  -DTBBMALLOC_BUILD=OFF -DTBB_STRICT=OFF
cmake --build "$work/build" -j "${RACESIM_JOBS:-$(nproc)}"
cmake --install "$work/build"
