#!/usr/bin/env bash
# statsmodels: the Wilson interval of no success in n often does not contain 0
#
# Version: statsmodels 0.13.5, SciPy 1.10.1 (Debian 12)
# Behaviour: The lower end, exactly 0 in theory, is the rounding error of a difference: above 0, below 0 or 0
#   depending on n. The upper end of n in n likewise falls below 1. SciPy sets both ends explicitly.
# A good guess: Both libraries give [0, ...] for 0 of n, as they do for Clopper-Pearson.
# Seen: Of n = 1 to 2000, the lower end is above 0 for hundreds (7, 9, 14, ...), below 0 for over a hundred;
#   SciPy has 0 for each.
# Why it matters: Shares of runs of exactly 0 or 1 are common. Tests of coverage (low <= p <= high), square
#   roots and logarithms of the ends fail for some numbers of runs and pass for others.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

# These versions: installed already, or unpacked into the folder with whatever else they need.
touch plan
for package in python3-statsmodels=0.13.5+dfsg-7 python3-scipy=1.10.1-2 python3-numpy=1:1.24.2-1+deb12u1; do
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
from scipy.stats import binomtest
from statsmodels.stats.proportion import proportion_confint

low = [proportion_confint(0, n, method="wilson")[0] for n in range(1, 2001)]
high = [proportion_confint(n, n, method="wilson")[1] for n in range(1, 2001)]
above, below, under_one = sum(x > 0 for x in low), sum(x < 0 for x in low), sum(x < 1 for x in high)
scipy_low = {binomtest(0, n).proportion_ci(method="wilson").low for n in range(1, 101)}
exact = {proportion_confint(0, n, method="beta")[0] for n in range(1, 101)}
seen = f"of 2000 lower ends {above} above 0 and {below} below, {under_one} upper ends below 1"
if min(above, under_one) < 200 or below < 50 or max(map(abs, low)) > 1e-15 or scipy_low != {0} or exact != {0}:
    sys.exit("changed: " + seen)
print("as stated: " + seen + "; SciPy and Clopper-Pearson 0")
END
