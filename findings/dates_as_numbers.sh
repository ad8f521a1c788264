#!/usr/bin/env bash
# ncdump -t and ncks --cal: no dates when the units are a netCDF string
#
# Version: netCDF 4.9.0, NCO 5.1.4, CDO 2.1.1 (Debian 12)
# Behaviour: With units "days since ..." as an attribute of type char both print dates. With the same text of
#   type string, as h5py and most HDF5 writers make it, they print the numbers, say nothing and end with 0. CDO
#   prints dates for both.
# A good guess: A text attribute is a text attribute; the netCDF library hides how it is stored.
# Seen: time = "1970-01-01", "1970-02-01" for char, time = 0, 31 for string.
# Why it matters: Writers on top of HDF5 have to store units as text of fixed length for these two tools to show
#   dates; xarray and CDO hide the difference, so their tests do not reveal it.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

# These versions: installed already, or unpacked into the folder with whatever else they need.
touch plan
for package in netcdf-bin=1:4.9.0-3+b1 nco=5.1.4-1+deb12u1 cdo=2.1.1-1+deb12u1; do
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
  ncgen -4 -o "$1.nc" <<<"netcdf g { dimensions: time = 2 ; variables: int time(time) ;
    $1 time:units = \"days since 1970-01-01\" ; $1 time:calendar = \"standard\" ; double gap(time) ;
    data: time = 0, 31 ; gap = 1, 2 ; }"
}
show() { "$@" | sed -n 's/^ *time = \([^;]*[^; ]\) *;$/\1/p' | tail -n 1; }
make char
make string
for tool in "ncdump -t" "ncks --cal -H -v time"; do
  dates=$(show $tool char.nc) numbers=$(show $tool string.nc)
  [[ $dates == '"1970-01-01", "1970-02-01"' ]] || changed "$tool, char: $dates"
  [[ $numbers == "0, 31" ]] || changed "$tool, string: $numbers"
done
for type in char string; do
  dates=$(echo $(cdo -s showdate $type.nc))
  [[ $dates == "1970-01-01 1970-02-01" ]] || changed "cdo, $type: $dates"
done
echo "as stated: ncdump -t and ncks --cal print dates for char and numbers for string; cdo prints dates for both"
