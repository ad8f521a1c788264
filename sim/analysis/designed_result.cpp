#include "racesim/analysis/designed_result.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "factor_levels.hpp"
#include "racesim/core/diagnostic.hpp"
#include "racesim/io/former_keys.hpp"

namespace racesim {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t bytes_at_once = std::size_t{32} << 20;

std::size_t at_least_one(std::optional<std::int64_t> number) {
  return static_cast<std::size_t>(std::max<std::int64_t>(1, number.value_or(1)));
}

void read_factors(const ResultFile& file, DesignedResult& result) {
  const auto names = present_names(file.data().read<std::string>("study/factor"));
  const auto units = file.data().read<std::string>("study/unit");
  const auto levels = file.data().read<std::string>("study/levels");
  for (std::size_t k = 0; k < names.size(); ++k) {
    VariedFactor factor{.name = names[k], .unit = units[k]};
    if (!levels[k].empty()) factor.labels = nlohmann::json::parse(levels[k]).get<std::vector<std::string>>();
    result.factors.push_back(std::move(factor));
  }
  if (file.has("study/group")) {
    for (const std::int32_t g : file.data().read<std::int32_t>("study/group")) result.group.push_back(g);
  } else {
    result.group.resize(names.size());
    std::iota(result.group.begin(), result.group.end(), 0);
  }
  result.group_names.resize(names.empty() ? 0 : 1 + static_cast<std::size_t>(*std::ranges::max_element(result.group)));
  const auto group_names = file.has("study/group_name")
                               ? present_names(file.data().read<std::string>("study/group_name"))
                               : result.group_names;
  for (std::size_t k = names.size(); k-- > 0;) {
    const std::string& own = k < group_names.size() ? group_names[k] : "";
    result.group_names[static_cast<std::size_t>(result.group[k])] = own.empty() ? names[k] : own;
  }
}

/// Runs stand point by point, then by scenario and replicate.
void place_runs(const ResultFile& file, DesignedResult& result) {
  const std::size_t of_scenario = result.replicates, of_point = of_scenario * file.scenarios().size();
  const auto place_in = [&](std::size_t scenario, std::vector<std::int64_t>& place) {
    place.assign(file.runs(), -1);
    for (std::size_t point = 0; point < result.points(); ++point) {
      for (std::size_t r = 0; r < of_scenario; ++r)
        place[point * of_point + scenario * of_scenario + r] = static_cast<std::int64_t>(point * of_scenario + r);
    }
  };
  place_in(result.scenario, result.place);
  if (result.minus) place_in(*result.minus, result.minus_place);
}

void read_sweep(const ResultFile& file, DesignedResult& result) {
  result.kind = file.text("study_design").value_or("");
  result.replicates = at_least_one(file.number("study_replicates"));
  result.random_numbers = random_numbers_of(file);
  read_factors(file, result);
  const std::size_t factors = result.factors.size(), in_file = file.data().shape("study/u")[0];
  const std::size_t points = std::min(in_file, file.runs() / (result.replicates * file.scenarios().size()));
  result.u = {.factors = factors,
              .block = at_least_one(file.number("study_block")),
              .u = file.data().read_rows<double>("study/u", 0, points)};
  result.values = {.factors = factors, .u = file.data().read_rows<double>("study/value", 0, points)};
  number_levels(result);
  result.state.resize(points);
  place_runs(file, result);
}

/// Parameters that differ between runs; the others were not varied.
std::vector<std::size_t> varying(const ResultFile& file, std::size_t params, std::span<const std::size_t> runs) {
  std::vector<double> first;
  std::vector<bool> varies(params, false);
  const std::size_t step = std::max<std::size_t>(1, bytes_at_once / (sizeof(double) * params));
  std::size_t next = 0;
  for (std::size_t row = 0; row < file.runs(); row += step) {
    const auto piece = file.data().read_rows<double>("design", row, std::min(step, file.runs() - row));
    for (; next < runs.size() && runs[next] < row + piece.size() / params; ++next) {
      const double* own = &piece[(runs[next] - row) * params];
      if (first.empty()) first.assign(own, own + params);
      for (std::size_t k = 0; k < params; ++k) varies[k] = varies[k] || own[k] != first[k];
    }
  }
  std::vector<std::size_t> result;
  for (std::size_t k = 0; k < params; ++k) {
    if (varies[k]) result.push_back(k);
  }
  return result;
}

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

void read_sample(const ResultFile& file, DesignedResult& result) {
  result.kind = "sample";
  const auto numbers = file.data().read<std::int64_t>("design_point");
  std::vector<std::size_t> runs;
  std::map<std::int64_t, std::int64_t> point_of;
  result.place.assign(file.runs(), -1);
  for (std::size_t r = 0; r < file.runs(); ++r) {
    if (file.missing(r) || file.scenario(r) != result.scenario) continue;
    result.place[r] = static_cast<std::int64_t>(runs.size());
    point_of[numbers[r]] = result.place[r];
    runs.push_back(r);
  }
  result.state.resize(runs.size());
  if (result.minus) {
    result.minus_place.assign(file.runs(), -1);
    for (std::size_t r = 0; r < file.runs(); ++r) {
      const auto found = point_of.find(numbers[r]);
      if (!file.missing(r) && file.scenario(r) == *result.minus && found != point_of.end())
        result.minus_place[r] = found->second;
    }
  }
  const auto names = present_names(file.data().read<std::string>("param"));
  const auto kept = varying(file, names.size(), runs);
  for (const std::size_t k : kept) result.factors.push_back({.name = names[k], .unit = ""});
  for (std::size_t k = 0; k < kept.size(); ++k) result.group.push_back(static_cast<int>(k));
  for (const VariedFactor& factor : result.factors) result.group_names.push_back(factor.name);
  result.values = {.factors = kept.size()};
  const std::size_t step = std::max<std::size_t>(1, bytes_at_once / (sizeof(double) * names.size()));
  for (std::size_t row = 0; row < file.runs(); row += step) {
    const auto piece = file.data().read_rows<double>("design", row, std::min(step, file.runs() - row));
    for (std::size_t r = 0; r < piece.size() / names.size(); ++r) {
      if (result.place[row + r] < 0) continue;
      for (const std::size_t k : kept) result.values.u.push_back(piece[r * names.size() + k]);
    }
  }
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
