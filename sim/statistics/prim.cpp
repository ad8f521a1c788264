#include "racesim/statistics/prim.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <limits>
#include <numeric>

namespace racesim {

int Box::restrictions() const {
  return static_cast<int>(std::ranges::count_if(bound, [](const Bound& b) { return b.restricted(); }));
}

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// Rows of a table with what is asked of them.
struct Table {
  std::span<const double> x;
  std::size_t factors;
  const std::vector<bool>& of_interest;

  double at(std::uint32_t r, std::size_t k) const { return x[r * factors + k]; }
  std::size_t rows() const { return of_interest.size(); }
  std::size_t hits(std::span<const std::uint32_t> rows) const {
    return static_cast<std::size_t>(std::ranges::count_if(rows, [&](std::uint32_t r) { return of_interest[r]; }));
  }
  bool inside(std::uint32_t r, const Box& box, std::size_t but = std::numeric_limits<std::size_t>::max()) const {
    for (std::size_t k = 0; k < factors; ++k) {
      if (k != but && (at(r, k) < box.bound[k].low || at(r, k) > box.bound[k].high)) return false;
    }
    return true;
  }
  std::vector<std::uint32_t> rows_in(const Box& box) const {
    std::vector<std::uint32_t> result;
    for (std::uint32_t r = 0; r < rows(); ++r) {
      if (inside(r, box)) result.push_back(r);
    }
    return result;
  }
  void measure(Box& box, std::size_t inside, std::size_t hits_inside, std::size_t all_hits) const {
    const auto found = static_cast<double>(hits_inside);
    box.inside = inside;
    box.mass = static_cast<double>(box.inside) / static_cast<double>(rows());
    box.density = box.inside > 0 ? found / static_cast<double>(box.inside) : 0;
    box.coverage = all_hits > 0 ? found / static_cast<double>(all_hits) : 0;
  }
};

/// A cut of one side of one factor.
struct Cut {
  std::size_t factor = 0;
  bool low = false;
  double limit = 0;
  std::size_t left = 0, hits = 0;  ///< rows that stay, and those of interest among them
  double gain = -infinite;

  bool keeps(double v) const { return low ? v >= limit : v <= limit; }
};

/// The rows in a box, factor by factor, so that they can be passed through fast.
struct Inside {
  std::vector<std::vector<double>> column;
  std::vector<std::uint8_t> hit;

  Inside(const Table& table, std::span<const std::uint32_t> rows) : column(table.factors) {
    for (const std::uint32_t r : rows) {
      for (std::size_t k = 0; k < table.factors; ++k) column[k].push_back(table.at(r, k));
      hit.push_back(table.of_interest[r] ? 1 : 0);
    }
  }
  std::size_t rows() const { return hit.size(); }
  void keep(const Cut& cut) {
    const std::vector<double> by = column[cut.factor];
    const auto close_up = [&](auto& values) {
      std::size_t end = 0;
      for (std::size_t i = 0; i < by.size(); ++i) {
        values[end] = values[i];
        end += cut.keeps(by[i]) ? 1 : 0;
      }
      values.resize(end);
    };
    for (auto& values : column) close_up(values);
    close_up(hit);
  }
};

/// Cuts about a share `alpha` from one side. Equal values (categories) go together.
Cut cut(const Inside& inside, std::size_t factor, bool low, double alpha, std::vector<double>& values) {
  const double sign = low ? 1 : -1;
  const auto& column = inside.column[factor];
  values.resize(column.size());
  for (std::size_t i = 0; i < column.size(); ++i) values[i] = sign * column[i];
  const auto away = std::max<std::size_t>(1, static_cast<std::size_t>(alpha * static_cast<double>(values.size())));
  const auto last_away = values.begin() + static_cast<std::ptrdiff_t>(away - 1);
  std::ranges::nth_element(values, last_away);
  double next = infinite;  // the first value that stays
  for (auto v = last_away; v != values.end(); ++v) next = *v > *last_away ? std::min(next, *v) : next;
  Cut result{.factor = factor, .low = low, .limit = sign * next};
  if (next == infinite) return result;
  for (std::size_t i = 0; i < column.size(); ++i) {
    const unsigned stays = result.keeps(column[i]) ? 1 : 0;
    result.left += stays;
    result.hits += stays & inside.hit[i];
  }
  return result;
}

void apply(const Cut& chosen, Box& box) {
  Bound& bound = box.bound[chosen.factor];
  (chosen.low ? bound.low : bound.high) = chosen.limit;
  (chosen.low ? bound.low_restricted : bound.high_restricted) = true;
}

/// Gives back what was cut too much: one side of one factor at a time, while the density does not fall.
void paste(const Table& table, const PrimOptions& options, std::size_t all_hits, Box& box) {
  for (bool better = true; better;) {
    better = false;
    Box best = box;
    for (std::size_t k = 0; k < table.factors; ++k) {
      for (const bool low : {true, false}) {
        const Bound& bound = box.bound[k];
        if (!(low ? bound.low_restricted : bound.high_restricted)) continue;
        std::vector<std::pair<double, bool>> outside;  // rows that only this side keeps out: distance, of interest
        for (std::uint32_t r = 0; r < table.rows(); ++r) {
          const double v = table.at(r, k);
          if ((low ? v < bound.low : v > bound.high) && table.inside(r, box, k) &&
              (low ? v <= bound.high : v >= bound.low))
            outside.emplace_back(low ? -v : v, table.of_interest[r]);
        }
        if (outside.empty()) continue;
        std::ranges::sort(outside);
        const auto back = std::clamp<std::size_t>(
            static_cast<std::size_t>(options.paste * static_cast<double>(box.inside)), 1, outside.size());
        const double limit = outside[back - 1].first;
        std::size_t more = 0, more_hits = 0;
        for (; more < outside.size() && outside[more].first <= limit; ++more) more_hits += outside[more].second ? 1 : 0;
        Box wider = box;
        (low ? wider.bound[k].low : wider.bound[k].high) = low ? -limit : limit;
        const auto hits_inside = static_cast<std::size_t>(std::lround(box.density * static_cast<double>(box.inside)));
        table.measure(wider, box.inside + more, hits_inside + more_hits, all_hits);
        if (wider.inside > box.inside && wider.density > best.density) best = wider;
      }
    }
    if (best.inside > box.inside) box = best, better = true;
  }
}

}  // namespace

std::vector<Box> peel(std::span<const double> x, std::size_t factors, const std::vector<bool>& of_interest,
                      const PrimOptions& options) {
  const Table table{x, factors, of_interest};
  std::vector<std::uint32_t> rows(table.rows());
  std::iota(rows.begin(), rows.end(), 0u);
  const std::size_t all_hits = table.hits(rows);
  Box box;
  for (std::size_t k = 0; k < factors; ++k) {
    Bound bound{infinite, -infinite};
    for (const std::uint32_t r : rows) {
      bound.low = std::min(bound.low, table.at(r, k));
      bound.high = std::max(bound.high, table.at(r, k));
    }
    box.bound.push_back(bound);
  }
  table.measure(box, rows.size(), all_hits, all_hits);
  std::vector<Box> trajectory = {box};
  Inside inside(table, rows);
  std::vector<double> scratch;
  while (box.density < 1) {
    Cut best;
    const auto density = box.density;
    for (std::size_t k = 0; k < factors; ++k) {
      for (const bool low : {true, false}) {
        Cut candidate = cut(inside, k, low, options.peel, scratch);
        const double left = static_cast<double>(candidate.left);
        if (candidate.left == 0 || left < options.least_mass * static_cast<double>(table.rows())) continue;
        // Gain of density per run given up: a category may take many away at once.
        candidate.gain =
            (static_cast<double>(candidate.hits) / left - density) / (static_cast<double>(inside.rows()) - left);
        if (candidate.gain > best.gain) best = candidate;
      }
    }
    if (best.left == 0) break;
    inside.keep(best);
    apply(best, box);
    table.measure(box, best.left, best.hits, all_hits);
    trajectory.push_back(box);
  }
  Box last = trajectory[best_box(trajectory)];
  paste(table, options, all_hits, last);
  if (last.inside != trajectory[best_box(trajectory)].inside) trajectory.push_back(last);
  return trajectory;
}

std::size_t best_box(const std::vector<Box>& trajectory) {
  const auto score = [](const Box& box) {
    const double sum = box.coverage + box.density;
    return sum > 0 ? 2 * box.coverage * box.density / sum : 0;
  };
  return static_cast<std::size_t>(std::ranges::max_element(trajectory, {}, score) - trajectory.begin());
}

std::vector<double> quasi_p_values(std::span<const double> x, std::size_t factors, const std::vector<bool>& of_interest,
                                   const Box& box) {
  const Table table{x, factors, of_interest};
  const auto rows = table.rows_in(box);
  const auto n = static_cast<double>(rows.size()), found = static_cast<double>(table.hits(rows));
  std::vector<double> result;
  for (std::size_t k = 0; k < factors; ++k) {
    if (!box.bound[k].restricted() || found <= 0) {
      result.push_back(1);
      continue;
    }
    std::vector<std::uint32_t> without;
    for (std::uint32_t r = 0; r < table.rows(); ++r) {
      if (table.inside(r, box, k)) without.push_back(r);
    }
    const double density = static_cast<double>(table.hits(without)) / static_cast<double>(without.size());
    result.push_back(cdf(complement(boost::math::binomial(n, density), found - 1)));
  }
  return result;
}

}  // namespace racesim
