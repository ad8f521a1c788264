#!/usr/bin/env bash
# PyYAML: numbers that Python writes as JSON are read as texts
#
# Version: PyYAML 6.0 with the json module of Python 3.11 (Debian 12)
# Behaviour: json writes 1e-05 and 1e+16 as the shortest text; PyYAML takes a number with an exponent for one
#   only if it has a decimal point, and an exponent only with a sign. 2.5e-07 is a number for both.
# A good guess: JSON is a subset of YAML, so any JSON file can be read as YAML.
# Seen: {"a": 1e-05, "b": 1e+16, "c": 2.5e-07} gives "1e-05", "1e+16" and 2.5e-07.
# Why it matters: Studies that a script writes with json.dumps work with the C++ reader and fail, or compare as
#   texts, in Python. It depends on the digits of a value: rates and budgets of one significant digit are hit.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

# These versions: installed already, or unpacked into the folder with whatever else they need.
touch plan
for package in python3-yaml=6.0-3+b2; do
  [[ $(dpkg-query -W -f '${Package}=${Version}' ${package%%=*} 2>log) == "$package" ]] ||
    apt-get install -s --no-install-recommends $package | sed -n 's/^Inst \([^ ]*\) .*(\([^ ]*\) .*/\1=\2/p' >>plan
done
sort -u plan | xargs -r apt-get -qq download 2>log || { cat log; exit 1; }
for deb in *.deb; do [[ ! -e $deb ]] || dpkg -x "$deb" .; done
lib=usr/lib/x86_64-linux-gnu
export LD_LIBRARY_PATH=$place/$lib:$place/lib/x86_64-linux-gnu:$place/usr/lib:$place/$lib/blas:$place/$lib/lapack
export PYTHONPATH=$place/usr/lib/python3/dist-packages

/usr/bin/python3 -W ignore - <<'END'
import json
import sys
import yaml

values = {"a": 1e-5, "b": 1e16, "c": 2.5e-7, "d": 0.001}
read = yaml.safe_load(json.dumps(values))
again = yaml.safe_load(yaml.safe_dump(values))
types = [type(value).__name__ for value in read.values()]
if types != ["str", "str", "float", "float"] or again != values:
    sys.exit(f"changed: {read} {again}")
print(f"as stated: {json.dumps(values)} is read as {read}; what yaml.safe_dump writes is read as numbers")
END
