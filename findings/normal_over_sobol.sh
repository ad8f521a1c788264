#!/usr/bin/env bash
# Boost: normal_distribution over the sobol engine has mean -2
#
# Version: Boost 1.74 (Debian 12)
# Behaviour: boost::random::sobol meets the requirements of an engine, so it compiles with every distribution.
#   The normal distribution takes its words for independent bits: it uses a varying number of them per value,
#   the low ones for the choice of the layer. Over a Sobol sequence, whose low bits are constant, the values are
#   not normal at all.
# A good guess: Quasi-random normals, perhaps with the pairing of dimensions lost.
# Seen: 4096 values: mean -2.0, variance 1.8. By inverse CDF of the same points: mean 0.00, variance 1.00.
# Why it matters: Sampling parameters with low-discrepancy points is the first step of a sensitivity analysis;
#   only the inverse CDF may be used, one coordinate per parameter.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

# These versions: installed already, or unpacked into the folder with whatever else they need.
touch plan
for package in libboost1.74-dev=1.74.0+ds1-21; do
  [[ $(dpkg-query -W -f '${Package}=${Version}' ${package%%=*} 2>log) == "$package" ]] ||
    apt-get install -s --no-install-recommends $package | sed -n 's/^Inst \([^ ]*\) .*(\([^ ]*\) .*/\1=\2/p' >>plan
done
sort -u plan | xargs -r apt-get -qq download 2>log || { cat log; exit 1; }
for deb in *.deb; do [[ ! -e $deb ]] || dpkg -x "$deb" .; done
lib=usr/lib/x86_64-linux-gnu
export LD_LIBRARY_PATH=$place/$lib:$place/lib/x86_64-linux-gnu:$place/usr/lib:$place/$lib/blas:$place/$lib/lapack
changed() { echo "changed: $*"; exit 1; }

cat >main.cpp <<'END'
#include <cmath>
#include <cstdio>
#include <boost/math/distributions/normal.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/sobol.hpp>
#include <boost/random/uniform_01.hpp>

template <class Draw>
void moments(Draw draw) {
  boost::random::sobol engine(1);
  double sum = 0, squares = 0;
  for (int i = 0; i < 4096; ++i) {
    const double x = draw(engine);
    sum += x / 4096;
    squares += x * x / 4096;
  }
  std::printf("%.1f %.1f ", std::abs(sum), squares - sum * sum);
}

int main() {
  moments(boost::random::normal_distribution<double>());
  moments([](auto& engine) { return quantile(boost::math::normal(), boost::random::uniform_01<double>()(engine)); });
}
END
g++ -std=c++17 -I usr/include main.cpp -o main
read -r size variance exact_size exact_variance < <(./main; echo)
seen="distribution $size $variance, inverse CDF $exact_size $exact_variance"
[[ $seen == "distribution 2.0 1.8, inverse CDF 0.0 1.0" ]] || changed "$seen"
echo "as stated, size of the mean and variance: $seen"
