// Time of a uniform number and of a standard normal, in batches and one by one.
#include <numeric>
#include <vector>

#include "instruction_sets.hpp"
#include "racesim/core/normals.hpp"

namespace racesim {
namespace {

constexpr Address address{.seed = 1, .stream = StreamId::workload};

template <class Batch>
void measure(benchmark::State& state, Batch batch) {
  std::vector<std::uint32_t> ids(1024);
  std::iota(ids.begin(), ids.end(), 0U);
  std::vector<double> out(ids.size());
  for (auto _ : state) {
    batch(address, ids, out);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(ids.size()));
}

void one_by_one(const Address& at, std::span<const std::uint32_t> ids, std::span<double> out) {
  for (std::size_t i = 0; i < ids.size(); ++i) {
    Address here = at;
    here.agent = ids[i];
    out[i] = normal(here);
  }
}

[[maybe_unused]] const bool added =
    for_instruction_sets("uniforms",
                         [](benchmark::State& state, InstructionSet set) {
                           measure(state, [set](const auto& at, auto& ids, auto& out) { uniforms(at, ids, out, set); });
                         }) &&
    for_instruction_sets("normals",
                         [](benchmark::State& state, InstructionSet set) {
                           measure(state, [set](const auto& at, auto& ids, auto& out) { normals(at, ids, out, set); });
                         }) &&
    benchmark::RegisterBenchmark("normals/one_by_one", [](benchmark::State& state) { measure(state, one_by_one); });

}  // namespace
}  // namespace racesim
