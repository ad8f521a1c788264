#!/usr/bin/env bash
# cdo diff: files that differ are equal when time is not the first dimension, and for seeds
#
# Version: CDO 2.1.1 (Debian 12)
# Behaviour: CDO passes over variables whose time is not the first dimension, and those on a coordinate of
#   texts, with a warning on standard error. 64-bit integers become doubles. diff compares what is left.
# A good guess: Unsupported layouts are an error, or at least diff does not report success.
# Seen: Variables (run, time) and (time, lab) that differ everywhere, and seeds 2**60 and 2**60 + 1: exit code 0
#   and no difference from cdo diff. cdo -s copy leaves both variables out and writes the seed as double.
# Why it matters: Ensembles put runs first. A comparison in a test passes whatever the values, and a copy made
#   on the way to other tools lacks the main results.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

# These versions: installed already, or unpacked into the folder with whatever else they need.
touch plan
for package in cdo=2.1.1-1+deb12u1 netcdf-bin=1:4.9.0-3+b1; do
  [[ $(dpkg-query -W -f '${Package}=${Version}' ${package%%=*} 2>log) == "$package" ]] ||
    apt-get install -s --no-install-recommends $package | sed -n 's/^Inst \([^ ]*\) .*(\([^ ]*\) .*/\1=\2/p' >>plan
done
sort -u plan | xargs -r apt-get -qq download 2>log || { cat log; exit 1; }
for deb in *.deb; do [[ ! -e $deb ]] || dpkg -x "$deb" .; done
lib=usr/lib/x86_64-linux-gnu
export LD_LIBRARY_PATH=$place/$lib:$place/lib/x86_64-linux-gnu:$place/usr/lib:$place/$lib/blas:$place/$lib/lapack
export PATH=$place/usr/bin:$PATH
changed() { echo "changed: $*"; exit 1; }

make() {
  ncgen -4 -o "$1" <<END
netcdf g {
dimensions: time = 2 ; run = 2 ; lab = 2 ;
variables: int time(time) ; time:units = "days since 1970-01-01" ; time:calendar = "standard" ;
  string lab(lab) ; double gap(run, time), share(time, lab), same(time, run) ; int64 seed(run) ;
data: time = 0, 31 ; lab = "a", "b" ; gap = $2, $2, $2, $2 ; share = $2, $2, $2, $2 ; same = 0, 1, 2, 3 ; seed = $3, 7 ;
}
END
}
make a.nc 1 1152921504606846976
make b.nc 2 1152921504606846977
code=0
report=$(cdo -s diff a.nc b.nc 2>warnings) || code=$?
[[ $code -eq 0 && -z $report ]] || changed "diff: exit code $code, $report"
cdo -s -f nc4 copy a.nc copy.nc 2>warnings
grep -q "skipped variable gap" warnings || changed "no warning: $(cat warnings)"
kept=$(echo $(ncdump -h copy.nc | sed -n 's/^.\([a-z0-9]* [a-z]*\)(.*/\1,/p'))
[[ $kept == *"double seed"* && $kept == *"double same"* ]] || changed "copy: $kept"
[[ $kept != *gap* && $kept != *share* ]] || changed "copy: $kept"
echo "as stated: diff finds no difference in two files that differ in three variables; the copy has $kept"
