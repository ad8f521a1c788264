// Long-run results that the stages must reproduce when they are driven month by month with known inputs.
#include <cmath>

#include "racesim/core/math.hpp"
#include "racesim/core/month.hpp"
#include "racesim/core/sum.hpp"
#include "racesim/model/mechanisms/frontier.hpp"
#include "racesim/model/mechanisms/training.hpp"
#include "racesim/model/names.hpp"
#include "racesim/model/stage.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

constexpr double compute_growth = 0.8, staff_growth = 0.3;  // ln/yr

/// A century of the baseline's labs with nothing but research: no noise, no paradigms, Cobb-Douglas.
Scenario laboratory() {
  Scenario scenario = baseline();
  scenario.clock.end = Month::of(2121, 12);
  scenario.policies.clear();
  scenario.paradigms.clear();
  for (Lab& lab : scenario.labs) {
    lab.entry.reset();
    lab.initial_log_a_pre = lab.initial_log_a_post = 0;
  }
  return changed(scenario, [](Parameters& p) {
    p.research.substitution = 0;
    p.research.noise = p.research.taste_sd = p.research.post_training_growth = 0;
    p.research.quality_discount = 1;
  });
}

/// ln A of every lab after a century in which lab i has log compute lower by cut[i] and feels it as scarcity.
std::vector<double> after_a_century(const Scenario& scenario, const std::vector<double>& cut) {
  Inputs inputs = inputs_of(scenario);
  const Research::Params& p = inputs.parameters.research;
  World world = start_of(inputs);
  std::ranges::fill(world.research.noise, 0.0);
  for (int t = 0; t < inputs.months; ++t) {
    const double years = t * month_in_years;
    for (std::size_t i = 0; i < cut.size(); ++i) {
      world.fleet.compute[i] =
          p.reference_experiments / p.experiment_share * math::exp(compute_growth * years - cut[i]);
      world.scarcity.perceived[i] = cut[i];
      inputs.timeline.months[t].staff[i] = p.reference_staff * math::exp(staff_growth * years);
    }
    Research::advance({inputs, world, t, 0}, world.research, {0, static_cast<int>(cut.size())});
    Efficiency::advance({inputs, world, t, 0}, world.efficiency, {0, static_cast<int>(cut.size())});
  }
  std::vector<double> result;
  for (std::size_t i = 0; i < cut.size(); ++i)
    result.push_back(world.efficiency.log_a_pre[i] + world.efficiency.log_a_post[i]);
  return result;
}

/// Two labs of the baseline and nobody else.
Scenario duel(const std::string& source, const std::string& follower) {
  Scenario scenario = laboratory();
  const auto stranger = [&](const std::string& name) { return name != source && name != follower; };
  std::erase_if(scenario.labs, [&](const Lab& lab) { return stranger(lab.name); });
  std::erase_if(scenario.lab_paths, [&](const LabPoint& row) { return stranger(row.lab); });
  std::erase_if(scenario.initial_stock, [&](const InitialStock& row) { return stranger(row.owner); });
  for (Lab& lab : scenario.labs) lab.publishing = 1;
  return changed(scenario, [](Parameters& p) {
    p.diffusion.open_weights_rate = p.diffusion.talent_rate = p.diffusion.espionage_rate = 0;
  });
}

}  // namespace

TEST_CASE("the stage of research gives the long-run growth that its inputs imply") {
  const Scenario scenario = laboratory();
  Scenario year_less = scenario;
  year_less.clock.end = year_less.clock.end - 12;
  const Research::Params& p = scenario.parameters.values.research;
  const double growth = p.returns * (p.compute_exponent * p.compute_share * compute_growth +
                                     p.staff_exponent * (1 - p.compute_share) * staff_growth);
  CHECK(after_a_century(scenario, {0})[0] - after_a_century(year_less, {0})[0] == Approx(growth).epsilon(1e-9));
}

TEST_CASE("the stage of research turns a permanent cut of compute into the catalyst's long-run change") {
  for (double eps : {0.0, 0.35, 1.2}) {
    const Scenario scenario =
        changed(laboratory(), [&](Parameters& p) { p.research.induced_innovation_elasticity = eps; });
    const Research::Params& p = scenario.parameters.values.research;
    const std::vector<double> cut{0, 0.3, 1};
    const std::vector<double> log_a = after_a_century(scenario, cut);
    for (std::size_t i = 1; i < cut.size(); ++i) {
      const double change = log_a[i] - log_a[0] - cut[i];
      INFO("eps " << eps << ", cut " << cut[i]);
      CHECK(change == Approx(cut[i] * (p.returns * (eps - p.compute_exponent * p.compute_share) - 1)).epsilon(1e-8));
    }
  }
}

TEST_CASE("with two stocks of efficiency the catalyst counts for each: break-even is at 1/(2r) + zeta s_C") {
  Scenario scenario = changed(laboratory(), [](Parameters& p) { p.research.post_training_growth = 0.6; });
  Research::Params& p = scenario.parameters.values.research;
  p.induced_innovation_elasticity = 1 / (2 * p.returns) + p.compute_exponent * p.compute_share;
  const std::vector<double> log_a = after_a_century(scenario, {0, 0.5});
  CHECK(log_a[1] - log_a[0] == Approx(0.5).epsilon(1e-8));
}

TEST_CASE("a follower settles at the distance where what it learns makes up for what it does not find") {
  const double lead = 0.9, own = 0.25;  // ln/yr
  for (double lag : {1.0, 9.0}) {
    for (double rate : {0.6, 2.0}) {
      const Scenario scenario = changed(duel("OpenAI", "Alibaba"), [&](Parameters& p) {
        p.diffusion.publication_rate = rate;
        p.diffusion.publication_lag = lag;
      });
      const Inputs inputs = inputs_of(scenario);
      const int source = find_name(inputs.labs.name, "OpenAI"), follower = 1 - source;
      World world = start_of(inputs);
      world.research.output[follower] = 0.8;
      for (int t = 0; t < 1200; ++t) {
        const Stage stage{inputs, world, t, 0};
        world.efficiency.log_a_pre[source] += quantise_log(lead * month_in_years);
        world.efficiency.log_a_pre[follower] += quantise_log(own * month_in_years);
        Diffusion::advance(stage, world.diffusion, {0, 2});
        Efficiency::advance(stage, world.efficiency, {0, 2});
        Frontier::remember(stage, world.frontier, {0, 2});
      }
      const double speed = rate * scenario.parameters.values.diffusion.absorb(0.8);
      // A month's own finds come before what is learnt in it.
      const double expected = (lead - own) / speed + lead * lag / 12 + own / 12;
      INFO("lag " << lag << ", rate " << rate);
      CHECK(world.efficiency.log_a_pre[source] - world.efficiency.log_a_pre[follower] ==
            Approx(expected).epsilon(1e-8));
    }
  }
}

TEST_CASE("stocks under constant arrivals end in the steady state of a linear hazard, through the whole market") {
  Scenario scenario = laboratory();
  scenario.chips.erase(std::remove_if(scenario.chips.begin(), scenario.chips.end(),
                                      [](const ChipClass& chip) { return chip.name != "H100"; }),
                       scenario.chips.end());
  scenario.chips[0].launch = scenario.clock.start;
  scenario.chips[0].end_of_sale.reset();
  scenario.initial_stock.clear();
  std::erase_if(scenario.chip_prices, [](const ChipPrice& row) { return row.chip != "H100"; });
  scenario.domestic_supply.clear();
  scenario.data_end = scenario.clock.end;  // budgets and supply as measured last, for good
  scenario.parameters.values.chip_market.price_decline = 0;
  const Inputs inputs = inputs_of(scenario);
  const World world = end_of(inputs);
  const Fleet::Params& p = inputs.parameters.fleet;
  const int lab = find_name(inputs.buyers.name, "Anthropic");
  const double arrivals = world.chip_market.real.delivered[lab];  // one class: buyers x 1
  const double age = world.fleet.real.age[lab];
  const double rate = p.hazard + p.hazard_ageing * age + p.obsolescence;
  REQUIRE(arrivals > 0);
  CHECK(world.fleet.real.count[lab] == Approx(arrivals / (rate * month_in_years)).epsilon(1e-6));
  CHECK(age * rate == Approx(1 - rate * month_in_years).epsilon(1e-6));
}
