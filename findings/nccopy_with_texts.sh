#!/usr/bin/env bash
# nccopy: one text variable stops -d, and -d 0 keeps one of three filters
#
# Version: netCDF 4.9.0 (Debian 12)
# Behaviour: nccopy -d LEVEL tries to compress variables of type string as well and gives up; the output then
#   has no variables. nccopy -d 0 takes away shuffle together with deflate but keeps Fletcher32. nccopy -u fails
#   where the chunk of a growing dimension is longer than that dimension is now.
# A good guess: What cannot be compressed is passed over; no deflation removes deflation; -u only fixes
#   dimensions.
# Seen: "Filter error: bad id or parameters", "Bad chunk sizes", both with exit code 1 and an empty file left
#   behind.
# Why it matters: Every result has names of labs and scenarios as text. Its size cannot be tuned with nccopy
#   unless variables are chosen with -F; scripts that test for the file instead of the exit code carry on with
#   an empty one.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

# These versions: installed already, or unpacked into the folder with whatever else they need.
touch plan
for package in netcdf-bin=1:4.9.0-3+b1; do
  [[ $(dpkg-query -W -f '${Package}=${Version}' ${package%%=*} 2>log) == "$package" ]] ||
    apt-get install -s --no-install-recommends $package | sed -n 's/^Inst \([^ ]*\) .*(\([^ ]*\) .*/\1=\2/p' >>plan
done
sort -u plan | xargs -r apt-get -qq download 2>log || { cat log; exit 1; }
for deb in *.deb; do [[ ! -e $deb ]] || dpkg -x "$deb" .; done
lib=usr/lib/x86_64-linux-gnu
export LD_LIBRARY_PATH=$place/$lib:$place/lib/x86_64-linux-gnu:$place/usr/lib:$place/$lib/blas:$place/$lib/lapack
export PATH=$place/usr/bin:$PATH
changed() { echo "changed: $*"; exit 1; }

ncgen -4 -o in.nc <<'END'
netcdf g {
dimensions: run = UNLIMITED ; lab = 2 ;
variables: string lab(lab) ; double gap(run) ;
  gap:_ChunkSizes = 1024 ; gap:_DeflateLevel = 4 ; gap:_Shuffle = "true" ; gap:_Fletcher32 = "true" ;
data: lab = "a", "b" ; gap = 1, 2 ;
}
END
for option in "-d 1:Filter error" "-u:Bad chunk sizes"; do
  code=0
  nccopy ${option%%:*} in.nc out.nc 2>message || code=$?
  [[ $code -eq 1 ]] || changed "nccopy ${option%%:*}: exit code $code"
  grep -q "${option##*:}" message || changed "$(cat message)"
  ! ncdump -h out.nc | grep -q gap || changed "nccopy ${option%%:*} leaves variables"
  rm out.nc
done
nccopy -d 0 in.nc out.nc
kept=$(echo $(ncdump -hs out.nc | sed -n 's/.*gap:_\(Deflate\|Shuffle\|Fletcher\).*/\1/p'))
[[ $kept == Fletcher ]] || changed "-d 0 keeps: $kept"
nccopy in.nc out.nc || changed "a plain copy fails"
echo "as stated: -d 1 and -u fail and leave an empty file, -d 0 keeps Fletcher32 alone"
