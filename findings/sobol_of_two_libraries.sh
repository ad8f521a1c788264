#!/usr/bin/env bash
# SciPy and OpenTURNS: two Sobol sequences share two dimensions, and one of the sets is no net
#
# Version: SciPy 1.10.1, OpenTURNS 1.20 (Debian 12)
# Behaviour: Dimensions 1 and 2 hold the same numbers, from the third on the direction numbers differ. SciPy
#   starts at the origin, OpenTURNS at the point after it, so the first 2^k points of OpenTURNS leave out one
#   cell of 2^k in every dimension and meet another twice.
# A good guess: One sequence, or one up to its first point; and 2^k points are balanced in both.
# Seen: 1024 points fill 1024 of 1024 intervals per dimension in SciPy, 1023 in OpenTURNS; with the origin put
#   in front, two of six dimensions are the same.
# Why it matters: A design made by one program cannot be continued or checked with the other, and the balance at
#   powers of two that the theory of Sobol indices leans on is not there without the origin.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

# These versions: installed already, or unpacked into the folder with whatever else they need.
touch plan
for package in python3-scipy=1.10.1-2 python3-openturns=1.20-9 python3-numpy=1:1.24.2-1+deb12u1; do
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
import openturns
from scipy.stats import qmc

n, dimensions = 1024, 6
scipy_points = qmc.Sobol(dimensions, scramble=False).random(n)
openturns_points = np.array(openturns.SobolSequence(dimensions).generate(n))


def filled(points):
    return sorted({len(set((column * n).astype(int))) for column in points.T})


same = [bool((a[1:] == b[:-1]).all()) for a, b in zip(scipy_points.T, openturns_points.T)]
seen = f"intervals filled {filled(scipy_points)} and {filled(openturns_points)}, dimensions alike {sum(same)}"
if same[:2] != [True, True] or seen != "intervals filled [1024] and [1023], dimensions alike 2":
    sys.exit(f"changed: {seen} {same}")
print("as stated: " + seen)
END
