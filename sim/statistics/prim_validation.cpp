#include <algorithm>
#include <cmath>

#include "racesim/core/random.hpp"
#include "racesim/statistics/prim.hpp"

namespace racesim {

namespace {

/// Points inside boxes, and those of interest among them.
struct Counts {
  std::size_t inside = 0, hits = 0;
};

bool inside(const double* row, const Box& box) {
  for (std::size_t k = 0; k < box.bound.size(); ++k) {
    const Bound& bound = box.bound[k];
    if ((bound.low_restricted && row[k] < bound.low) || (bound.high_restricted && row[k] > bound.high)) return false;
  }
  return true;
}

const Box& nearest_mass(const std::vector<Box>& trajectory, double mass) {
  return *std::ranges::min_element(trajectory, {}, [&](const Box& box) { return std::fabs(box.mass - mass); });
}

}  // namespace

std::vector<HeldOut> cross_validate(std::span<const double> x, std::size_t factors,
                                    const std::vector<bool>& of_interest, const std::vector<Box>& trajectory,
                                    const PrimOptions& options, int parts, std::uint64_t seed) {
  std::vector<int> part;
  for (std::size_t r = 0; r < of_interest.size(); ++r) {
    const double u =
        uniform({.seed = seed, .stream = StreamId::bootstrap, .agent = static_cast<std::uint32_t>(r), .partner = 3});
    part.push_back(static_cast<int>(u * parts));
  }
  std::vector<Counts> counts(trajectory.size());
  for (int p = 0; p < parts; ++p) {
    std::vector<double> seen;
    std::vector<bool> seen_of_interest;
    for (std::size_t r = 0; r < of_interest.size(); ++r) {
      if (part[r] == p) continue;
      seen.insert(seen.end(), &x[r * factors], &x[r * factors] + factors);
      seen_of_interest.push_back(of_interest[r]);
    }
    if (seen.empty()) continue;
    const auto sought = peel(seen, factors, seen_of_interest, options);
    for (std::size_t b = 0; b < trajectory.size(); ++b) {
      const Box& box = b == 0 ? sought[0] : nearest_mass(sought, trajectory[b].mass);
      for (std::size_t r = 0; r < of_interest.size(); ++r) {
        if (part[r] != p || !inside(&x[r * factors], box)) continue;
        ++counts[b].inside;
        counts[b].hits += of_interest[r] ? 1 : 0;
      }
    }
  }
  const auto hits = static_cast<std::size_t>(std::ranges::count(of_interest, true));
  std::vector<HeldOut> result;
  for (const Counts& c : counts) {
    const auto found = static_cast<double>(c.hits);
    result.push_back({hits > 0 ? found / static_cast<double>(hits) : 0,
                      c.inside > 0 ? found / static_cast<double>(c.inside) : 0, c.inside});
  }
  return result;
}

std::size_t best_box(const std::vector<HeldOut>& trajectory) {
  std::size_t best = 0;
  double highest = 0;
  const double all = trajectory.empty() ? 0 : trajectory[0].density;
  for (std::size_t b = 1; b < trajectory.size(); ++b) {
    const HeldOut& box = trajectory[b];
    const double se = std::sqrt(all * (1 - all) / static_cast<double>(std::max<std::size_t>(1, box.inside)));
    if (box.density <= all + 3 * se) continue;
    const double score = 2 * box.coverage * box.density / (box.coverage + box.density);
    if (score > highest) best = b, highest = score;
  }
  return best;
}

}  // namespace racesim
