#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "racesim/core/random.hpp"
#include "row_groups.hpp"

namespace racesim {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr int idle_factors = 100;

/// The slice of every row, for units drawn so many times each.
class Slices {
 public:
  Slices(const Sorted& sorted, int slices)
      : sorted_(sorted),
        by_value_(sorted.distinct() <= static_cast<std::size_t>(slices)),
        slice(sorted.order.size()),
        rows(static_cast<std::size_t>(slices)) {}

  void cut(std::span<const std::uint8_t> times) {
    std::ranges::fill(rows, 0.0);
    std::uint64_t total = 0, passed = 0;
    for (const std::uint8_t t : times) total += t;
    std::uint16_t value = 0;
    for (std::size_t i = 0; i < sorted_.order.size(); ++i) {
      const std::uint32_t r = sorted_.order[i];
      const std::uint64_t middle = passed + (times[r] + 1u) / 2;
      const std::uint64_t place = total == 0 || middle == 0 ? 0 : (middle * rows.size() - 1) / total;
      slice[r] = by_value_ ? value : static_cast<std::uint16_t>(std::min<std::uint64_t>(place, rows.size() - 1));
      rows[slice[r]] += times[r];
      passed += times[r];
      value = static_cast<std::uint16_t>(value + sorted_.last[i]);
    }
  }

 private:
  const Sorted& sorted_;
  bool by_value_;

 public:
  std::vector<std::uint16_t> slice;  ///< by row
  std::vector<double> rows;          ///< by slice
};

/// Largest distance between the share of all rows and the share of a slice below any outcome, for every slice at once:
/// between two rows of a slice only the share of all rows moves, so that the ends are at the slice's own rows. Equal
/// outcomes are passed together.
class Distances {
 public:
  explicit Distances(std::span<const double> outcome) : sorted_(outcome) {}

  std::vector<double> operator()(const Slices& slices, std::span<const std::uint8_t> times) {
    const std::size_t n = slices.rows.size();
    passed_.assign(n, 0);
    largest_.assign(n, 0);
    scale_.resize(n);
    double total = 0;
    for (std::size_t s = 0; s < n; ++s) {
      scale_[s] = slices.rows[s] > 0 ? 1 / slices.rows[s] : 0;
      total += slices.rows[s];
    }
    const double scale = 1 / total;
    double all = 0;
    const auto look = [&](std::size_t s) {
      largest_[s] = std::max(largest_[s], std::fabs(all * scale - passed_[s] * scale_[s]));
    };
    for (std::size_t i = 0, end = 0; i < sorted_.order.size(); i = end) {
      do {
        const std::uint32_t r = sorted_.order[end];
        if (times[r] > 0) look(slices.slice[r]);
      } while (sorted_.last[end++] == 0);
      for (std::size_t k = i; k < end; ++k) {
        const std::uint32_t r = sorted_.order[k];
        passed_[slices.slice[r]] += times[r];
        all += times[r];
      }
      for (std::size_t k = i; k < end; ++k) {
        if (times[sorted_.order[k]] > 0) look(slices.slice[sorted_.order[k]]);
      }
    }
    std::vector<double> result;
    for (std::size_t s = 0; s < n; ++s) {
      if (slices.rows[s] > 0) result.push_back(largest_[s]);
    }
    return result;
  }

 private:
  Sorted sorted_;
  std::vector<double> passed_, largest_, scale_;
};

/// Distances of factors and outcomes in resamples of the rows.
class ResampledDistances {
 public:
  ResampledDistances(std::span<const std::vector<double>> factors, std::span<const std::vector<double>> outcomes,
                     int slices) {
    for (const auto& x : factors) sorted_.emplace_back(x);
    for (const Sorted& x : sorted_) slices_.emplace_back(x, slices);
    for (const auto& y : outcomes) outcomes_.emplace_back(y);
  }
  /// Hands over the distances of each outcome and factor in turn.
  template <class Take>
  void measure(std::span<const std::uint8_t> times, Take take) {
    for (Slices& x : slices_) x.cut(times);
    for (Distances& y : outcomes_) {
      for (const Slices& x : slices_) take(y(x, times));
    }
  }

 private:
  std::vector<Sorted> sorted_;
  std::vector<Slices> slices_;
  std::vector<Distances> outcomes_;
};

std::vector<std::uint8_t> each_once(std::size_t rows) { return std::vector<std::uint8_t>(rows, 1); }

void add_intervals(std::span<const std::vector<double>> factors, std::span<const std::vector<double>> outcomes,
                   int slices, const BootstrapOptions& options, std::vector<PawnIndices*>& results) {
  const Thinning thinning(factors.empty() ? 0 : factors[0].size(), options.seed);
  std::vector<std::vector<double>> x, y;
  for (const auto& all : factors) x.push_back(thinning.of(all));
  for (const auto& all : outcomes) y.push_back(thinning.of(all));
  ResampledDistances distances(x, y, slices);
  std::vector<double> values;
  const auto drawn = resamples(thinning.rows.size(), options.count, options.seed);
  std::vector<std::uint8_t> scratch;
  for (int b = 0; b < drawn->count(); ++b) {
    distances.measure(drawn->drawn(b, scratch),
                      [&](const std::vector<double>& d) { values.push_back(quantile(d, 0.5)); });
  }
  const std::size_t statistics = factors.size() * outcomes.size();
  const auto intervals = percentile_intervals(values, statistics, options.level);
  // Rows drawn twice are steps that the outcome does not have: resamples lie further apart than samples would, and
  // only their spread is of use.
  const auto middles = percentile_intervals(values, statistics, 0);
  for (std::size_t m = 0, s = 0; m < results.size(); ++m) {
    for (Estimate& estimate : results[m]->median) {
      estimate = thinning.estimate(estimate.value, middles[s].low, intervals[s]);
      if (estimate.interval.low < 0) estimate.interval.low = 0;
      ++s;
    }
  }
}

/// What factors that do nothing would show: the rows are dealt anew into slices of given sizes.
class Idle {
 public:
  Idle(std::span<const std::vector<double>> outcomes, std::size_t rows, const BootstrapOptions& options)
      : level_(options.level) {
    for (const auto& y : outcomes) distances_.emplace_back(y);
    std::vector<double> key(rows);
    for (int d = 0; d < (rows > Thinning::most ? idle_factors / 5 : idle_factors); ++d) {
      for (std::size_t r = 0; r < rows; ++r) {
        key[r] = uniform({.seed = options.seed,
                          .replicate = static_cast<std::uint32_t>(d),
                          .stream = StreamId::bootstrap,
                          .agent = static_cast<std::uint32_t>(r),
                          .partner = 1});
      }
      orders_.push_back(Sorted(key).order);
    }
  }
  /// The median distance that one in 1 - level of them exceeds, of each outcome. Most factors are cut alike.
  const std::vector<double>& thresholds(const Slices& cut) {
    std::vector<double> sizes = cut.rows;
    std::ranges::sort(sizes);
    const auto [found, fresh] = known_.try_emplace(sizes);
    if (fresh) found->second = measure(cut);
    return found->second;
  }

 private:
  std::vector<double> measure(const Slices& cut) {
    std::vector<std::uint16_t> dealt = cut.slice;
    std::ranges::sort(dealt);
    Slices idle = cut;
    const auto times = each_once(dealt.size());
    std::vector<std::vector<double>> found(distances_.size());
    for (const auto& order : orders_) {
      for (std::size_t i = 0; i < order.size(); ++i) idle.slice[order[i]] = dealt[i];
      for (std::size_t m = 0; m < distances_.size(); ++m) found[m].push_back(quantile(distances_[m](idle, times), 0.5));
    }
    std::vector<double> result;
    for (const auto& values : found) result.push_back(quantile(values, level_));
    return result;
  }

  double level_;
  std::vector<Distances> distances_;
  std::vector<std::vector<std::uint32_t>> orders_;
  std::map<std::vector<double>, std::vector<double>> known_;  ///< by sizes of the slices
};

void add_thresholds(std::span<const std::vector<double>> factors, std::span<const std::vector<double>> outcomes,
                    int slices, const BootstrapOptions& options, std::vector<PawnIndices*>& results) {
  const std::size_t rows = factors.empty() ? 0 : factors[0].size();
  Idle idle(outcomes, rows, options);
  for (const auto& x : factors) {
    const Sorted sorted(x);
    Slices cut(sorted, slices);
    cut.cut(each_once(rows));
    const std::vector<double>& thresholds = idle.thresholds(cut);
    for (std::size_t m = 0; m < results.size(); ++m) results[m]->threshold.push_back(thresholds[m]);
  }
}

}  // namespace

std::vector<PawnIndices> pawn_indices(const Design& design, std::span<const std::vector<double>> outcomes, int slices,
                                      const BootstrapOptions& options) {
  std::vector<PawnIndices> all(outcomes.size());
  for (const auto& [sound, members] : by_sound_rows(outcomes)) {
    std::vector<std::vector<double>> factors(design.factors), results;
    for (std::size_t k = 0; k < design.factors; ++k) {
      for (const std::size_t r : sound) factors[k].push_back(design.row(r)[k]);
    }
    std::vector<PawnIndices*> targets;
    for (const std::size_t m : members) {
      require_rows(design, outcomes[m]);
      std::vector<double> y;
      for (const std::size_t r : sound) y.push_back(outcomes[m][r]);
      results.push_back(std::move(y));
      targets.push_back(&all[m]);
      all[m].rows = sound.size();
      all[m].dropped = design.rows() - sound.size();
    }
    std::size_t place = 0;
    ResampledDistances(factors, results, slices).measure(each_once(sound.size()), [&](const std::vector<double>& d) {
      PawnIndices& target = *targets[place++ / design.factors];
      target.median.push_back({quantile(d, 0.5), {none, none}});
      target.largest.push_back(d.empty() ? 0 : *std::ranges::max_element(d));
    });
    add_intervals(factors, results, slices, options, targets);
    add_thresholds(factors, results, slices, options, targets);
  }
  return all;
}

PawnIndices pawn_indices(const Design& design, std::span<const double> outcome, int slices,
                         const BootstrapOptions& options) {
  const std::vector<std::vector<double>> one = {{outcome.begin(), outcome.end()}};
  return pawn_indices(design, one, slices, options)[0];
}

}  // namespace racesim
