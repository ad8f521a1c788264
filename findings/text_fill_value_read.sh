#!/usr/bin/env bash
# HDF5: a text dataset with unwritten chunks is readable only when the file is open for writing
#
# Version: HDF5 1.10.8 through h5py 3.7.0, h5dump and ncdump 4.9.0 (Debian 12)
# Behaviour: Of a growing variable-length text dataset with a fill value, one chunk is written and one is not.
#   Opened read-only, every selection that touches the unwritten chunk raises an error; opened for writing, all
#   can be read.
# A good guess: Reading needs no write access, and unwritten elements are the fill value.
# Seen: "Can't read data (no write intent on file)" read-only; ["x", "y", "none"] with mode "r+".
# Why it matters: Archives are read-only, and an ensemble that was stopped early has such chunks: messages of
#   failed runs are then lost to every reader that takes the whole variable. Numbers, and texts without a fill
#   value, are not affected.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

# These versions: installed already, or unpacked into the folder with whatever else they need.
touch plan
for package in hdf5-tools=1.10.8+repack1-1 python3-h5py=3.7.0-8 netcdf-bin=1:4.9.0-3+b1; do
  [[ $(dpkg-query -W -f '${Package}=${Version}' ${package%%=*} 2>log) == "$package" ]] ||
    apt-get install -s --no-install-recommends $package | sed -n 's/^Inst \([^ ]*\) .*(\([^ ]*\) .*/\1=\2/p' >>plan
done
sort -u plan | xargs -r apt-get -qq download 2>log || { cat log; exit 1; }
for deb in *.deb; do [[ ! -e $deb ]] || dpkg -x "$deb" .; done
lib=usr/lib/x86_64-linux-gnu
export LD_LIBRARY_PATH=$place/$lib:$place/lib/x86_64-linux-gnu:$place/usr/lib:$place/$lib/blas:$place/$lib/lapack
export PYTHONPATH=$place/usr/lib/python3/dist-packages
export PATH=$place/usr/bin:$PATH

/usr/bin/python3 -W ignore - <<'END'
import subprocess
import sys
import h5py

with h5py.File("in.h5", "w") as file:
    for name, fill in (("error", {"fillvalue": "none"}), ("plain", {})):
        text = h5py.string_dtype()
        file.create_dataset(name, shape=(3,), dtype=text, chunks=(2,), maxshape=(None,), **fill)[:2] = ["x", "y"]
with h5py.File("in.h5") as file:
    if file["plain"].asstr()[:].tolist() != ["x", "y", ""]:
        sys.exit("changed: without a fill value")
    try:
        file["error"][:]
        sys.exit("changed: readable without write access")
    except OSError as error:
        if "no write intent" not in str(error):
            sys.exit(f"changed: {error}")
for tool in (["h5dump", "-d", "error"], ["ncdump", "-v", "error"]):
    if subprocess.run([*tool, "in.h5"], capture_output=True).returncode == 0:
        sys.exit(f"changed: {tool[0]} succeeds")
with h5py.File("in.h5", "r+") as file:
    if file["error"].asstr()[:].tolist() != ["x", "y", "none"]:
        sys.exit("changed: read with write access")
print("as stated: the whole variable cannot be read without write access; with mode r+ all three texts come")
END
