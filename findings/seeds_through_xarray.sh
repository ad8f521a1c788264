#!/usr/bin/env bash
# xarray: a 64-bit integer with a fill value loses its low bits, and writing it back changes the file
#
# Version: xarray 2023.01.0 with netCDF4 1.6.2 (Debian 12)
# Behaviour: A variable of int64 with _FillValue is decoded to float64 although no value is missing. On writing,
#   the encoding restores int64, so the new file has the old type and other numbers. Without _FillValue it is
#   exact.
# A good guess: Integers become floats only where values are missing, or at least a file that is opened and
#   saved keeps its integers.
# Seen: 2**60 + (0, 1, 2, 300) comes back as 2**60 + (0, 0, 0, 256), int64, without a warning.
# Why it matters: Seeds use all 63 bits. A result that went through open_dataset and to_netcdf names seeds that
#   were never run. Read with mask_and_scale=False, or write seeds without a fill value.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

# These versions: installed already, or unpacked into the folder with whatever else they need.
touch plan
for package in python3-xarray=2023.01.0-1.1 python3-netcdf4=1.6.2-1+b1 python3-numpy=1:1.24.2-1+deb12u1; do
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
import xarray

first, offsets = 2**60, np.array([0, 1, 2, 300])
with netCDF4.Dataset("in.nc", "w") as file:
    file.createDimension("run", 4)
    file.createVariable("seed", "i8", ("run",), fill_value=-1)[:] = first + offsets
    file.createVariable("plain", "i8", ("run",))[:] = first + offsets
xarray.open_dataset("in.nc").to_netcdf("out.nc")
with netCDF4.Dataset("out.nc") as file:
    file.set_auto_mask(False)
    seed, plain = file["seed"], file["plain"]
    seen = f"{seed.dtype} {(seed[:] - first).tolist()}, without a fill value {(plain[:] - first).tolist()}"
if seen != "int64 [0, 0, 0, 256], without a fill value [0, 1, 2, 300]":
    sys.exit("changed: " + seen)
print("as stated: " + seen)
END
