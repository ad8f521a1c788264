#!/usr/bin/env bash
# SciPy: one more dimension changes every scrambled Sobol column except the first, but no Halton column
#
# Version: SciPy 1.10.1 (Debian 12)
# Behaviour: With the same seed, Sobol(d) and Sobol(d + 1) agree in no column of d, Halton(d) and Halton(d + 1)
#   in all of them. The scrambling of Sobol draws its random bits for all dimensions together, that of Halton
#   dimension by dimension.
# A good guess: A column depends on seed and dimension, for both or for neither.
# Seen: Columns alike of 3 after a fourth is added: Sobol 0, Halton 3.
# Why it matters: A parameter that is added to a study changes all earlier draws of a Sobol design, so results
#   with and without it are no longer paired.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

# These versions: installed already, or unpacked into the folder with whatever else they need.
touch plan
for package in python3-scipy=1.10.1-2 python3-numpy=1:1.24.2-1+deb12u1; do
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
from scipy.stats import qmc

seen = {}
for kind in (qmc.Sobol, qmc.Halton):
    few, more = kind(3, seed=7).random(8), kind(4, seed=7).random(8)
    seen[kind.__name__] = int(sum((few[:, j] == more[:, j]).all() for j in range(3)))
if seen != {"Sobol": 0, "Halton": 3}:
    sys.exit(f"changed: {seen}")
print(f"as stated: columns alike of 3: {seen}")
END
