#include "racesim/model/rules.hpp"

#include <algorithm>
#include <optional>

namespace racesim {

namespace {

/// The rulings of a month for one buyer, in row 0. No quota counts anything: `market` names no vendor.
Rulings rulings_for(const Scenario& scenario, RuledMarket market) {
  Rulings rulings(std::move(market));
  for (const Policy& policy : scenario.policies) {
    const double strength = dates(policy).strength(rulings.market().month);
    if (strength > 0) apply(policy, strength, rulings);
  }
  return rulings;
}

bool lets_through(const ExportRule& rule) { return rule.licence_probability > 0; }
bool lets_through(const ImportRule& rule) { return rule.compliance < 1; }

/// First month after all in which an uncertain or lasting policy cannot be in force any more.
Month last_end(const PolicyDates& when, Month clock_end) {
  const Month end = when.until.value_or(clock_end + 1);
  if (!when.lasts) return end;
  const Month start = when.latest.value_or(when.hazard ? clock_end : when.at);
  return std::min(end, start + whole_months(*when.lasts));
}

/// The first class and month in which both rules bind what the buyer could order.
template <class R>
std::optional<Overlap> overlap(const Scenario& scenario, const Buyer& buyer, const R& a, const R& b) {
  const Month end = std::min(last_end(a, scenario.clock.end), last_end(b, scenario.clock.end));
  for (Month month = std::max({a.at, b.at, scenario.clock.start}); month < end; month = month + 1) {
    for (const ChipClass& chip : scenario.chips) {
      if (on_sale(chip, buyer.bloc, month) && a.binds(chip, buyer.bloc) && b.binds(chip, buyer.bloc))
        return Overlap{.chip = &chip, .buyer = buyer, .month = month};
    }
  }
  return {};
}

template <class R>
void add_overlaps(const Scenario& scenario, std::vector<Overlap>& found) {
  for (std::size_t second = 0; second < scenario.policies.size(); ++second) {
    const auto* b = std::get_if<R>(&scenario.policies[second]);
    if (b == nullptr || !lets_through(*b)) continue;
    for (std::size_t first = 0; first < second; ++first) {
      const auto* a = std::get_if<R>(&scenario.policies[first]);
      if (a == nullptr || contains(b->adds_to, a->name)) continue;
      std::vector<std::string_view> done;  // blocs: rules bind chips for all their buyers alike
      for (const Lab& lab : scenario.labs) {
        const Buyer buyer{lab.bloc, lab.name};
        if (!a->binds(buyer) || !b->binds(buyer) || std::ranges::find(done, buyer.bloc) != done.end()) continue;
        done.push_back(buyer.bloc);
        std::optional<Overlap> one = overlap(scenario, buyer, *a, *b);
        if (!one) continue;
        one->first = first;
        one->second = second;
        found.push_back(*one);
        break;
      }
    }
  }
}

}  // namespace

std::vector<Overlap> overlaps(const Scenario& scenario) {
  std::vector<Overlap> found;
  add_overlaps<ExportRule>(scenario, found);
  add_overlaps<ImportRule>(scenario, found);
  return found;
}

ChipRuling ruling(const Scenario& scenario, const ChipClass& chip, const Buyer& buyer, Month month) {
  return rulings_for(scenario, {.month = month, .chips = {&chip, 1}, .buyers = {buyer}}).row(0).chips[0];
}

RentLeft rent_left(const Scenario& scenario, const Buyer& buyer, Month month) {
  const ChipClass* rented = newest_world_class(scenario, month);
  return rulings_for(scenario, {.month = month, .chips = {}, .rented = rented, .buyers = {buyer}}).row(0).rent;
}

bool on_sale(const ChipClass& chip, std::string_view destination, Month month) {
  if (!chip.accelerator || !chip.launch || month < *chip.launch) return false;
  if (chip.end_of_sale && month >= *chip.end_of_sale) return false;
  return chip.sold_in.empty() || contains(chip.sold_in, destination);
}

const ChipClass* newest_world_class(const Scenario& scenario, Month month) {
  const ChipClass* newest = nullptr;
  for (const ChipClass& chip : scenario.chips) {
    if (!chip.sold_in.empty() || !on_sale(chip, "", month) || makes_chips(scenario, chip.origin)) continue;
    const auto later = [&] {  // of one month the faster, of one speed the first by name
      if (*chip.launch != *newest->launch) return *chip.launch > *newest->launch;
      return chip.h100e != newest->h100e ? chip.h100e > newest->h100e : chip.name < newest->name;
    };
    if (newest == nullptr || later()) newest = &chip;
  }
  return newest;
}

}  // namespace racesim
