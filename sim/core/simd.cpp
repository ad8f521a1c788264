#include "racesim/core/simd.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include "racesim/core/diagnostic.hpp"

namespace racesim {
namespace {

constexpr std::array all{InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512};

/// How many of `all` the processor has: each implies those before it.
std::size_t count_available() {
#if defined(__x86_64__)
  __builtin_cpu_init();
  // The levels x86-64-v3 and v4 by features that every compiler's library knows.
  const bool v3 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
  const bool v4 = v3 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                  __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
                  __builtin_cpu_supports("avx512vl");
  return v4 ? 3 : v3 ? 2 : 1;
#else
  return 1;
#endif
}

}  // namespace

std::string_view name(InstructionSet set) {
  constexpr std::array<std::string_view, 3> names{"baseline", "avx2", "avx512"};
  return names[static_cast<std::size_t>(set)];
}

std::span<const InstructionSet> available_instruction_sets() {
  static const std::size_t count = count_available();
  return std::span(all).first(count);
}

InstructionSet parse_instruction_set(std::string_view wanted) {
  const auto available = available_instruction_sets();
  if (wanted.empty()) {
    return available.back();
  }
  const auto found = std::find_if(available.begin(), available.end(), [&](auto set) { return name(set) == wanted; });
  if (found == available.end()) {
    const std::vector<std::string> names = [&] {
      std::vector<std::string> list;
      std::transform(available.begin(), available.end(), std::back_inserter(list),
                     [](auto set) { return std::string(name(set)); });
      return list;
    }();
    throw InputError({"environment variable RACESIM_SIMD"}, fmt::format("\"{}\" is not available here", wanted),
                     list_allowed(names));
  }
  return *found;
}

InstructionSet instruction_set() {
  static const InstructionSet chosen = [] {
    const char* wanted = std::getenv("RACESIM_SIMD");
    return parse_instruction_set(wanted ? wanted : "");
  }();
  return chosen;
}

}  // namespace racesim
