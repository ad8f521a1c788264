#!/usr/bin/env bash
# Boost: quantile() of a discrete distribution is no inverse CDF to draw with
#
# Version: Boost 1.74 (Debian 12)
# Behaviour: By default the quantile of a discrete distribution rounds outwards: down for p < 1/2, up for p >
#   1/2. The smallest k with cdf(k) >= p, which a draw needs, comes only with the policy integer_round_up.
# A good guess: quantile(d, u) with uniform u has the distribution d.
# Seen: Poisson with mean 1.5: 100,000 quantiles at even u average 1.223, with integer_round_up 1.500.
# Why it matters: Counts drawn from Sobol or stratified points this way are too low in half of all draws; no
#   error, and the median looks right.
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
#include <cstdio>
#include <boost/math/distributions/poisson.hpp>

using namespace boost::math::policies;

int main() {
  const boost::math::poisson by_default(1.5);
  const boost::math::poisson_distribution<double, policy<discrete_quantile<integer_round_up>>> up(1.5);
  double mean_by_default = 0, mean_up = 0;
  constexpr int n = 100000;
  for (int i = 0; i < n; ++i) {
    mean_by_default += quantile(by_default, (i + 0.5) / n) / n;
    mean_up += quantile(up, (i + 0.5) / n) / n;
  }
  std::printf("default %.3f, rounded up %.3f", mean_by_default, mean_up);
}
END
g++ -std=c++17 -I usr/include main.cpp -o main
seen=$(./main)
[[ $seen == "default 1.223, rounded up 1.500" ]] || changed "$seen"
echo "as stated, means for a mean of 1.5: $seen"
