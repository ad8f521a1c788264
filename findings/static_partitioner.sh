#!/usr/bin/env bash
# oneTBB: parallel_deterministic_reduce depends on the number of threads
#
# Version: oneTBB 2021.8.0 (Debian 12)
# Behaviour: With static_partitioner, one of the two partitioners it admits, the range is split by the number of
#   threads of the arena, so a sum of doubles has other last bits for each. simple_partitioner splits by the
#   grain only.
# A good guess: "Deterministic" means the same bits for any number of threads, whatever the partitioner.
# Seen: Arenas of 1, 2, 3 and 4 threads: four sums of a million sines with static, one with simple.
# Why it matters: Results come to depend on the number of threads by a change that looks like tuning.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"

# These versions: installed already, or unpacked into the folder with whatever else they need.
touch plan
for package in libtbb-dev=2021.8.0-2+deb12u1; do
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
#include <iostream>
#include <numeric>
#include <set>
#include <vector>
#include <tbb/blocked_range.h>
#include <tbb/parallel_reduce.h>
#include <tbb/task_arena.h>

template <class Partitioner>
std::size_t distinct(const std::vector<double>& x) {
  std::set<double> results;
  const tbb::blocked_range<const double*> all(x.data(), x.data() + x.size(), 1000);
  const auto add = [](const auto& part, double sum) { return std::accumulate(part.begin(), part.end(), sum); };
  for (int threads = 1; threads <= 4; ++threads) {
    auto sum = [&] { return tbb::parallel_deterministic_reduce(all, 0.0, add, std::plus<double>(), Partitioner()); };
    results.insert(tbb::task_arena(threads).execute(sum));
  }
  return results.size();
}

int main() {
  std::vector<double> x;
  while (x.size() < 1000003) x.push_back(1000 * std::sin(static_cast<double>(x.size())));
  std::cout << "static " << distinct<tbb::static_partitioner>(x) << ", simple " << distinct<tbb::simple_partitioner>(x);
}
END
g++ -std=c++17 -O1 -I usr/include main.cpp -L $lib -ltbb -o main
seen=$(./main 2>log)
[[ $seen == "static 4, simple 1" ]] || changed "$seen"
echo "as stated, results for 1 to 4 threads: $seen"
