#include <algorithm>

#include "parts.hpp"
#include "racesim/core/math.hpp"
#include "racesim/core/random.hpp"
#include "racesim/core/sum.hpp"
#include "racesim/model/names.hpp"

namespace racesim {

namespace {

void add_lab(LabTraits& labs, std::uint32_t agent, int bloc, int entry, const Lab& traits, double staff,
             double budget) {
  labs.agent.push_back(agent);
  labs.bloc.push_back(static_cast<std::uint8_t>(bloc));
  labs.entry.push_back(entry);
  labs.openness.push_back(traits.openness);
  labs.publishing.push_back(traits.publishing);
  labs.api_access.push_back(traits.api_access);
  labs.api_revenue_share.push_back(traits.api_revenue_share);
  labs.initial_log_a_pre.push_back(quantise_log(traits.initial_log_a_pre));
  labs.initial_log_a_post.push_back(quantise_log(traits.initial_log_a_post));
  labs.initial_eci.push_back(traits.initial_eci);
  labs.staff.push_back(staff);
  labs.developer_budget.push_back(budget);
}

/// Bloc of developer k of n by shares: a fixed, even interleaving, so that more developers keep the blocs of the first.
int bloc_of_developer(const Population& population, int n_blocs, std::uint64_t seed, std::uint32_t agent) {
  const double u = uniform({.seed = seed, .stream = StreamId::initial, .agent = agent, .partner = 1});
  double total = 0;
  for (int b = 0; b < n_blocs; ++b) total += population.bloc_shares.empty() ? 1.0 : population.bloc_shares[b];
  double upto = 0;
  for (int b = 0; b < n_blocs; ++b) {
    upto += population.bloc_shares.empty() ? 1.0 : population.bloc_shares[b];
    if (u * total < upto) return b;
  }
  return n_blocs - 1;
}

/// Small developers: Pareto budgets around the median, everything else alike.
void add_developers(const Scenario& scenario, Setting& setting) {
  const Population& population = scenario.population;
  double frontier = -infinity;
  for (const Lab& lab : scenario.labs) {
    if (lab.races) frontier = std::max(frontier, lab.initial_log_a_pre);
  }
  const double smallest = population.median_budget * math::pow(0.5, 1 / population.budget_tail);
  for (std::int64_t k = 0; k < population.developers; ++k) {
    const std::uint32_t agent = developer_agent(k);
    const double u = uniform({.seed = scenario.seed, .stream = StreamId::initial, .agent = agent});
    Lab traits;
    traits.openness = population.openness;
    traits.publishing = population.publishing;
    traits.initial_log_a_pre = frontier - population.log_a_gap;
    traits.initial_eci = 0;
    const int bloc = bloc_of_developer(population, setting.n_blocs(), scenario.seed, agent);
    add_lab(setting.labs, agent, bloc, 0, traits, population.staff,
            smallest * math::pow(u, -1 / population.budget_tail));
  }
}

void add_labs(const Scenario& scenario, Setting& setting) {
  for (bool races : {true, false}) {  // buyers that do not race come after the labs
    for (const Lab& lab : scenario.labs) {
      if (lab.races != races) continue;
      const int bloc = find_name(scenario.blocs, lab.bloc);
      setting.buyers.name.push_back(lab.name);
      setting.buyers.bloc.push_back(static_cast<std::uint8_t>(bloc));
      if (!races) continue;
      const int entry = lab.entry ? std::max(0, *lab.entry - scenario.clock.start) : 0;
      setting.labs.name.push_back(lab.name);
      add_lab(setting.labs, agent_id(lab.name), bloc, entry, lab, 0, 0);
    }
  }
  add_developers(scenario, setting);
}

void add_initial_stock(const Scenario& scenario, Setting& setting) {
  const std::size_t size = setting.buyers.name.size() * setting.chips.size();
  setting.buyers.initial_count.assign(size, 0);
  setting.buyers.initial_age.assign(size, 0);
  for (const InitialStock& row : scenario.initial_stock) {
    const int k = find_name(setting.buyers.name, row.owner) * setting.n_chips() + find_name(setting.chips, row.chip);
    setting.buyers.initial_count[k] += row.count;
    setting.buyers.initial_age[k] = row.mean_age / 12;
  }
}

void add_chips(const Scenario& scenario, Setting& setting) {
  setting.chips = scenario.chips;
  for (const SupplyRate& row : scenario.supply) {
    if (find_name(setting.vendors, row.vendor) < 0) setting.vendors.push_back(row.vendor);
  }
  for (const ChipClass& chip : setting.chips) {
    const int origin = find_name(scenario.blocs, chip.origin);
    setting.chip_vendor.push_back(find_name(setting.vendors, chip.vendor));
    setting.chip_origin.push_back(origin);
    setting.h100e.push_back(chip.h100e);
    setting.usable_h100e.push_back(chip.h100e * chip.software_factor);
  }
}

void add_segments(const Scenario& scenario, Setting& setting) {
  if (scenario.spending.empty()) return;  // nobody spends anything: no market
  for (const Segment& row : scenario.segments)
    setting.segments.push_back({row.name, row.quality, row.price, row.home, row.adoption});
}

void add_paradigms(const Scenario& scenario, Setting& setting) {
  for (const Paradigm& row : scenario.paradigms) {
    ParadigmTraits traits;
    traits.name = row.name;
    traits.held = row.arrives && *row.arrives <= scenario.clock.start;
    traits.arrival = row.arrives && !traits.held ? *row.arrives - scenario.clock.start : -1;
    traits.earliest = row.earliest ? *row.earliest - scenario.clock.start : 0;
    traits.pioneer = find_name(setting.labs.name, row.pioneer);
    traits.jump_mean = row.jump_mean;
    traits.jump_sd = row.jump_sd;
    traits.pre_growth = row.pre_training_growth.value_or(-1);
    traits.log_ceiling = row.ceiling.value_or(infinity);
    traits.compute_intensity = row.compute_intensity;
    if (row.compute_ceiling) traits.log_compute_ceiling = math::log(*row.compute_ceiling);
    traits.competence_destruction = row.competence_destruction;
    setting.paradigms.push_back(traits);
  }
}

void add_power(const Scenario& scenario, Setting& setting) {
  PowerTraits& power = setting.power;
  power.first_order = std::max(0, scenario.data_end + 1 - scenario.clock.start);
  for (const Bloc& bloc : scenario.blocs) {
    power.build_limit.push_back(bloc.power_build_limit);
  }
}

void add_sectors(const Scenario& scenario, Setting& setting) {
  double total = 0;
  for (const Sector& sector : scenario.sectors) total += sector.weight;
  for (const Sector& sector : scenario.sectors) {
    setting.sectors.name.push_back(sector.name);
    setting.sectors.weight.push_back(sector.weight / total);
    setting.sectors.need.push_back(sector.need);
    setting.sectors.richness.push_back(sector.richness);
  }
  for (const Bloc& bloc : scenario.blocs) setting.initial_adoption.push_back(bloc.initial_adoption);
  if (scenario.sectors.empty()) return;
  for (const Policy& policy : scenario.policies) {
    const auto* target = std::get_if<AdoptionTarget>(&policy);
    if (target == nullptr) continue;
    AdoptionGoal goal{.bloc = find_name(setting.blocs, target->by),
                      .sectors = {},
                      .share = target->share,
                      .due = target->due - scenario.clock.start};
    for (const Sector& sector : scenario.sectors) goal.sectors.push_back(includes(*target, sector.name) ? 1 : 0);
    setting.goals.push_back(std::move(goal));
  }
}

}  // namespace

Setting lay_out(const Scenario& scenario) {
  Setting setting;
  setting.seed = scenario.seed;
  setting.start = scenario.clock.start;
  setting.months = scenario.months();
  setting.data_end = scenario.data_end - scenario.clock.start;
  for (const Bloc& bloc : scenario.blocs) setting.blocs.push_back(bloc.name);
  setting.leader = find_name(setting.blocs, scenario.leader);
  setting.follower = find_name(setting.blocs, scenario.follower);
  setting.structure = scenario.structure;
  add_chips(scenario, setting);
  add_labs(scenario, setting);
  add_initial_stock(scenario, setting);
  add_paradigms(scenario, setting);
  add_power(scenario, setting);
  add_sectors(scenario, setting);
  add_segments(scenario, setting);
  setting.network = build_network(scenario, setting.labs);
  return setting;
}

}  // namespace racesim
