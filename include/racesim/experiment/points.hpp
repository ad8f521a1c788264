#pragma once
// The points of a study: rows of its design with the values its factors have there. A range of points is worked out by
// itself, so that a shard needs no other and a million points need no room.
#include <span>
#include <string>
#include <vector>

#include "racesim/core/copula.hpp"
#include "racesim/experiment/factors.hpp"
#include "racesim/experiment/study.hpp"
#include "racesim/statistics/design.hpp"

namespace racesim {

/// The values of a table design, rows x factors; the number of the level where a factor has levels.
using PointTable = std::vector<std::vector<double>>;

/// Consecutive points.
struct PointRange {
  std::uint64_t first = 0;
  std::size_t count = 0;
  std::size_t factors = 0;
  std::vector<double> u;      ///< points x factors: coordinates in [0, 1], marginal ones where factors are correlated
  std::vector<double> value;  ///< points x factors: in each factor's unit, or the number of its level

  std::span<const double> values_at(std::uint64_t point) const {
    return {value.data() + (point - first) * factors, factors};
  }
};

class Points {
 public:
  /// Requires a study that load_study() found sound.
  Points(const StudyFile& study, std::vector<ResolvedFactor> factors, const RankCorrelations& correlations,
         PointTable table);

  const std::vector<ResolvedFactor>& factors() const { return factors_; }
  /// Points of a design of `size`, see DesignRules::size.
  std::uint64_t count(std::int64_t size) const;
  /// Points that are of use only together.
  std::size_t block() const;
  /// Points [first, first + count) of a design of `size`.
  PointRange range(std::int64_t size, std::uint64_t first, std::size_t count) const;

 private:
  PointRange table_range(std::uint64_t first, std::size_t count) const;
  Design rows(std::int64_t size, std::uint64_t first, std::size_t count) const;
  std::vector<std::vector<double>> levels() const;

  DesignRules rules_;
  std::vector<ResolvedFactor> factors_;
  FactorGroups groups_;
  Copula copula_;
  std::vector<std::size_t> tied_;  ///< place of each of the copula's names among the factors
  PointTable table_;
  std::vector<double> lowest_, highest_;  ///< of each of the table's columns
};

}  // namespace racesim
