#include "racesim/experiment/points.hpp"

#include <algorithm>

namespace racesim {

namespace {

/// Rows [first, first + count) of a whole design.
Design cut(const Design& whole, std::uint64_t first, std::size_t count) {
  Design part{.factors = whole.factors, .block = whole.block};
  const auto begin = whole.u.begin() + static_cast<std::ptrdiff_t>(first * whole.factors);
  part.u.assign(begin, begin + static_cast<std::ptrdiff_t>(count * whole.factors));
  return part;
}

/// Rows of a design that is made block by block, from the blocks that hold them.
template <class Make>
Design of_blocks(std::size_t block, std::uint64_t first, std::size_t count, Make make) {
  const std::uint64_t first_block = first / block;
  const std::uint64_t last_block = (first + count + block - 1) / block;
  return cut(make(first_block, last_block - first_block), first - first_block * block, count);
}

}  // namespace

Points::Points(const StudyFile& study, std::vector<ResolvedFactor> factors, const RankCorrelations& correlations,
               PointTable table)
    : rules_(study.design), factors_(std::move(factors)), groups_(groups_of(factors_)), table_(std::move(table)) {
  lowest_.assign(factors_.size(), infinity);
  highest_.assign(factors_.size(), -infinity);
  for (const std::vector<double>& row : table_) {
    for (std::size_t k = 0; k < row.size(); ++k) {
      lowest_[k] = std::min(lowest_[k], row[k]);
      highest_[k] = std::max(highest_[k], row[k]);
    }
  }
  if (!random(rules_.type) || correlations.names.empty()) return;
  copula_ = Copula(correlations);
  for (const std::string& name : copula_.names())
    tied_.push_back(std::ranges::find(factors_, name, &ResolvedFactor::name) - factors_.begin());
}

std::size_t Points::block() const {
  if (rules_.type == DesignType::morris) return groups_.names.size() + 1;
  if (rules_.type == DesignType::saltelli) return (rules_.second_order ? 2 : 1) * factors_.size() + 2;
  return 1;
}

std::uint64_t Points::count(std::int64_t size) const {
  const auto n = static_cast<std::uint64_t>(size);
  switch (rules_.type) {
    case DesignType::monte_carlo:
    case DesignType::latin_hypercube:
    case DesignType::sobol: return n;
    case DesignType::saltelli:
    case DesignType::morris: return n * block();
    case DesignType::full_factorial: {
      std::uint64_t all = 1;
      for (const auto& values : levels()) all *= values.size();
      return all;
    }
    case DesignType::fractional_factorial: return fractional_factorial(factors_.size(), 0, 1).rows();
    case DesignType::one_at_a_time: return 2 * factors_.size() + 1;
    case DesignType::table: return table_.size();
  }
  return 0;
}

/// Coordinates of a full factorial: every level of a factor that has levels, else equal steps.
std::vector<std::vector<double>> Points::levels() const {
  std::vector<std::vector<double>> all;
  for (const ResolvedFactor& factor : factors_) {
    std::vector<double> own;
    for (std::size_t k = 0; k < factor.labels.size(); ++k) own.push_back(factor.middle(k));
    for (std::int64_t k = 0; !factor.has_levels() && k < rules_.levels; ++k)
      own.push_back(static_cast<double>(k) / static_cast<double>(rules_.levels - 1));
    all.push_back(std::move(own));
  }
  return all;
}

Design Points::rows(std::int64_t size, std::uint64_t first, std::size_t count) const {
  const std::size_t n = factors_.size();
  const std::uint64_t seed = rules_.seed;
  switch (rules_.type) {
    case DesignType::monte_carlo: return monte_carlo(first, count, n, seed);
    case DesignType::sobol: return sobol_points(first, count, n, seed);
    case DesignType::latin_hypercube:
      return cut(latin_hypercube(static_cast<std::size_t>(size), n, seed), first, count);
    case DesignType::saltelli:
      return of_blocks(block(), first, count, [&](std::uint64_t begin, std::uint64_t blocks) {
        return saltelli(begin, blocks, n, rules_.second_order, seed);
      });
    case DesignType::morris:
      return of_blocks(block(), first, count, [&](std::uint64_t begin, std::uint64_t blocks) {
        return morris(begin, blocks, groups_.of_factor, static_cast<int>(rules_.levels), seed);
      });
    case DesignType::full_factorial: return cut(full_factorial(levels()), first, count);
    case DesignType::fractional_factorial: return cut(fractional_factorial(n, 0, 1), first, count);
    case DesignType::one_at_a_time: return cut(one_at_a_time(n, 0, 1), first, count);
    case DesignType::table: break;
  }
  return {};
}

PointRange Points::table_range(std::uint64_t first, std::size_t count) const {
  PointRange points{.first = first, .count = count, .factors = factors_.size(), .u = {}, .value = {}};
  for (std::uint64_t p = first; p < first + count; ++p) {
    for (std::size_t k = 0; k < points.factors; ++k) {
      const double range = highest_[k] - lowest_[k];
      points.value.push_back(table_[p][k]);
      points.u.push_back(range > 0 ? (table_[p][k] - lowest_[k]) / range : 0.5);
    }
  }
  return points;
}

PointRange Points::range(std::int64_t size, std::uint64_t first, std::size_t count) const {
  if (rules_.type == DesignType::table) return table_range(first, count);
  const std::size_t n = factors_.size();
  PointRange points{.first = first, .count = count, .factors = n, .u = {}, .value = {}};
  if (n == 0) return points;
  points.u = rows(size, first, count).u;
  points.value.resize(points.u.size());
  std::vector<double> independent(tied_.size());
  for (std::size_t p = 0; p < count; ++p) {
    double* u = &points.u[p * n];
    for (std::size_t j = 0; j < tied_.size(); ++j) independent[j] = u[tied_[j]];
    const std::vector<double> correlated = tied_.empty() ? independent : copula_.correlated(independent);
    for (std::size_t j = 0; j < tied_.size(); ++j) u[tied_[j]] = correlated[j];
    for (std::size_t k = 0; k < n; ++k) {
      const bool squeezed = on_grid(rules_.type) && !factors_[k].has_levels();
      points.value[p * n + k] = factors_[k].value(squeezed ? rules_.low + (rules_.high - rules_.low) * u[k] : u[k]);
    }
  }
  return points;
}

}  // namespace racesim
