#include "racesim/engine/realise_policies.hpp"

#include <algorithm>

#include "racesim/core/random.hpp"

namespace racesim {

namespace {

/// Month in which a policy comes; PolicyDates::never when it does not before the end of the clock.
Month drawn_month(const Scenario& scenario, const PolicyDates& when, std::uint32_t replicate) {
  const Month end = when.latest ? std::min(*when.latest, scenario.clock.end) : scenario.clock.end;
  for (Month month = when.at; month <= end; month = month + 1) {
    const Address at{.seed = scenario.seed,
                     .replicate = replicate,
                     .stream = StreamId::policy,
                     .agent = agent_id(when.name),
                     .month = static_cast<std::uint16_t>(month - scenario.clock.start)};
    if (uniform(at) < when.chance(month)) return month;
  }
  return PolicyDates::never;
}

}  // namespace

std::vector<std::string> uncertain_policies(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const Policy& policy : scenario.policies) {
    if (dates(policy).uncertain()) names.push_back(dates(policy).name);
  }
  return names;
}

std::vector<std::int32_t> realise_policies(std::uint32_t replicate, Scenario& scenario) {
  std::vector<std::int32_t> months;
  for (Policy& policy : scenario.policies) {
    PolicyDates& when = dates(policy);
    if (!when.uncertain()) continue;
    when.drawn = drawn_month(scenario, when, replicate);
    months.push_back(*when.drawn == PolicyDates::never ? -1 : *when.drawn - scenario.clock.start);
  }
  return months;
}

}  // namespace racesim
