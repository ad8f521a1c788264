#pragma once
// Scenario discovery: under which assumptions does it happen? The patient rule induction method looks for boxes of
// assumptions in which the runs of interest are dense (Friedman & Fisher 1999; Bryant & Lempert 2010).
#include <cstdint>
#include <span>
#include <vector>

namespace racesim {

/// Bounds on one factor, in the coordinates given; whole range where `restricted` is false.
struct Bound {
  double low = 0;
  double high = 0;
  bool low_restricted = false;
  bool high_restricted = false;
  bool restricted() const { return low_restricted || high_restricted; }
};

/// A box on the way of peeling.
struct Box {
  std::vector<Bound> bound;  ///< per factor
  double coverage = 0;       ///< share of the runs of interest that lie inside
  double density = 0;        ///< share of the runs inside that are of interest
  double mass = 0;           ///< share of all runs that lie inside
  std::size_t inside = 0;    ///< runs
  int restrictions() const;
};

struct PrimOptions {
  double peel = 0.05;        ///< share of the runs in the box taken away by one step
  double paste = 0.05;       ///< share given back by one step of pasting
  double least_mass = 0.05;  ///< smallest box, share of all runs
};

/// The peeling trajectory: boxes from all runs to the smallest, each with the one side cut that raises the density
/// most, the last one pasted back where that does not lower it. `x` is rows x factors.
std::vector<Box> peel(std::span<const double> x, std::size_t factors, const std::vector<bool>& of_interest,
                      const PrimOptions& options = {});

/// The box a reader wants: the one of the trajectory with the largest F score of coverage and density.
std::size_t best_box(const std::vector<Box>& trajectory);

/// What a box is worth on points on which it was not sought.
struct HeldOut {
  double coverage = 0;
  double density = 0;
  std::size_t inside = 0;  ///< points
};
/// Of every box of a trajectory, by cross-validation: peeling is done again without one part of the points, and the box
/// of the nearest mass is judged on that part. With many factors and few points the boxes themselves look far better
/// than they are.
std::vector<HeldOut> cross_validate(std::span<const double> x, std::size_t factors,
                                    const std::vector<bool>& of_interest, const std::vector<Box>& trajectory,
                                    const PrimOptions& options = {}, int parts = 5, std::uint64_t seed = 1);
/// The box with the largest F score on held-out points among those that are denser there than all points together by
/// three standard errors; 0, no restriction, when there is none.
std::size_t best_box(const std::vector<HeldOut>& trajectory);

/// Probability that a restriction is due to chance: that runs in the box without it are as dense as those with it
/// (binomial, one sided); per factor, 1 where it is not restricted (Bryant & Lempert 2010).
std::vector<double> quasi_p_values(std::span<const double> x, std::size_t factors, const std::vector<bool>& of_interest,
                                   const Box& box);

}  // namespace racesim
