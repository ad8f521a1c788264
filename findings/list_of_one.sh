#!/usr/bin/env bash
# xarray: an attribute that is a list of one text comes back as a text
#
# Version: xarray 2023.01.0 with netCDF4 1.6.2 and with h5netcdf 1.1.0, against h5py 3.7.0 (Debian 12)
# Behaviour: Both engines turn an attribute of shape (1,) into a scalar; with two entries it is a list. h5py
#   keeps the shape. So attrs["name"][0] is the first entry of two, but the first letter of one.
# A good guess: The shape in the file decides, as in h5py, and the two engines may differ; they do not.
# Seen: ["abc", "d"] -> ["abc", "d"], ["abc"] -> "abc", whose [0] is "a"; a number of shape (1,) is a scalar
#   too.
# Why it matters: Files carry one text per scenario as an attribute. A script that was written for a file of two
#   scenarios takes one letter for a scenario when there is one; use numpy.atleast_1d.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

# These versions: installed already, or unpacked into the folder with whatever else they need.
touch plan
for package in python3-xarray=2023.01.0-1.1 python3-netcdf4=1.6.2-1+b1 python3-h5netcdf=1.1.0-1 python3-h5py=3.7.0-8; do
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
import h5py
import xarray

with h5py.File("in.h5", "w") as file:
    text = h5py.string_dtype()
    file.attrs.create("two", ["abc", "d"], dtype=text)
    file.attrs.create("one", ["abc"], dtype=text)
    file.attrs.create("number", [5])
with h5py.File("in.h5") as file:
    shapes = [file.attrs[name].shape for name in ("two", "one", "number")]
seen = [f"h5py {shapes}"]
for engine in ("netcdf4", "h5netcdf"):
    attrs = xarray.open_dataset("in.h5", engine=engine).attrs
    seen.append(f"{engine} {attrs['two'][0]!r} {attrs['one'][0]!r} {getattr(attrs['number'], 'shape', None)}")
if seen != ["h5py [(2,), (1,), (1,)]", "netcdf4 'abc' 'a' ()", "h5netcdf 'abc' 'a' ()"]:
    sys.exit(f"changed: {seen}")
print("as stated: " + "; ".join(seen))
END
