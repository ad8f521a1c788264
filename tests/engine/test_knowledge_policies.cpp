// Instruments that act on knowledge move it in the direction they are meant to, against their twin without them.
#include "racesim/model/names.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

Scenario to_2027() {
  Scenario scenario = baseline();
  scenario.policies.clear();
  scenario.clock.end = Month::of(2027, 12);
  return scenario;
}

template <class P>
P dated(const char* name) {
  P policy;
  policy.name = name;
  policy.at = Month::of(2024, 1);
  return policy;
}

/// All that a bloc's labs gained by a cause over the run, or the part of their releases; with and without a policy.
struct Totals {
  double gain[n_causes] = {};
  double part[n_parts] = {};
  double open = 0;
};

Totals totals(const Scenario& scenario, const char* name) {
  const Setting setting = setting_of(scenario);
  const int bloc = find_name(setting.blocs, name);
  Totals sum;
  for (std::uint32_t replicate = 0; replicate < 10; ++replicate) {
    World world = start_of(setting, replicate);
    for (int t = 0; t < setting.months; ++t) {
      advance(setting, world, 1, replicate);
      for (int i = 0; i < setting.n_named(); ++i) {
        if (setting.labs.bloc[i] != bloc) continue;
        for (int c = 0; c < n_causes; ++c) sum.gain[c] += world.gain[c][i];
        if (world.latest[i].month != t) continue;
        for (int k = 0; k < n_parts; ++k) sum.part[k] += world.latest[i].part[k];
        sum.open += world.latest[i].open ? 1 : 0;
      }
    }
  }
  return sum;
}

Totals with(const Policy& policy, const char* name, Scenario scenario = to_2027()) {
  scenario.policies.push_back(policy);
  return totals(scenario, name);
}

double gain(const Totals& t, Cause cause) { return t.gain[static_cast<int>(cause)]; }
double part(const Totals& t, Part which) { return t.part[static_cast<int>(which)]; }

}  // namespace

TEST_CASE("who may not use an API distils less from it") {
  auto rule = dated<ApiRule>("api");
  rule.by = "US";
  rule.to = {"China"};
  CHECK(part(with(rule, "China"), Part::distillation) < part(totals(to_2027(), "China"), Part::distillation));
}

TEST_CASE("open weights that are kept from a bloc no longer teach it or carry its models") {
  auto rule = dated<ModelWeightRule>("weights");
  rule.from = "US";
  rule.to = {"China"};
  const Totals without = totals(to_2027(), "China"), kept = with(rule, "China");
  CHECK(gain(kept, Cause::open_weights) < gain(without, Cause::open_weights));
  CHECK(part(kept, Part::base_model) < part(without, Part::base_model));
}

TEST_CASE("people who do not move teach less, and more who do teach more") {
  auto fewer = dated<TalentRule>("fewer"), more = dated<TalentRule>("more");
  fewer.from = more.from = "US";
  fewer.to = more.to = {"China"};
  fewer.factor = 0;
  more.factor = 5;
  Scenario scenario = to_2027();
  scenario.network.talent.within = 0;  // people move between blocs only
  const double without = gain(totals(scenario, "China"), Cause::talent);
  CHECK(gain(with(fewer, "China", scenario), Cause::talent) < 0.5 * without);
  CHECK(gain(with(more, "China", scenario), Cause::talent) > 1.5 * without);
}

TEST_CASE("a leak teaches the bloc that it reaches, once, and nobody else") {
  auto leak = dated<Leak>("leak");
  leak.from = "OpenAI";
  leak.to = "China";
  CHECK(gain(totals(to_2027(), "China"), Cause::shock) == 0);
  CHECK(gain(with(leak, "China"), Cause::shock) > 0);
  CHECK(gain(with(leak, "US"), Cause::shock) == 0);
}

TEST_CASE("a breakthrough is worth its size to its lab") {
  auto breakthrough = dated<Breakthrough>("breakthrough");
  breakthrough.lab = "Mistral";
  breakthrough.log_gain = 0.75;
  CHECK(gain(with(breakthrough, "other"), Cause::shock) == 10 * 0.75);
  CHECK(gain(with(breakthrough, "US"), Cause::shock) == 0);
}

TEST_CASE("a taste for opening opens models, and a distaste closes them") {
  auto open = dated<OpenRelease>("open"), closed = dated<OpenRelease>("closed");
  open.by = closed.by = "US";
  open.shift = 3;
  closed.shift = -3;
  const double without = totals(to_2027(), "US").open;
  CHECK(with(open, "US").open > without);
  CHECK(with(closed, "US").open < without);
}
