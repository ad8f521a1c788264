#pragma once
// Designs of experiments: which points of the unit cube are run. A factor's value is the quantile of its distribution
// at its coordinate, so that a design knows nothing of units, distributions or the model. A point depends on the design
// and its own number only, so that designs can be cut into shards and sequences can be extended.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace racesim {

/// Points in the unit cube, one row each.
struct Design {
  std::size_t factors = 0;
  /// Consecutive rows that belong together and are of use only whole: a trajectory, a Saltelli block; 1: every row
  /// alone.
  std::size_t block = 1;
  std::vector<double> u;  ///< rows x factors, each in [0, 1]

  std::size_t rows() const { return factors == 0 ? 0 : u.size() / factors; }
  const double* row(std::size_t r) const { return &u[r * factors]; }
};

/// Points `first` .. `first + rows - 1` of a sequence of independent uniform ones.
Design monte_carlo(std::uint64_t first, std::size_t rows, std::size_t factors, std::uint64_t seed);

/// One point in each of `rows` equal slices of every factor, the slices paired at random (McKay, Beckman & Conover
/// 1979).
Design latin_hypercube(std::size_t rows, std::size_t factors, std::uint64_t seed);

/// Points `first` .. `first + rows - 1` of a Sobol sequence with nested uniform scrambling (Owen 1995): the points at
/// hand stay when the sequence is doubled. At most 2^32 points and 3,667 factors.
Design sobol_points(std::uint64_t first, std::size_t rows, std::size_t factors, std::uint64_t seed);

/// Blocks for variance-based indices (Saltelli et al. 2010): rows A, B, then A with factor k from B for each k; with
/// `second_order` also B with factor k from A. `first` and `blocks` count blocks; A and B are halves of one Sobol
/// point.
Design saltelli(std::uint64_t first, std::size_t blocks, std::size_t factors, bool second_order, std::uint64_t seed);

/// Elementary-effect trajectories on a grid of `levels` (Morris 1991): each block starts at a random point of the grid
/// and moves the groups one after the other by levels / (2 (levels - 1)). `group[k]` is the group of factor k, counted
/// from 0 without gaps; `first` and `trajectories` count blocks.
Design morris(std::uint64_t first, std::size_t trajectories, const std::vector<int>& group, int levels,
              std::uint64_t seed);

/// Order in which trajectory rows move the groups and by how much: worked out again from the rows themselves.
struct MorrisStep {
  int group = 0;
  double delta = 0;  ///< change of the coordinates of the group, with its sign (that of its first factor)
};
/// The group that moves between row r and row r + 1 of a trajectory.
MorrisStep morris_step(const Design& design, std::size_t r, const std::vector<int>& group);

/// Every combination of levels; `levels[k]` are the coordinates of factor k.
Design full_factorial(const std::vector<std::vector<double>>& levels);

/// Two-level design in which main effects are clear of two-factor interactions (resolution IV): a Hadamard matrix of
/// Sylvester's kind and its fold-over. Coordinates `low` and `high`.
Design fractional_factorial(std::size_t factors, double low, double high);

/// The centre, then each factor alone at `low` and at `high`.
Design one_at_a_time(std::size_t factors, double low, double high);

}  // namespace racesim
