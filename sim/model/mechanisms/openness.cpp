#include "racesim/model/mechanisms/openness.hpp"

#include <algorithm>
#include <cmath>

#include "racesim/core/math.hpp"
#include "racesim/core/month.hpp"

namespace racesim {

namespace {

constexpr double distance_unit = 10;  // ECI that `distance_effect` is of

}  // namespace

double Openness::Params::chance(const Motives& m) const {
  return math::logistic(m.propensity + base + distance_effect * m.distance / distance_unit +
                        revenue_effect * m.api_dependence + scarcity_effect * m.scarcity +
                        complement_effect * m.complements + use_effect * m.open_use + m.policy);
}

double Openness::Params::api_dependence(double api_share, double revenue, double spending) {
  return revenue > 0 && spending > 0 ? api_share * std::min(1.0, revenue / spending) : api_share;
}

int Openness::Params::leader_delay_months() const { return whole_months(leader_delay); }

std::span<const Parameter<Openness::Params>> Openness::Params::fields() {
  static constexpr Parameter<Params> rows[] = {
      {&Params::base,
       {.name = "base",
        .symbol = "b",
        .unit = "log-odds",
        .lower = -20,
        .upper = 20,
        .prior = Prior::normal(-2.5, -0.5),
        .source = "judgement",
        .doc = "log-odds of opening, common to all labs"}},
      {&Params::distance_effect,
       {.name = "distance_effect",
        .unit = "log-odds",
        .lower = -20,
        .upper = 20,
        .prior = Prior::normal(0.4, 2.0),
        .source = "judgement",
        .doc = "effect of being 10 ECI behind the frontier"}},
      {&Params::revenue_effect,
       {.name = "revenue_effect",
        .unit = "log-odds",
        .lower = -20,
        .upper = 20,
        .prior = Prior::normal(-2.0, 0.0),
        .source = "judgement",
        .doc = "effect of living off an API"}},
      {&Params::scarcity_effect,
       {.name = "scarcity_effect",
        .unit = "log-odds/ln",
        .lower = -20,
        .upper = 20,
        .prior = Prior::normal(0.0, 2.0),
        .confidence = Confidence::excerpt,
        .source = "arXiv 2606.15999: Chinese developers raise open-model activity; size by judgement",
        .doc = "effect of scarcity"}},
      {&Params::complement_effect,
       {.name = "complement_effect",
        .unit = "log-odds/ln",
        .lower = -100,
        .upper = 100,
        .prior = Prior::normal(-3, 3),
        .source = "judgement: neither sign assumed",
        .doc = "effect of the ln A that developers gave back in a year"}},
      {&Params::use_effect,
       {.name = "use_effect",
        .unit = "log-odds",
        .lower = -20,
        .upper = 20,
        .prior = Prior::normal(-1, 1),
        .source = "judgement: neither sign assumed",
        .doc = "effect of being the open model that all use"}},
      {&Params::leader_delay,
       {.name = "leader_delay",
        .unit = "month",
        .lower = 0,
        .upper = 60,
        .prior = Prior::uniform(0, 18),
        .source = "judgement",
        .doc = "longest time that a lab holds back the weights of a model that leads"}},
  };
  return rows;
}

}  // namespace racesim
