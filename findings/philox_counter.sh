#!/usr/bin/env bash
# NumPy: Philox begins with counter + 1, and advance(1) passes over four numbers
#
# Version: NumPy 1.24.2 (Debian 12), against the rounds of Philox4x64-10 written out here
# Behaviour: The counter is raised before each block of four words, so Philox(key=k, counter=c) begins with the
#   block of c + 1 and the block of counter 0 appears only after all others. advance(n) counts blocks, not
#   numbers, and drops what is left of the current block.
# A good guess: counter=c gives the block of c, as in Random123; advance(n) skips n numbers, as it does for
#   PCG64.
# Seen: First words are those of counter 1; after one number, advance(1) continues with the ninth.
# Why it matters: Addressed random numbers are checked against NumPy because it has the same generator: the
#   check must pass c - 1, and for c = 0 a counter of all ones.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

# These versions: installed already, or unpacked into the folder with whatever else they need.
touch plan
for package in python3-numpy=1:1.24.2-1+deb12u1; do
  [[ $(dpkg-query -W -f '${Package}=${Version}' ${package%%=*} 2>log) == "$package" ]] ||
    apt-get install -s --no-install-recommends $package | sed -n 's/^Inst \([^ ]*\) .*(\([^ ]*\) .*/\1=\2/p' >>plan
done
sort -u plan | xargs -r apt-get -qq download 2>log || { cat log; exit 1; }
for deb in *.deb; do [[ ! -e $deb ]] || dpkg -x "$deb" .; done
lib=usr/lib/x86_64-linux-gnu
export LD_LIBRARY_PATH=$place/$lib:$place/lib/x86_64-linux-gnu:$place/usr/lib:$place/$lib/blas:$place/$lib/lapack
export PYTHONPATH=$place/usr/lib/python3/dist-packages

/usr/bin/python3 -W ignore - <<'END'
import sys
import numpy as np

WORD = 2**64 - 1


def block(counter, key):
    c, k = [counter, 0, 0, 0], [key, 0]
    for _ in range(10):
        first, third = c[0] * 0xD2E7470EE14C6C93, c[2] * 0xCA5A826395121157
        c = [third >> 64 ^ c[1] ^ k[0], third & WORD, first >> 64 ^ c[3] ^ k[1], first & WORD]
        k = [k[0] + 0x9E3779B97F4A7C15 & WORD, k[1] + 0xBB67AE8584CAA73B & WORD]
    return c


def words(counter, n=4):
    return [int(word) for word in np.random.Philox(key=5, counter=counter).random_raw(n)]


started = np.random.Philox(key=5)
started.random_raw(1)
started.advance(1)
stated = [words(0) == block(1, 5), words([WORD] * 4) == block(0, 5), int(started.random_raw()) == words(0, 12)[8]]
if stated != [True] * 3:
    sys.exit(f"changed: {stated}")
print("as stated: counter 0 begins with block 1, all ones with block 0; advance(1) within block 1 goes to block 3")
END
