#!/usr/bin/env bash
# R: both netCDF packages make different seeds equal
#
# Version: ncdf4 1.21 and RNetCDF 2.6-2 on R 4.2.2 (Debian 12)
# Behaviour: 64-bit integers are read as doubles, with no warning and no choice in ncdf4; RNetCDF needs fitnum =
#   TRUE and the package bit64 to do otherwise. Octave 7.3 reads the same variable as int64.
# A good guess: R has no 64-bit integer, so there is a warning, or a text, or bit64 is used when it is there.
# Seen: 2**60 + (0, 1, 2) has one distinct value in either package.
# Why it matters: Pairing runs of two files by seed, or repeating a run by its seed, goes wrong silently in R.
#   Pair by the number of the replicate instead.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

# These versions: installed already, or unpacked into the folder with whatever else they need.
touch plan
for package in r-base-core=4.2.2.20221110-2 r-cran-ncdf4=1.21-1 r-cran-rnetcdf=2.6-2-1 netcdf-bin=1:4.9.0-3+b1; do
  [[ $(dpkg-query -W -f '${Package}=${Version}' ${package%%=*} 2>log) == "$package" ]] ||
    apt-get install -s --no-install-recommends $package | sed -n 's/^Inst \([^ ]*\) .*(\([^ ]*\) .*/\1=\2/p' >>plan
done
sort -u plan | xargs -r apt-get -qq download 2>log || { cat log; exit 1; }
for deb in *.deb; do [[ ! -e $deb ]] || dpkg -x "$deb" .; done
lib=usr/lib/x86_64-linux-gnu
export LD_LIBRARY_PATH=$place/$lib:$place/lib/x86_64-linux-gnu:$place/usr/lib:$place/$lib/blas:$place/$lib/lapack
export PATH=$place/usr/bin:$PATH

ncgen -4 -o in.nc <<'END'
netcdf g { dimensions: run = 3 ; variables: int64 seed(run) ;
data: seed = 1152921504606846976, 1152921504606846977, 1152921504606846978 ; }
END
cat >read.R <<'END'
warned <- 0
withCallingHandlers({
  file <- ncdf4::nc_open("in.nc")
  one <- ncdf4::ncvar_get(file, "seed")
  other <- RNetCDF::var.get.nc(RNetCDF::open.nc("in.nc"), "seed")
}, warning = function(w) warned <<- warned + 1)
distinct <- c(length(unique(as.vector(one))), length(unique(as.vector(other))))
if (!all(distinct == 1) || warned > 0 || !is.double(one) || !is.double(other)) {
  cat("changed:", distinct, "distinct seeds,", warned, "warnings\n")
  quit(status = 1)
}
cat("as stated: three seeds are one, as doubles, in ncdf4 and in RNetCDF, without a warning\n")
END
home=/usr/lib/R; [[ ! -d usr/lib/R/bin ]] || home=$place/usr/lib/R
export R_HOME=$home R_LIBS=$place/usr/lib/R/site-library:/usr/lib/R/site-library R_DEFAULT_PACKAGES=NULL
export LD_LIBRARY_PATH=$LD_LIBRARY_PATH:$home/lib
"$home/bin/exec/R" --no-echo --no-restore --vanilla --file=read.R >said 2>log || { cat said log; exit 1; }
grep "^as stated" said
