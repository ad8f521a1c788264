// Every shipped scenario runs, and matters: against the paired scenario, which shares all random numbers, the quantity
// that it is about moves the way its mechanism pushes, by more than three standard errors of the paired mean. That is
// about the first effect; who gains in the end is what one runs scenarios for.
#include <cmath>
#include <map>

#include "racesim/model/bands.hpp"
#include "racesim/model/names.hpp"
#include "support/catch.hpp"
#include "support/library.hpp"

using namespace racesim;

namespace {

constexpr std::uint32_t replicates = 96;
constexpr double standard_errors = 3;

enum class Way { up, down, either };

/// A scenario, the one it is paired with, and what moves. `index` counts along the dimension of the observable: a bloc,
/// say.
struct Claim {
  std::string scenario;
  std::string other;
  std::string quantity;  ///< observable in the last month, or outcome
  int index;
  Way way;
  std::vector<std::string> other_changes = {};
};

constexpr int us = 0, china = 1, other = 2;

const std::vector<Claim> claims = {
    {"export_ban", "no_controls", "race_compute", china, Way::down},
    {"baseline", "no_controls", "race_compute", china, Way::down},
    {"strict_early", "no_controls", "race_compute", china, Way::down},
    {"strict_early", "export_ban", "domestic_chips", china, Way::down},
    {"strict_late", "strict_early", "compute_owned", china, Way::up},
    {"strict_late", "no_controls", "race_compute", china, Way::down},
    {"degraded_chip", "export_ban", "race_compute", china, Way::up},
    {"h200_quota_fee", "baseline", "race_compute", china, Way::up},
    {"import_veto", "h200_quota_fee", "race_compute", china, Way::down},
    {"cloud_loophole_closed", "baseline", "race_compute", china, Way::down},
    {"sme_hbm_ban", "baseline", "domestic_chips", china, Way::down},
    {"smuggling_crackdown", "baseline", "smuggled_chips", china, Way::down},
    {"api_block", "baseline", "industrial_index", china, Way::down},
    {"weights_controlled", "baseline", "eci_frontier", china, Way::down},
    {"open_boomerang", "open_boomerang", "open_releases", china, Way::up, {"parameters.openness.scarcity_effect=0"}},
    {"open_ecosystem", "baseline", "log_efficiency", other, Way::up},
    {"materials_ban", "baseline", "compute_owned", us, Way::down},
    {"taiwan_stop", "baseline", "compute_owned", us, Way::down},
    {"talent_restriction", "baseline", "log_efficiency", china, Way::down},
    {"subsidy_only", "no_controls", "compute_share", china, Way::up},
    {"stargate", "baseline", "compute_share", us, Way::up},
    {"china_10tn", "baseline", "race_compute", china, Way::up},
    {"capital_winter", "baseline", "exits", china, Way::up},
    {"energy_bound", "baseline", "race_compute", us, Way::down},
    {"compute_light_paradigm", "baseline", "eci_gap", 0, Way::down},
    {"scaling_ends", "baseline", "eci_frontier", us, Way::down},
    {"coordinated_openness", "baseline", "log_efficiency", other, Way::up},
    {"diffusion_rule", "baseline", "compute_owned", other, Way::down},
    {"lumpy_progress", "baseline", "log_efficiency", us, Way::either},
    {"automation", "baseline", "eci_frontier", us, Way::up},
    {"safety_race", "baseline", "log_efficiency", us, Way::down},
};

/// Runs, each once for however many claims.
const Batch& runs_of(const std::string& name, const std::vector<std::string>& changes) {
  static std::map<std::pair<std::string, std::vector<std::string>>, Batch> known;
  const auto key = std::pair(name, changes);
  if (const auto at = known.find(key); at != known.end()) return at->second;
  Batch all;
  for (Batch& batch : run(shipped_small(name, changes), {.count = replicates})) {
    if (all.count == 0) {
      all = std::move(batch);
      continue;
    }
    all.count += batch.count;
    for (std::size_t k = 0; k < all.series.size(); ++k)
      all.series[k].insert(all.series[k].end(), batch.series[k].begin(), batch.series[k].end());
    for (std::size_t k = 0; k < all.outcomes.size(); ++k)
      all.outcomes[k].insert(all.outcomes[k].end(), batch.outcomes[k].begin(), batch.outcomes[k].end());
  }
  return known[key] = std::move(all);
}

/// The quantity of every run: in the last month, or of the run as a whole.
std::vector<double> values(const Batch& batch, const std::string& quantity, int index) {
  std::vector<double> result;
  if (const int k = find_observable(quantity); k >= 0) {
    static const Inputs inputs = inputs_of(baseline());
    const std::size_t columns = width(observables()[k].shape, inputs);
    const std::size_t per_run = batch.series[k].size() / batch.count;
    for (std::uint32_t r = 0; r < batch.count; ++r)
      result.push_back(batch.series[k][(r + 1) * per_run - columns + static_cast<std::size_t>(index)]);
    return result;
  }
  for (std::size_t k = 0; k < outcomes().size(); ++k) {
    if (outcomes()[k].name == quantity) return batch.outcomes[k];
  }
  FAIL("there is no " << quantity);
  return result;
}

/// Mean and standard error of what the runs have of one over the other; runs that lack the quantity do not count.
struct Paired {
  double mean = 0;
  double error = 0;
};
Paired paired(const std::vector<double>& with, const std::vector<double>& without) {
  double n = 0, sum = 0, squares = 0;
  for (std::size_t r = 0; r < with.size(); ++r) {
    const double d = with[r] - without[r];
    if (std::isnan(d)) continue;
    n += 1, sum += d, squares += d * d;
  }
  REQUIRE(n >= replicates / 2);
  const double mean = sum / n;
  return {mean, std::sqrt(std::max(0.0, squares / n - mean * mean) / (n - 1))};
}

}  // namespace

TEST_CASE("every shipped scenario runs") {
  for (const std::string& name : library()) {
    INFO(name);
    const std::vector<Batch> batches = run(shipped_small(name), {.count = 2});
    for (const Batch& batch : batches) {
      for (const std::string& error : batch.error) CHECK(error.empty());
    }
    CHECK_FALSE(batches.empty());
  }
}

TEST_CASE("every shipped scenario moves what it is about, against its pair with the same random numbers", "[slow]") {
  for (const Claim& claim : claims) {
    const Paired effect = paired(values(runs_of(claim.scenario, {}), claim.quantity, claim.index),
                                 values(runs_of(claim.other, claim.other_changes), claim.quantity, claim.index));
    INFO(claim.scenario << " against " << claim.other << ": " << claim.quantity << "[" << claim.index << "] moves by "
                        << effect.mean << ", standard error " << effect.error);
    if (claim.way == Way::either) {
      CHECK(effect.error > 0);
    } else {
      CHECK((claim.way == Way::up ? effect.mean : -effect.mean) > standard_errors * effect.error);
    }
  }
}

TEST_CASE("no shipped scenario goes without a claim about what it moves") {
  for (const std::string& name : library()) {
    INFO(name);
    CHECK(std::ranges::any_of(claims, [&](const Claim& c) { return c.scenario == name || c.other == name; }));
  }
}

TEST_CASE("every preset can be laid over every shipped scenario, and leaves its policies alone") {
  for (const auto& entry : std::filesystem::directory_iterator(scenario_directory + "presets")) {
    const std::vector<std::string> presets = {entry.path().string()};
    for (const std::string& name : library()) {
      INFO(entry.path().stem().string() << " over " << name);
      std::vector<Diagnostic> warnings;
      const Scenario plain = shipped(name);
      const Scenario laid = load_scenario(scenario_directory + name + ".yaml", {}, warnings, presets).value;
      CHECK(laid.name == name);
      CHECK(laid.presets.size() == plain.presets.size() + 1);
      CHECK(laid.policies.size() == plain.policies.size());
    }
  }
}

TEST_CASE("what the preset of central values holds stays in every sample") {
  std::vector<Diagnostic> warnings;
  const std::vector<std::string> presets = {scenario_directory + "presets/central.yaml"};
  const Scenario held = load_scenario(scenario_directory + "export_ban.yaml", {}, warnings, presets).value;
  std::vector<double> central, drawn;
  const Parameters defaults;
  Parameters::for_each(defaults, [&](double value, const Field&) { central.push_back(value); });
  for (std::uint32_t replicate : {0u, 7u}) {
    drawn.clear();
    const Parameters sample = draw_parameters(held, replicate);
    Parameters::for_each(sample, [&](double value, const Field&) { drawn.push_back(value); });
    CHECK(drawn == central);
  }
}

TEST_CASE("where labs shall not react to scarcity, no parameter of a reaction is left") {
  std::vector<Diagnostic> warnings;
  const std::vector<std::string> presets = {scenario_directory + "presets/budget_only.yaml"};
  const Parameters p =
      load_scenario(scenario_directory + "export_ban.yaml", {}, warnings, presets).value.parameters.values;
  for (double u : {0.0, 0.5, 3.0}) CHECK(p.research.induced(u) == 1);
  CHECK(p.diffusion.talent_scarcity_loss == 0);
  CHECK(p.openness.scarcity_effect == 0);
}
