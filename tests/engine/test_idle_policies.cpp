// Policies that change nothing are found, whatever the reason; those that do anything are not.
#include "racesim/engine/idle_policies.hpp"

#include <algorithm>
#include <filesystem>

#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

/// True when a policy, written as in a scenario, changes nothing in history without rules to 2027.
bool idle(const std::string& policy) {
  const Scenario scenario = shipped("no_controls", {"clock.end=2027-12", "policies=[{" + policy + "}]"});
  return idle_policies(scenario) == std::vector<std::string>{"q"};
}

}  // namespace

TEST_CASE("instruments whose options leave everything as it is are idle") {
  for (const char* policy :
       {"equipment_ban: {name: q, at: 2025-01, to: [China]}",
        "export_rule: {name: q, at: 2025-01, from: US, to: [China], deny: {tpp: '>= 1'}, licence_probability: 1}",
        "import_rule: {name: q, at: 2025-01, by: China, deny: {tpp: '>= 1'}, compliance: 0}",
        "cloud_rule: {name: q, at: 2025-01, to: [China], closes: 0}",
        "enforcement: {name: q, at: 2025-01, on: [China], level: 0}",
        "materials_ban: {name: q, at: 2025-01, supply_factor: 1}", "supply_stop: {name: q, at: 2025-01, factor: 1}",
        "capital_shock: {name: q, at: 2025-01, on: [China], factor: 1}",
        "subsidy: {name: q, at: 2025-01, by: China, usd_per_year: 0}",
        "api_rule: {name: q, at: 2025-01, by: US, to: [China], closes: 0}",
        "model_weight_rule: {name: q, at: 2025-01, from: US, to: [China], closes: 0}",
        "open_release: {name: q, at: 2025-01, by: US, shift: 0}",
        "talent_rule: {name: q, at: 2025-01, from: US, to: [China], factor: 1}",
        "leak: {name: q, at: 2025-01, from: OpenAI, to: China, closes: 0}",
        "breakthrough: {name: q, at: 2025-01, lab: OpenAI, log_gain: 0}",
        "leak: {name: q, at: 2025-01, from: OpenAI, to: China, probability: 0}",
        "leak: {name: q, at: 2025-01, from: OpenAI, to: China, hazard: 0}"}) {
    INFO(policy);
    CHECK(idle(policy));
  }
}

TEST_CASE("instruments that touch nobody are idle") {
  for (const char* policy :
       {"export_rule: {name: q, at: 2025-01, from: China, to: [US], deny: {tpp: '>= 1e6'}}",
        "export_rule: {name: q, at: 2025-01, from: US, to: [], deny: {tpp: '>= 1'}}",
        "export_rule: {name: q, at: 2025-01, from: US, to: [DeepSeek], except_buyers: [DeepSeek], deny: {tpp: '>= 1'}}",
        "entity_listing: {name: q, at: 2025-01, from: other, labs: [Zhipu]}",
        "equipment_ban: {name: q, at: 2025-01, to: [US], capacity_factor: 0.5}",
        "hbm_ban: {name: q, at: 2025-01, to: [US]}", "enforcement: {name: q, at: 2025-01, on: [US], level: 0.5}",
        "power_cap: {name: q, at: 2025-01, on: [], power: 1 GW}"}) {
    INFO(policy);
    CHECK(idle(policy));
  }
}

TEST_CASE("no policy that changes anything, or is measured, is idle") {
  for (const char* policy :
       {"equipment_ban: {name: q, at: 2025-01, to: [China], yield_factor: 0.9}",
        "export_rule: {name: q, at: 2025-01, from: US, to: [China], deny: {tpp: '>= 1'}, licence_probability: 1, "
        "fee: 0.1}",
        "export_rule: {name: q, at: 2025-01, from: US, to: [China], deny: {tpp: '>= 1'}, licence_probability: 1, "
        "quota: 0.5}",
        "export_rule: {name: q, at: 2025-01, from: US, to: [DeepSeek], deny: {tpp: '>= 1'}, ramp: 240}",
        "import_rule: {name: q, at: 2025-01, by: Tencent, deny: {tpp: '>= 1'}}",
        "entity_listing: {name: q, at: 2025-01, from: US, labs: [Zhipu]}",
        "cloud_rule: {name: q, at: 2025-01, to: [China]}",
        "hbm_ban: {name: q, at: 2025-01, to: [China]}",
        "enforcement: {name: q, at: 2025-01, on: [China]}",
        "materials_ban: {name: q, at: 2025-01, supply_factor: 0.9}",
        "supply_stop: {name: q, at: 2025-01, vendors: [Nvidia]}",
        "capital_shock: {name: q, at: 2025-01, on: [Meta], factor: 2}",
        "subsidy: {name: q, at: 2025-01, by: China, usd_per_year: 1e9}",
        "power_cap: {name: q, at: 2025-01, on: [US], power: 1 GW}",
        "api_rule: {name: q, at: 2025-01, by: OpenAI, to: [China]}",
        "model_weight_rule: {name: q, at: 2025-01, from: US, to: [China]}",
        "open_release: {name: q, at: 2025-01, by: Meta, shift: 1}",
        "talent_rule: {name: q, at: 2025-01, from: US, to: [China], factor: 2}",
        "leak: {name: q, at: 2025-01, from: OpenAI, to: China}",
        "breakthrough: {name: q, at: 2025-01, lab: OpenAI, log_gain: 1, lasts: 1}",
        "adoption_target: {name: q, at: 2025-01, by: US, share: 0.5, due: 2026-01}"}) {
    INFO(policy);
    CHECK_FALSE(idle(policy));
  }
}

TEST_CASE("no policy of a shipped scenario is idle") {
  for (const auto& entry : std::filesystem::directory_iterator(scenario_directory)) {
    if (entry.path().extension() != ".yaml") continue;
    INFO(entry.path().string());
    CHECK(idle_policies(shipped(entry.path().stem().string())) == std::vector<std::string>{});
  }
}

TEST_CASE("supply holds from the latest row on, in whatever order the rows stand") {
  Scenario scenario = shipped("no_controls");
  const auto supply = [&] { return inputs_of(scenario).timeline.months[20].supply; };
  const auto before = supply();
  std::ranges::reverse(scenario.supply);
  auto after = supply();
  std::ranges::reverse(after);  // vendors are numbered as their first rows stand
  CHECK(std::is_permutation(before.begin(), before.end(), after.begin(), after.end()));
}
