// What holds in every month of the baseline: knowledge, money and chips are accounted for.
#include <cmath>

#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

/// The baseline with developers, frequent spies, a leak, a breakthrough and a paradigm that makes knowledge obsolete,
/// so that every cause has its say.
Scenario eventful() {
  Scenario scenario = baseline();
  scenario.population.developers = 20;
  scenario.parameters.values.diffusion.espionage_rate = 2;
  scenario.paradigms[0].competence_destruction = 0.2;
  Leak leak;
  leak.name = "leak";
  leak.at = Month::of(2025, 6);
  leak.from = "OpenAI";
  leak.to = "China";
  Breakthrough breakthrough;
  breakthrough.name = "breakthrough";
  breakthrough.at = Month::of(2026, 3);
  breakthrough.lab = "Alibaba";
  breakthrough.log_gain = 1.3;
  scenario.policies.insert(scenario.policies.end(), {Policy(leak), Policy(breakthrough)});
  return scenario;
}

/// Every switch of the structure, each alone, and all modules together.
std::vector<Structure> structures() {
  std::vector<Structure> result(6);
  result[1].efficiency_stocks = EfficiencyStocks::one;
  result[2].innovation = Innovation::lumps;
  result[3].automation = true;
  result[4].safety_race = true;
  result[5] = {.efficiency_stocks = EfficiencyStocks::one,
               .innovation = Innovation::lumps,
               .automation = true,
               .safety_race = true};
  return result;
}

}  // namespace

TEST_CASE("the gains of a month by cause add up to the change of log efficiency, bit for bit, in every structure") {
  for (const Structure& structure : structures()) {
    Scenario scenario = eventful();
    scenario.structure = structure;
    const Inputs inputs = inputs_of(scenario);
    double by_cause[n_causes] = {};
    every_month(inputs, [&](const World& before, const World& after, int) {
      for (int i = 0; i < inputs.n_labs(); ++i) {
        const double change = (after.efficiency.log_a_pre[i] + after.efficiency.log_a_post[i]) -
                              (before.efficiency.log_a_pre[i] + before.efficiency.log_a_post[i]);
        double sum = 0;
        for (int c = 0; c < n_causes; ++c) {
          sum += after.efficiency.gain[c][i];
          by_cause[c] += std::fabs(after.efficiency.gain[c][i]);
        }
        CHECK(sum == change);
      }
    });
    for (double total : by_cause) CHECK(total > 0);
  }
}

TEST_CASE("the parts of a release and the reference add up to its index, whatever a paradigm says of compute") {
  for (const double intensity : {1.0, 0.5}) {
    Scenario scenario = eventful();
    scenario.paradigms[0].compute_intensity = intensity;
    scenario.paradigms[0].compute_ceiling = intensity < 1 ? 1e26 : 1e40;
    const Inputs inputs = inputs_of(scenario);
    double by_part[n_parts] = {};
    int releases = 0;
    every_month(inputs, [&](const World&, const World& after, int t) {
      for (const Release& release : after.releases.latest) {
        if (release.month != t) continue;
        double sum = reference_eci;
        for (int k = 0; k < n_parts; ++k) {
          sum += release.part[k];
          by_part[k] += std::fabs(release.part[k]);
        }
        CHECK(sum == Approx(release.eci).margin(1e-9));
        ++releases;
      }
    });
    CHECK(releases > 300);
    for (double total : by_part) CHECK(total > 0);
  }
}

TEST_CASE("best models and frontier never get worse") {
  const Inputs inputs = inputs_of(eventful());
  every_month(inputs, [&](const World& before, const World& after, int) {
    for (int i = 0; i < inputs.n_labs(); ++i) CHECK(after.releases.best_eci[i] >= before.releases.best_eci[i]);
    CHECK(after.frontier.eci >= before.frontier.eci);
    CHECK(after.frontier.largest_log10_flop >= before.frontier.largest_log10_flop);
  });
}

TEST_CASE("nobody learns past the best that there is to learn from") {
  Scenario scenario = changed(eventful(), [](Parameters& p) {  // so fast that a bound is needed
    p.diffusion.publication_rate = p.diffusion.open_weights_rate = p.diffusion.talent_rate = 20;
    p.diffusion.espionage_share = 1;
  });
  scenario.paradigms[0].competence_destruction = 0;  // what was known earlier may be more than what is known
  const Inputs inputs = inputs_of(scenario);
  int learnt = 0;
  every_month(inputs, [&](const World& before, const World& after, int t) {
    // What was known anywhere before the month; a lab that has passed it did so by its own research.
    double best_pre = -infinity, best_post = -infinity;
    for (int i = 0; i < inputs.n_labs(); ++i) {
      if (inputs.labs.entry[i] > t) continue;
      best_pre = std::max(best_pre, before.efficiency.log_a_pre[i]);
      best_post = std::max(best_post, before.efficiency.log_a_post[i]);
    }
    for (int i = 0; i < inputs.n_labs(); ++i) {
      const double own = after.efficiency.gain[0][i] + after.efficiency.gain[1][i] +
                         after.efficiency.gain[static_cast<int>(Cause::ecosystem)][i];
      double from_others = 0;
      for (int c = 2; c < static_cast<int>(Cause::ecosystem); ++c) from_others += after.efficiency.gain[c][i];
      if (from_others <= 0 || inputs.timeline.months[t].shocks.size() > 0) continue;
      ++learnt;
      // A lab never learns past the best it can see; what it finds itself in the same month comes on top.
      CHECK(after.efficiency.log_a_pre[i] <= std::max(best_pre, before.efficiency.log_a_pre[i]) + own);
      CHECK(after.efficiency.log_a_post[i] <= std::max(best_post, before.efficiency.log_a_post[i]) + own);
    }
  });
  CHECK(learnt > 1000);
}

TEST_CASE("compute is what is owned, as far as there is power for it, and what is rented") {
  const Inputs inputs = inputs_of(baseline());
  every_month(inputs, [&](const World&, const World& world, int) {
    for (int i = 0; i < inputs.n_named(); ++i) {
      const int bloc = inputs.labs.bloc[i];
      CHECK(world.fleet.compute[i] ==
            Approx(world.fleet.real.usable[i] * world.power.real.share[bloc] + world.chip_market.real.rented[i])
                .epsilon(1e-14));
    }
    for (int b = 0; b < inputs.n_blocs(); ++b) {
      double wanted = 0;
      for (int i = 0; i < inputs.n_buyers(); ++i) {
        wanted +=
            inputs.buyers.bloc[i] == b ? world.fleet.real.installed[i] * world.fleet.real.kw_per_h100e[i] / 1000 : 0;
      }
      CHECK(world.power.real.drawn[b] <= world.power.real.capacity[b]);
      CHECK(world.power.real.drawn[b] == Approx(wanted * world.power.real.share[b]).epsilon(1e-12));
    }
  });
}

TEST_CASE("every open model of a leader is open after the delay, also when the next one already waits") {
  Scenario scenario = baseline();
  scenario.parameters.values.openness.base = 3;
  const Inputs inputs = inputs_of(scenario);
  const int delay = inputs.parameters.openness.leader_delay_months();
  std::vector<Release> promised;
  int while_waiting = 0;
  every_month(inputs, [&](const World&, const World& after, int t) {
    if (t == 0) promised.clear();
    for (const Release& release : after.releases.latest) {
      if (release.month == t && release.open) promised.push_back(release);
    }
    for (const Release& release : promised) {
      if (t >= release.month + delay) CHECK(after.releases.open_eci[release.lab] >= release.eci);
      while_waiting += release.lab == after.releases.latest[release.lab].lab &&
                               release.month < after.releases.latest[release.lab].month &&
                               after.releases.latest[release.lab].month == t && t < release.month + delay
                           ? 1
                           : 0;
    }
  });
  CHECK(while_waiting > 0);
}

TEST_CASE("weights are held back while the model leads, and no longer") {
  Scenario scenario = baseline();
  scenario.parameters.values.openness.base = 3;
  scenario.parameters.values.openness.leader_delay = 24;
  const Inputs inputs = inputs_of(scenario);
  int held = 0, overtaken = 0;
  every_month(inputs, [&](const World& before, const World& after, int t) {
    const std::size_t due = t % after.releases.waiting.rows();
    for (std::size_t row = 0; row < after.releases.waiting.rows(); ++row) {
      for (int i = 0; i < inputs.n_named(); ++i) {
        const double waits = after.releases.waiting[row][i].eci, waited = before.releases.waiting[row][i].eci;
        held += waits > -infinity ? 1 : 0;
        CHECK((waits == -infinity || waits >= before.frontier.eci));
        if (waited == -infinity || row == due || waited >= before.frontier.eci) continue;
        ++overtaken;
        CHECK(after.releases.open_eci[i] >= waited);
      }
    }
  });
  CHECK(held > 0);
  CHECK(overtaken > 0);
}
