#!/usr/bin/env bash
# h5diff: datasets of different length or type count as equal
#
# Version: HDF5 1.10.8 tools (Debian 12)
# Behaviour: Where lengths or types differ, h5diff prints that some objects are not comparable and ends with 0,
#   its code for equality; a single value that differs gives 1. Naming the dataset or not makes no difference.
# A good guess: 0 means equal, 1 different, 2 error; a dataset with fewer runs is different, or an error.
# Seen: 0 for 3 against 4 values and for doubles against integers; 1 for -0.0 against 0.0.
# Why it matters: Regression tests compare two results by exit code: runs that went missing pass, the sign of a
#   zero does not. Look for "not comparable" in the output as well.
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
changed() { echo "changed: $*"; exit 1; }

/usr/bin/python3 - <<'END'
import h5py
for name, values in (
    ("a", [0.0, 1.0, 2.0]), ("longer", [0.0, 1.0, 2.0, 3.0]), ("integers", [0, 1, 2]), ("zero", [-0.0, 1.0, 2.0])
):
    with h5py.File(name + ".h5", "w") as file:
        file["gap"] = values
END
for other in longer integers; do
  h5diff a.h5 $other.h5 >whole.txt || changed "files: $? for $other"
  h5diff a.h5 $other.h5 gap >named.txt || changed "datasets: $? for $other"
  grep -q "not comparable" whole.txt named.txt || changed "no remark for $other"
done
code=0
h5diff a.h5 zero.h5 >zero.txt || code=$?
[[ $code -eq 1 ]] || changed "$code for a zero with another sign"
echo "as stated: 0 for another length or type, 1 for a zero of the other sign"
