#!/usr/bin/env bash
# NCO: with NaN as fill value, averages and conditions are not what they are with -999
#
# Version: NCO 5.1.4 (Debian 12)
# Behaviour: With _FillValue = NaN, ncra and the method avg() of ncap2 give a missing average of doubles as soon
#   as one value is missing, but -y max and avg() of floats skip what is missing; ncwa -B selects nothing; a
#   condition in ncap2 is false there, not missing. With -999 the same commands skip what is missing throughout.
# A good guess: A declared fill value is skipped, whichever it is; or NaN spreads everywhere.
# Seen: Of 1, 3, 5 and a missing value, for NaN against -999: ncra _ 3, -y max 5 5, avg() of doubles _ 3 and of
#   floats 3 3, ncwa -B "x > 2" _ 4, and the share above 2 is 0.5 against 0.667.
# Why it matters: NaN is the natural fill value of results. The usual averages over runs are then missing or,
#   for shares, wrong without any sign of it.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

# These versions: installed already, or unpacked into the folder with whatever else they need.
touch plan
for package in nco=5.1.4-1+deb12u1 netcdf-bin=1:4.9.0-3+b1; do
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
  ncgen -4 -o in.nc <<<"netcdf g { dimensions: run = UNLIMITED ; variables: $1 n(run), m(run) ;
    n:_FillValue = NaN ; m:_FillValue = -999. ; data: n = 1, 3, 5, NaN ; m = 1, 3, 5, -999 ; }"
}
value() { ncdump -v "$1" out.nc | sed -n '/^data:/,$p' | tr -d '\n;}' | sed 's/.*= *//; s/ *$//'; }
both() { echo "$(value n) $(value m)"; }
make float
ncap2 -O -v -s 'n=n.avg(); m=m.avg();' in.nc out.nc
seen="floats $(both)"
make double
ncap2 -O -v -s 'n=n.avg(); m=m.avg();' in.nc out.nc
seen+=", doubles $(both)"
ncap2 -O -v -s 'n=double(n > 2).avg(); m=double(m > 2).avg();' in.nc out.nc
seen+=", share $(both)"
ncra -O in.nc out.nc
seen+=", ncra $(both)"
ncwa -O -y max -a run in.nc out.nc
seen+=", max $(both)"
for name in n m; do
  ncwa -O -C -v $name -B "$name > 2" -a run in.nc out.nc
  seen+=", -B $(value $name)"
done
[[ $seen == "floats 3 3, doubles _ 3, share 0.5 0.666666666666667, ncra _ 3, max 5 5, -B _, -B 4" ]] || changed "$seen"
echo "as stated, NaN against -999: $seen"
