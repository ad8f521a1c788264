#!/usr/bin/env bash
# HDF5: copies of a text dataset with a fill value succeed and cannot be opened
#
# Version: HDF5 1.10.8 tools, h5py 3.7.0 on the same library (Debian 12)
# Behaviour: h5repack, h5copy and h5py's copy write the address of the fill value of a variable-length text
#   unchanged, though it means nothing in the new file. They report success; opening the copy raises an error,
#   even where every element had been written and the fill value is never needed. In a larger file the address
#   may hit other data instead.
# A good guess: A copy that ends with 0 has the same dataset, or at worst forgets the fill value.
# Seen: "Unable to get dataset creation properties (bad global heap collection signature)" for all three copies.
# Why it matters: Repacking is the usual way to recompress or archive a result. A text dataset for it must be
#   made without a fill value.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

# These versions: installed already, or unpacked into the folder with whatever else they need.
touch plan
for package in hdf5-tools=1.10.8+repack1-1 python3-h5py=3.7.0-8; do
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
    file.create_dataset("error", data=["x", "", "z"], dtype=h5py.string_dtype(), chunks=(3,), fillvalue="none")
    file.create_dataset("plain", data=["x", "", "z"], dtype=h5py.string_dtype(), chunks=(3,))
subprocess.run(["h5repack", "in.h5", "repacked.h5"], check=True)
for name in ("error", "plain"):
    subprocess.run(["h5copy", "-i", "in.h5", "-o", "copied.h5", "-s", name, "-d", name], check=True)
with h5py.File("in.h5") as file, h5py.File("by_h5py.h5", "w") as copy:
    for name in ("error", "plain"):
        file.copy(name, copy)
for path in ("repacked.h5", "copied.h5", "by_h5py.h5"):
    with h5py.File(path) as file:
        if file["plain"].asstr()[:].tolist() != ["x", "", "z"]:
            sys.exit("changed: the dataset without a fill value is not copied in " + path)
        try:
            file["error"][:]
            sys.exit("changed: readable in " + path)
        except RuntimeError as error:
            if "creation properties" not in str(error):
                sys.exit(f"changed: {error}")
print("as stated: three copies made with success, none can be opened; without a fill value all can")
END
