#!/usr/bin/env bash
# pandas: the mean of a frame is not the mean of its column, nor that of its only group
#
# Version: pandas 1.5.3, NumPy 1.24.2 (Debian 12)
# Behaviour: DataFrame.mean() of float32 columns that share one block adds row to row in single precision. The
#   same column taken alone is summed pairwise, and groupby().mean() sums with compensation. Which one a frame
#   gets depends on how it was built: from one 2-D array, or from a dictionary of columns.
# A good guess: frame.mean()["a"], frame["a"].mean() and the mean of a single group agree to rounding.
# Seen: A million rows of 0.1: the frame says 0.100958, the column and the group 0.100000, as does a frame of
#   columns.
# Why it matters: Two routes through one table of runs differ by 1 %. Tables of float32 from result files need
#   astype("float64") before any mean.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

# These versions: installed already, or unpacked into the folder with whatever else they need.
touch plan
for package in python3-pandas=1.5.3+dfsg-2 python3-numpy=1:1.24.2-1+deb12u1; do
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
import pandas

pandas.set_option("compute.use_bottleneck", False)
values = np.full((1_000_000, 2), 0.1, dtype="float32")
block = pandas.DataFrame(values, columns=["a", "b"])
columns = pandas.DataFrame({"a": values[:, 0].copy(), "b": values[:, 1].copy()})
one_group = np.zeros(len(block))
means = [block.mean()["a"], block["a"].mean(), block.groupby(one_group).mean()["a"].iloc[0], columns.mean()["a"]]
seen = "frame {:.6f}, column {:.6f}, group {:.6f}, frame of columns {:.6f}".format(*means)
if seen != "frame 0.100958, column 0.100000, group 0.100000, frame of columns 0.100000":
    sys.exit("changed: " + seen)
print("as stated: " + seen)
END
