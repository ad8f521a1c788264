// Price of a sum that does not depend on the order of its addends.
#include <benchmark/benchmark.h>

#include <numeric>
#include <vector>

#include "racesim/core/sum.hpp"

namespace racesim {
namespace {

template <class Sum>
void measure(benchmark::State& state, Sum sum) {
  std::vector<double> addends(static_cast<std::size_t>(state.range(0)));
  std::iota(addends.begin(), addends.end(), 0.1);
  for (auto _ : state) {
    benchmark::DoNotOptimize(sum(addends));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void order_free(benchmark::State& state) { measure(state, order_free_sum); }
void plain(benchmark::State& state) {
  measure(state, [](const std::vector<double>& x) { return std::accumulate(x.begin(), x.end(), 0.0); });
}

BENCHMARK(order_free)->Arg(100)->Arg(100'000);
BENCHMARK(plain)->Arg(100)->Arg(100'000);

}  // namespace
}  // namespace racesim
