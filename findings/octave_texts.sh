#!/usr/bin/env bash
# Octave: ncreadatt and ncread fail on netCDF strings
#
# Version: Octave 7.3.0 with its netcdf package 1.0.16 (Debian 12)
# Behaviour: ncreadatt raises an error for an attribute of type string, ncread for a variable of that type, and
#   ncinfo for a file that has both. Attributes of type char and all numbers can be read.
# A good guess: A package for netCDF-4 reads the one text type that netCDF-4 added.
# Seen: "value on right hand side of assignment is undefined" and "unknown type 12".
# Why it matters: Names of labs and scenarios are strings: an Octave user cannot see which column is which, and
#   ncinfo, the first thing to try, fails on the whole file.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

# These versions: installed already, or unpacked into the folder with whatever else they need.
touch plan
for package in octave=7.3.0-2 octave-netcdf=1.0.16-2 netcdf-bin=1:4.9.0-3+b1; do
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
netcdf g { dimensions: lab = 2 ;
variables: string lab(lab) ; double gap(lab) ; string gap:units = "month" ; gap:long_name = "gap" ;
data: lab = "a", "b" ; gap = 1, 2 ; }
END
cat >read.m <<'END'
1;
function attempt(varargin)
  try
    value = feval(varargin{:});
    printf("%s\n", disp(value)(1:end-1));
  catch problem
    printf("error: %s\n", problem.message);
  end
end
attempt("ncreadatt", "in.nc", "gap", "long_name");
attempt("ncreadatt", "in.nc", "gap", "units");
attempt("ncread", "in.nc", "lab");
attempt("ncinfo", "in.nc");
END
home=/usr; [[ ! -x usr/bin/octave-cli ]] || home=$place/usr
export OCTAVE_HOME=$home LD_LIBRARY_PATH=$LD_LIBRARY_PATH:$home/lib/x86_64-linux-gnu/octave/7.3.0
binary=$(dirname "$(find $home/lib/x86_64-linux-gnu/octave/packages -name __netcdf__.oct)")
octave-cli -qf -p "$home/share/octave/packages/netcdf-1.0.16" -p "$binary" read.m >seen 2>log || { cat log; exit 1; }
undefined="error: value on right hand side of assignment is undefined"
info="error: element number 2 undefined in return list"
printf '%s\n' gap "$undefined" "error: unknown type 12" "$info" | cmp -s - seen || changed "$(cat seen)"
echo "as stated: char attributes are read, string attributes, string variables and ncinfo raise errors"
