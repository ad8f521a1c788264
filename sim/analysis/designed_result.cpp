#include "racesim/analysis/designed_result.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "design_readers.hpp"
#include "racesim/core/diagnostic.hpp"
#include "racesim/io/former_keys.hpp"

namespace racesim {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// Random numbers and draws of two scenarios are the same only under the same seed.
void require_same_seed(const ResultFile& file, const DesignedResult& result) {
  if (!file.has("seed")) return;
  const auto seeds = file.data().read<std::int64_t>("seed");
  std::set<std::int64_t> found;
  for (std::size_t r = 0; r < seeds.size(); ++r) {
    const std::size_t s = file.scenario(r);
    if (!file.missing(r) && (s == result.scenario || s == *result.minus)) found.insert(seeds[r]);
  }
  if (found.size() > 1)
    file.refuse("the two scenarios have different seeds, so their runs do not belong together", "run both with --seed");
}

/// What became of the runs of each point; a point that lacks its other scenario is missing.
void judge_points(const ResultFile& file, DesignedResult& result) {
  using State = DesignedResult::State;
  const auto judge = [&](const std::vector<std::int64_t>& place) {
    std::vector<std::size_t> seen(result.points(), 0);
    for (std::size_t r = 0; r < place.size(); ++r) {
      if (place[r] < 0) continue;
      const std::size_t point = static_cast<std::size_t>(place[r]) / result.replicates;
      const State own = file.sound(r) ? State::sound : file.missing(r) ? State::missing : State::failed;
      result.state[point] = std::max(result.state[point], own);
      ++seen[point];
    }
    for (std::size_t p = 0; p < seen.size(); ++p) {
      if (seen[p] < result.replicates) result.state[p] = std::max(result.state[p], State::missing);
    }
  };
  judge(result.place);
  if (result.minus) judge(result.minus_place);
}

}  // namespace

RandomNumbers random_numbers_of(const ResultFile& file) {
  const auto formerly = file.text("study_" + former_study_key("random_numbers"));
  const std::string said = file.text("study_random_numbers").value_or(formerly.value_or(""));
  return said == "common" ? RandomNumbers::common : RandomNumbers::own;
}

std::size_t DesignedResult::count(State wanted) const {
  return static_cast<std::size_t>(std::ranges::count(state, wanted));
}

std::vector<std::size_t> DesignedResult::sample_points() const {
  std::vector<std::size_t> result;
  for (std::size_t p = 0; p < points(); ++p) {
    if (kind != "saltelli" || p % u.block < 2) result.push_back(p);
  }
  return result;
}

std::string DesignedResult::scenario_text() const {
  return file->scenarios()[scenario] + (minus ? " - " + file->scenarios()[*minus] : "");
}

DesignedResult read_design(const ResultFile& file, std::size_t scenario, std::optional<std::size_t> minus) {
  DesignedResult result{.file = &file, .scenario = scenario, .minus = minus};
  file.require_distinct_runs();
  if (file.has("study/factor")) {
    read_sweep(file, result);
  } else if (file.has("design")) {
    read_sample(file, result);
  } else {
    file.refuse("nothing was varied in it",
                "sensitivity and discovery need a sweep (racesim sweep, racesim merge) or racesim run --sample");
  }
  if (minus) require_same_seed(file, result);
  if (result.factors.empty() || result.points() == 0) file.refuse("its design has no factors or no points", "");
  judge_points(file, result);
  return result;
}

DesignedResult read_design(const ResultFile& file, const std::string& scenario, const std::string& minus) {
  const std::size_t own = scenario.empty() ? 0 : file.find_scenario(scenario);
  if (minus.empty()) return read_design(file, own, std::nullopt);
  const std::size_t other = file.find_scenario(minus);
  if (other == own)
    file.refuse(fmt::format("{} less itself is nothing", file.scenarios()[own]),
                "give --scenario or --minus another one: " + list_allowed(file.scenarios()));
  return read_design(file, own, other);
}

std::vector<std::string> notes_of(const DesignedResult& result) {
  using State = DesignedResult::State;
  std::vector<std::string> notes;
  const auto add = [&](State state, const char* what) {
    const std::size_t dropped = result.count(state);
    if (dropped > 0) notes.push_back(fmt::format("{} of {} points dropped: {}", dropped, result.points(), what));
  };
  add(State::failed, "a run failed there");
  add(State::missing, "a run is missing there");
  return notes;
}

std::string numberless_text(const DesignedResult& result, std::size_t numberless) {
  if (numberless == 0) return "";
  return fmt::format(
      "{} of {} points dropped: a run has no number there (it never came to it). These points are no random part of "
      "the "
      "design, so what is left answers a narrower question.",
      numberless, result.points());
}

std::vector<double> pair_values(const DesignedResult& result, const ResultQuantity& quantity, const Period& period) {
  const auto all = result.file->values(quantity, period);
  std::vector<double> pairs(result.points() * result.replicates, none);
  for (std::size_t r = 0; r < all.size(); ++r) {
    if (result.place[r] >= 0) pairs[static_cast<std::size_t>(result.place[r])] = all[r];
  }
  if (!result.minus) return pairs;
  std::vector<double> other(pairs.size(), none);
  for (std::size_t r = 0; r < all.size(); ++r) {
    if (result.minus_place[r] >= 0) other[static_cast<std::size_t>(result.minus_place[r])] = all[r];
  }
  for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i] -= other[i];
  return pairs;
}

std::vector<std::vector<float>> pair_values_by_month(const DesignedResult& result, const ResultQuantity& quantity) {
  const auto months = static_cast<std::size_t>(result.file->months());
  const std::size_t pairs = result.points() * result.replicates;
  constexpr float no_number = std::numeric_limits<float>::quiet_NaN();
  std::vector<std::vector<float>> own(months, std::vector<float>(pairs, no_number)), other;
  if (result.minus) other = own;
  result.file->scan(quantity, [&](std::size_t first, std::span<const float> rows) {
    for (std::size_t r = 0; r < rows.size() / months; ++r) {
      if (!result.file->sound(first + r)) continue;
      const auto put = [&](const std::vector<std::int64_t>& place, std::vector<std::vector<float>>& target) {
        if (place[first + r] < 0) return;
        for (std::size_t t = 0; t < months; ++t)
          target[t][static_cast<std::size_t>(place[first + r])] = rows[r * months + t];
      };
      put(result.place, own);
      if (result.minus) put(result.minus_place, other);
    }
  });
  for (std::size_t t = 0; t < other.size(); ++t) {
    for (std::size_t i = 0; i < pairs; ++i) own[t][i] -= other[t][i];
  }
  return own;
}

PointMeans point_means(const DesignedResult& result, std::span<const double> pairs) {
  PointMeans means{.mean = std::vector<double>(result.points(), none)};
  for (std::size_t p = 0; p < result.points(); ++p) {
    if (result.state[p] != DesignedResult::State::sound) continue;
    double sum = 0;
    for (std::size_t r = 0; r < result.replicates; ++r) sum += pairs[p * result.replicates + r];
    means.mean[p] = sum / static_cast<double>(result.replicates);
    means.numberless += std::isnan(sum) ? 1 : 0;
  }
  return means;
}

Design rows_of(const Design& design, std::span<const std::size_t> rows) {
  Design result{.factors = design.factors};
  for (const std::size_t r : rows) result.u.insert(result.u.end(), design.row(r), design.row(r) + design.factors);
  return result;
}

std::vector<double> rows_of(std::span<const double> values, std::span<const std::size_t> rows) {
  std::vector<double> result;
  for (const std::size_t r : rows) result.push_back(values[r]);
  return result;
}

}  // namespace racesim
