#!/usr/bin/env bash
# NCO: the share of runs with a flag is 0 or 1, their number is negative, and seeds change
#
# Version: NCO 5.1.4 (Debian 12)
# Behaviour: Results keep the type of the input. ncra rounds an average to the nearest integer, halves to even;
#   the method avg() of ncap2 truncates it. Totals of a byte wrap around. nces on 64-bit integers goes through
#   doubles.
# A good guess: Averages of integers are floating-point numbers, or one rule of rounding holds; totals are
#   widened.
# Seen: 200 flags: average of 70 % ones 1 by ncra and 0 by ncap2, total of 200 ones -56. nces of a file with
#   itself turns the seeds 2**60 + (1, 2, 300) into 2**60 + (0, 0, 256).
# Why it matters: Yes and no are kept as bytes, so shares over runs are the first thing to compute; convert the
#   flags first (ncap2 -s 'x=double(x)').
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

ones=$(printf ', 1%.0s' $(seq 200)) seventy=$(printf ', 1, 1, 1, 1, 1, 1, 1, 0, 0, 0%.0s' $(seq 20))
half=$(printf ', 1, 0%.0s' $(seq 100)) first=1152921504606846976
ncgen -4 -o in.nc <<<"netcdf g { dimensions: run = UNLIMITED ; variables: byte all(run), most(run), half(run) ;
  data: all = ${ones:2} ; most = ${seventy:2} ; half = ${half:2} ; }"
ncgen -4 -o seeds.nc <<<"netcdf g { dimensions: run = 3 ; variables: int64 seed(run) ;
  data: seed = $((first + 1)), $((first + 2)), $((first + 300)) ; }"
value() { ncdump -v "$1" out.nc | sed -n '/^data:/,$p' | tr -d '\n;}' | sed 's/.*= *//; s/ *$//'; }
ncra -O in.nc out.nc
seen="ncra $(value most) and $(value half)"
ncap2 -O -v -s 'most=most.avg();' in.nc out.nc
seen+=", ncap2 $(value most)"
ncra -O -y ttl in.nc out.nc
seen+=", total $(value all), seeds"
nces -O seeds.nc seeds.nc out.nc
for seed in $(value seed | tr -d ,); do seen+=" $((seed - first))"; done
[[ $seen == "ncra 1 and 0, ncap2 0, total -56, seeds 0 0 256" ]] || changed "$seen"
echo "as stated: $seen"
