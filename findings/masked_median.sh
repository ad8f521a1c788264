#!/usr/bin/env bash
# netCDF4 and NumPy: median, quantile, histogram and concatenate read what is under the mask
#
# Version: netCDF4 1.6.2, NumPy 1.24.2 (Debian 12)
# Behaviour: netCDF4 hands out masked arrays. NumPy functions that delegate to a method (mean, std, sum) honour
#   the mask; median, quantile, percentile, histogram, cov and concatenate work on the buffer, where the fill
#   value stands.
# A good guess: np.median(x) treats missing values like np.mean(x), or refuses them.
# Seen: 1, 2, 3, 4 and two missing values filled with -999: mean 2.5, median 1.5, the 5 % quantile -999, and the
#   mean of the array concatenated with itself -331.33. Nothing is printed. (With NaN as fill value the median
#   is NaN.)
# Why it matters: Medians and bands over runs are what most readers of a result compute; a fill value that is a
#   number enters them silently, whereas the mean beside them is right.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

# These versions: installed already, or unpacked into the folder with whatever else they need.
touch plan
for package in python3-netcdf4=1.6.2-1+b1 python3-numpy=1:1.24.2-1+deb12u1; do
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
import netCDF4
import numpy as np

with netCDF4.Dataset("lag.nc", "w") as file:
    file.createDimension("run", 6)
    variable = file.createVariable("lag", "f8", ("run",), fill_value=-999.0)
    variable[:] = np.ma.masked_equal([1.0, 2.0, 3.0, 4.0, -999.0, -999.0], -999.0)
with netCDF4.Dataset("lag.nc") as file:
    lag = file["lag"][:]
both = np.concatenate([lag, lag])
seen = (f"missing {lag.mask.sum()}, mean {np.mean(lag)}, median {np.median(lag)}, "
        f"5 % {np.quantile(lag, 0.05)}, mean of both {both.mean():.2f}")
if seen != "missing 2, mean 2.5, median 1.5, 5 % -999.0, mean of both -331.33":
    sys.exit("changed: " + seen)
print("as stated: " + seen)
END
