#!/usr/bin/env bash
# xarray and dask: the mean over a leading dimension of float32 is a single-precision running sum
#
# Version: xarray 2023.01.0, NumPy 1.24.2, dask 2022.12.1 (Debian 12)
# Behaviour: mean("run") of a float32 array (run, bloc) adds row to row in float32; only a reduction over the
#   last axis is summed pairwise. A dask array gives a third value, which depends on its chunks.
# A good guess: NumPy sums pairwise, so the mean of a million values is right to about 1e-7, whatever the axis.
# Seen: A million rows of 0.1: 0.100958 over the leading axis, with a standard deviation of 0.00095 although all
#   values are equal; 0.100000 over the last axis; 0.099986 with ten dask chunks. dtype="float64" cures all.
# Why it matters: Results with a leading dimension of runs are stored as float32. The error is of relative size
#   1e-2, while the standard error of a mean over a million runs is often smaller, and it does not show in a
#   small test.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

# These versions: installed already, or unpacked into the folder with whatever else they need.
touch plan
for package in python3-xarray=2023.01.0-1.1 python3-numpy=1:1.24.2-1+deb12u1 python3-dask=2022.12.1+dfsg-2; do
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
import dask.array
import numpy as np
import xarray

values = np.full((1_000_000, 2), 0.1, dtype="float32")
result = xarray.DataArray(values, dims=("run", "bloc"))
leading, spread = float(result.mean("run")[0]), float(result.std("run")[0])
last = float(result.transpose("bloc", "run").copy(data=np.ascontiguousarray(values.T)).mean("run")[0])
chunked = float(dask.array.from_array(values, chunks=(100_000, 2)).mean(axis=0).compute()[0])
double = float(result.mean("run", dtype="float64")[0])
seen = f"leading {leading:.6f} (sd {spread:.5f}), last {last:.6f}, ten chunks {chunked:.6f}, double {double:.6f}"
if seen != "leading 0.100958 (sd 0.00095), last 0.100000, ten chunks 0.099986, double 0.100000":
    sys.exit("changed: " + seen)
print("as stated: " + seen)
END
