#pragma once
// What each method found, as tables with their words.
#include <vector>

#include "racesim/analysis/indices.hpp"

namespace racesim {

/// Slices of a factor for PAWN.
inline constexpr int pawn_slices = 10;
/// True for designs whose points are a sample of the factors' distributions.
bool random_design(const std::string& kind);

IndexTable morris_table(const DesignedResult& result, const std::vector<double>& means,
                        const BootstrapOptions& options);
/// Shares of factors, and of pairs where the design has their rows.
void add_sobol(const DesignedResult& result, const std::vector<double>& means, const BootstrapOptions& options,
               std::vector<IndexTable>& tables);
/// `means` are those of the points that the indices are of.
IndexTable rank_table(const DesignedResult& result, const std::vector<double>& means, const RankIndices& indices,
                      double level);
IndexTable pawn_table(const DesignedResult& result, const std::vector<double>& means, const PawnIndices& indices,
                      double level);
IndexTable split_table(const DesignedResult& result, const std::vector<double>& means, const VarianceSplit& split);

}  // namespace racesim
