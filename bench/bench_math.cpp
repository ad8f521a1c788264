// Time of the elementary functions, beside those of the C library.
#include <cmath>
#include <vector>

#include "instruction_sets.hpp"
#include "math_loops.hpp"

namespace racesim {
namespace {

constexpr std::size_t count = 1024;

template <class Loop>
void measure(benchmark::State& state, Loop loop) {
  std::vector<double> x(count), y(count);
  for (std::size_t i = 0; i < count; ++i) {
    x[i] = (static_cast<double>(i) + 0.5) / count;
  }
  for (auto _ : state) {
    loop(x.data(), y.data(), count);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(count));
}

bool add(const std::string& name, MathLoops::Loop MathLoops::*member) {
  return for_instruction_sets(name, [=](benchmark::State& state, InstructionSet set) {
    const auto& loops = variant(set, baseline::math_loops, avx2::math_loops, avx512::math_loops);
    measure(state, loops.*member);
  });
}

template <auto function>
void library(benchmark::State& state) {
  measure(state, [](const double* x, double* y, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) {
      y[i] = function(x[i]);
    }
  });
}

[[maybe_unused]] const bool added =
    add("log", &MathLoops::log) && add("exp", &MathLoops::exp) && add("pow", &MathLoops::pow) &&
    add("moderate_pow", &MathLoops::moderate_pow) && add("cos2pi", &MathLoops::cos2pi) &&
    add("logistic", &MathLoops::logistic) &&
    benchmark::RegisterBenchmark("log/libm", library<[](double x) { return std::log(x); }>) &&
    benchmark::RegisterBenchmark("exp/libm", library<[](double x) { return std::exp(x); }>) &&
    benchmark::RegisterBenchmark("pow/libm", library<[](double x) { return std::pow(x, -0.4); }>);

}  // namespace
}  // namespace racesim
