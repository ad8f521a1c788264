#pragma once
// Whole blocks of a design: those with a row that failed are of no use.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <vector>

#include "racesim/statistics/design.hpp"

namespace racesim {

/// Numbers of the blocks of which every row has an outcome.
inline std::vector<std::size_t> whole_blocks(std::span<const double> outcome, std::size_t block) {
  std::vector<std::size_t> whole;
  for (std::size_t b = 0; (b + 1) * block <= outcome.size(); ++b) {
    const auto rows = outcome.subspan(b * block, block);
    if (std::ranges::none_of(rows, [](double y) { return std::isnan(y); })) whole.push_back(b);
  }
  return whole;
}

inline void require_rows(const Design& design, std::span<const double> outcome) {
  if (outcome.size() != design.rows()) throw std::invalid_argument("an outcome is needed for every row of the design");
}

}  // namespace racesim
