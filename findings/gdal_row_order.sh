#!/usr/bin/env bash
# GDAL: its two drivers turn the rows of one file opposite ways, and disagree on signed bytes
#
# Version: GDAL 3.6.2 (Debian 12)
# Behaviour: A netCDF-4 file is an HDF5 file, so both drivers read it. The netCDF driver puts the last row
#   first, for any two dimensions, geographical or not; the HDF5 driver keeps the order. A signed byte -1 is -1
#   for one and 255 for the other.
# A good guess: ReadAsArray gives the array as stored; only latitudes are turned to put north on top.
# Seen: (run, time) = 0 1 / 2 3 / 4 5 read as 4 5 / 2 3 / 0 1 by NETCDF:, as stored by HDF5:.
# Why it matters: Which driver answers depends on prefix and file name. Rows are runs or months here; nothing in
#   the data set says that they were turned, and results look plausible either way.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

# These versions: installed already, or unpacked into the folder with whatever else they need.
touch plan
for package in python3-gdal=3.6.2+dfsg-1+b2 python3-numpy=1:1.24.2-1+deb12u1 netcdf-bin=1:4.9.0-3+b1; do
  [[ $(dpkg-query -W -f '${Package}=${Version}' ${package%%=*} 2>log) == "$package" ]] ||
    apt-get install -s --no-install-recommends $package | sed -n 's/^Inst \([^ ]*\) .*(\([^ ]*\) .*/\1=\2/p' >>plan
done
sort -u plan | xargs -r apt-get -qq download 2>log || { cat log; exit 1; }
for deb in *.deb; do [[ ! -e $deb ]] || dpkg -x "$deb" .; done
lib=usr/lib/x86_64-linux-gnu
export LD_LIBRARY_PATH=$place/$lib:$place/lib/x86_64-linux-gnu:$place/usr/lib:$place/$lib/blas:$place/$lib/lapack
export PYTHONPATH=$place/usr/lib/python3/dist-packages
export PATH=$place/usr/bin:$PATH

ncgen -4 -o in.nc <<'END'
netcdf g { dimensions: run = 3 ; time = 2 ;
variables: int run(run) ; double gap(run, time) ; byte flag(run, time) ;
data: run = 0, 1, 2 ; gap = 0, 1, 2, 3, 4, 5 ; flag = -1, -1, -1, -1, -1, -1 ; }
END
/usr/bin/python3 -W ignore - <<'END'
import sys
from osgeo import gdal

seen = []
for driver, separator in (("NETCDF", ":"), ("HDF5", "://")):
    gap, flag = (gdal.Open(f"{driver}:in.nc{separator}{name}").ReadAsArray() for name in ("gap", "flag"))
    seen.append(f"{driver} {gap.astype(int).tolist()} {flag[0, 0]}")
if seen != ["NETCDF [[4, 5], [2, 3], [0, 1]] -1", "HDF5 [[0, 1], [2, 3], [4, 5]] 255"]:
    sys.exit(f"changed: {seen}")
print("as stated: " + "; ".join(seen))
END
