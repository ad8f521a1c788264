#!/usr/bin/env bash
# OpenTURNS: the blocks of a Sobol design for two inputs are fewer than for three
#
# Version: OpenTURNS 1.20 (Debian 12)
# Behaviour: SobolIndicesExperiment(distribution, n, True) stacks blocks of n rows: A, B, then per input A with
#   one column of B, then per input B with one column of A. With two inputs the last group is left out, since it
#   repeats the one before, so the design has n (d + 2) rows instead of n (2 d + 2).
# A good guess: n (2 d + 2) rows for any d when second order is asked for.
# Seen: Two inputs, n = 8: 32 rows. Three inputs: 64 rows, in blocks A, B, BAA, ABA, AAB, ABB, BAB, BBA.
# Why it matters: A model that runs outside OpenTURNS gets the rows as numbers only; code that cuts its outputs
#   into blocks by the general formula fails, or takes the wrong ones, in exactly the smallest test.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

# These versions: installed already, or unpacked into the folder with whatever else they need.
touch plan
for package in python3-openturns=1.20-9 python3-numpy=1:1.24.2-1+deb12u1; do
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

n = 8


def design(inputs):
    distribution = openturns.ComposedDistribution([openturns.Uniform(0, 1)] * inputs)
    return np.array(openturns.SobolIndicesExperiment(distribution, n, True).generate())


rows = design(3)
a, b = rows[:n], rows[n : 2 * n]
names = []
for block in rows.reshape(-1, n, 3):
    from_a, from_b = (block == a).all(axis=0), (block == b).all(axis=0)
    names.append("".join("A" if x else "B" if y else "?" for x, y in zip(from_a, from_b)))
seen = f"two inputs {len(design(2))} rows, three {len(rows)}: {' '.join(names)}"
if seen != "two inputs 32 rows, three 64: AAA BBB BAA ABA AAB ABB BAB BBA":
    sys.exit("changed: " + seen)
print("as stated: " + seen)
END
