#!/usr/bin/env bash
# netCDF: a file made by h5py can be read but not changed, unless links keep their order
#
# Version: netCDF 4.9.0, netCDF4 1.6.2, h5py 3.7.0 (Debian 12)
# Behaviour: The netCDF library opens any HDF5 file for reading, but for writing only one whose groups track the
#   order in which links were made. h5py does not ask for that; with track_order=True on the file the same
#   append works.
# A good guess: A file that netCDF reads without complaint, in a writable place, can also be opened for
#   appending.
# Seen: "NetCDF: Can't write file" for the plain file; with track_order=True the attribute is added.
# Why it matters: ncatted, ncks -A and netCDF4 with mode "a" all fail on results that went through h5py, and the
#   message speaks of the file as if permissions were at fault.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

# These versions: installed already, or unpacked into the folder with whatever else they need.
touch plan
for package in python3-netcdf4=1.6.2-1+b1 python3-h5py=3.7.0-8; do
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
import netCDF4

seen = []
for ordered in (False, True):
    with h5py.File("in.h5", "w", track_order=ordered) as file:
        file["gap"] = [1.0, 2.0]
    with netCDF4.Dataset("in.h5") as file:
        assert file["gap"][1] == 2
    try:
        with netCDF4.Dataset("in.h5", "a") as file:
            file.note = "checked"
        seen.append("appended")
    except OSError as error:
        seen.append(f"error {error.errno}: {error.strerror}")
if seen != ["error -103: NetCDF: Can't write file", "appended"]:
    sys.exit(f"changed: {seen}")
print("as stated: plain " + seen[0] + "; with track_order " + seen[1])
END
