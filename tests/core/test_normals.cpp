#include "racesim/core/normals.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <vector>

#include "racesim/core/diagnostic.hpp"
#include "support/catch.hpp"

using namespace racesim;

namespace {

const Address at{.seed = 0x123456789abcdef0, .replicate = 7, .stream = StreamId::workload, .partner = 9, .month = 59};

using Batch = void (*)(const Address&, std::span<const std::uint32_t>, std::span<double>, InstructionSet);
using Single = double (*)(const Address&);

/// Ids of no pattern; some are equal.
std::vector<std::uint32_t> some_ids(std::size_t count) {
  std::vector<std::uint32_t> ids(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    ids[i] = i * 2654435761U >> (i % 13);
  }
  return ids;
}

int mismatches(Batch batch, Single single, std::size_t count, std::size_t lanes, InstructionSet set) {
  const auto ids = some_ids(count);
  std::vector<double> out(count * lanes);
  batch(at, ids, out, set);
  int found = 0;
  for (std::size_t place = 0; place < out.size(); ++place) {
    Address here = at;
    here.agent = ids[place / lanes];
    here.replicate += static_cast<std::uint32_t>(place % lanes);
    found += std::bit_cast<std::uint64_t>(out[place]) != std::bit_cast<std::uint64_t>(single(here));
  }
  return found;
}

}  // namespace

TEST_CASE("batches give every agent the bits of its own address, for any count, lanes and instruction set") {
  for (const InstructionSet set : available_instruction_sets()) {
    for (const std::size_t count : {0UL, 1UL, 7UL, 8UL, 63UL, 64UL, 65UL, 200UL, 5'000UL}) {
      for (const std::size_t lanes : {1UL, 2UL, 8UL, 16UL}) {
        INFO(name(set) << ", " << count << " agents, " << lanes << " lanes");
        CHECK(mismatches(normals, normal, count, lanes, set) == 0);
        CHECK(mismatches(uniforms, uniform, count, lanes, set) == 0);
      }
    }
  }
}

TEST_CASE("the order of agents does not change what each of them gets") {
  std::vector<std::uint32_t> ids(1'000);
  std::iota(ids.begin(), ids.end(), 0U);
  std::vector<double> forward(ids.size()), backward(ids.size());
  normals(at, ids, forward);
  std::reverse(ids.begin(), ids.end());
  normals(at, ids, backward);
  std::reverse(backward.begin(), backward.end());
  CHECK(forward == backward);
}

TEST_CASE("instruction sets are named, ascending, and refused when the processor lacks them") {
  const auto available = available_instruction_sets();
  CHECK(available.front() == InstructionSet::baseline);
  CHECK(std::is_sorted(available.begin(), available.end()));
  for (const InstructionSet set : available) {
    CHECK(parse_instruction_set(name(set)) == set);
  }
  CHECK(parse_instruction_set("") == available.back());
  CHECK_THROWS_AS(parse_instruction_set("avx1024"), InputError);
  CHECK_THROWS_WITH(parse_instruction_set("avx1024"), Catch::Matchers::ContainsSubstring("\"avx1024\"") &&
                                                          Catch::Matchers::ContainsSubstring("baseline"));
}
