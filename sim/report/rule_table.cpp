#include "racesim/report/rule_table.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "racesim/core/text.hpp"
#include "racesim/model/rules.hpp"

namespace racesim {

namespace {

/// Months with the same words.
struct Period {
  Month first;
  Month last;
  std::string words;

  bool operator==(const Period&) const = default;
};

std::string percent(double share) { return fmt::format("{:.3g} %", 100 * share); }

std::string in_words(const ChipRuling& v) {
  if (v.licensed <= 0) return "barred";
  if (v.accepted <= 0) return "vetoed";
  if (v.barred()) return "no volume";
  std::string words;
  const auto add = [&](const std::string& more) { words += (words.empty() ? "" : ", ") + more; };
  if (v.licensed < 1) add(percent(v.licensed) + " licensed");
  if (v.accepted < 1) add("veto leaves " + percent(v.accepted));
  if (v.quota < 1) add("quota " + percent(v.quota) + " of supply");
  if (v.customer_cap < infinity) add(fmt::format("cap {:.6g} a year per buyer", v.customer_cap));
  if (v.fee > 0) add("fee " + percent(v.fee));
  return words.empty() ? "free" : words;
}

std::string chance_in_words(const PolicyDates& when) {
  std::string words = when.hazard ? fmt::format("{:.3g} a year", *when.hazard) : percent(when.probability);
  words += (when.latest || when.hazard ? " from " : " in ") + to_string(when.at);
  if (when.latest) words += " to " + to_string(*when.latest);
  return words;
}

/// A scenario without its uncertain policies and with those of them that may be in force in a month.
class Views {
 public:
  explicit Views(const Scenario& scenario) : certain_(scenario), all_(scenario) {
    std::erase_if(certain_.policies, [](const Policy& policy) { return dates(policy).uncertain(); });
  }

  const Scenario& certain() const { return certain_; }
  /// The uncertain policies begin as late as they can to be in force in `month`, and at full strength.
  const Scenario& all(Month month) {
    for (Policy& policy : all_.policies) {
      PolicyDates& when = dates(policy);
      if (!when.uncertain()) continue;
      const Month last = when.latest ? *when.latest : when.hazard ? all_.clock.end : when.at;
      when.drawn = std::max(when.at, std::min(month, last));
      when.ramp = 0;
    }
    return all_;
  }
  /// Names of the uncertain policies that may be in force.
  std::string names(Month month) {
    std::string words;
    for (const Policy& policy : all(month).policies) {
      const PolicyDates& when = dates(policy);
      if (when.uncertain() && when.strength(month) > 0) words += (words.empty() ? "" : ", ") + when.name;
    }
    return words;
  }

 private:
  Scenario certain_;
  Scenario all_;
};

/// What a function of a scenario and a month says over the clock, "" for nothing to say.
template <class Say>
std::vector<Period> periods(Views& views, Say&& say) {
  std::vector<Period> found;
  const Clock& clock = views.certain().clock;
  for (Month month = clock.start; month <= clock.end; month = month + 1) {
    std::string words = say(views.certain(), month);
    if (words.empty()) continue;
    const std::string perhaps = say(views.all(month), month);
    if (perhaps != words) words += "; perhaps " + perhaps + " (" + views.names(month) + ")";
    if (!found.empty() && found.back().words == words && found.back().last + 1 == month) {
      found.back().last = month;
    } else {
      found.push_back({month, month, words});
    }
  }
  return found;
}

/// Periods of sale of a class with what the rules say of it.
std::vector<Period> sales(Views& views, const ChipClass& chip, const Buyer& buyer) {
  return periods(views, [&](const Scenario& scenario, Month month) {
    return on_sale(chip, buyer.bloc, month) ? in_words(ruling(scenario, chip, buyer, month)) : "";
  });
}

/// Periods with what the rules leave of the capacity abroad; none where the scenario has no such capacity.
std::vector<Period> rent(Views& views, const Buyer& buyer) {
  const bool any = std::ranges::any_of(views.certain().bloc_paths, [&](const BlocPoint& point) {
    return point.item == BlocItem::rental_h100e && point.bloc == buyer.bloc && point.value > 0;
  });
  if (!any) return {};
  const double subsidiaries = views.certain().parameters.values.chip_market.offshore_subsidiary_share;
  return periods(views, [&](const Scenario& scenario, Month month) {
    const double open = rent_left(scenario, buyer, month).open(subsidiaries);
    return open < 1 ? percent(open) + " of the capacity" : std::string("free");
  });
}

Ink ink_of(const std::string& words) {
  return words == "barred" || words == "vetoed" ? Ink::red : words == "free" ? Ink::plain : Ink::yellow;
}

using Rows = std::vector<std::vector<Cell>>;

void add_rows(std::string name, const std::vector<Period>& found, Rows& rows) {
  name = "  " + name;
  for (const Period& period : found) {
    rows.push_back({{name}, {to_string(period.first)}, {to_string(period.last)}, {period.words, ink_of(period.words)}});
    name.clear();
  }
}

std::string section(const std::string& title, Rows rows, bool colour) {
  if (rows.empty()) return "";
  rows.insert(rows.begin(), {{"  chip", Ink::dim}, {"from", Ink::dim}, {"to", Ink::dim}, {"may be bought", Ink::dim}});
  return inked(title, Ink::bold, colour) + "\n" + in_columns(rows, {}, colour) + "\n";
}

std::string uncertain_section(const Scenario& scenario, bool colour) {
  Rows rows;
  for (const Policy& policy : scenario.policies) {
    const PolicyDates& when = dates(policy);
    if (when.uncertain())
      rows.push_back({{"  " + when.name}, {std::string(type_name(policy)), Ink::dim}, {chance_in_words(when)}});
  }
  if (rows.empty()) return "";
  return inked("Uncertain, \"perhaps\" in the months in which they may be in force", Ink::bold, colour) + "\n" +
         in_columns(rows, {}, colour) + "\n";
}

}  // namespace

std::string rule_table(const Scenario& scenario, bool colour) {
  Views views(scenario);
  std::string text = uncertain_section(scenario, colour);
  for (const Bloc& bloc : scenario.blocs) {
    Rows rows;
    for (const ChipClass& chip : scenario.chips) add_rows(chip.name, sales(views, chip, {bloc.name}), rows);
    add_rows("rent abroad", rent(views, {bloc.name}), rows);
    text += section(bloc.name, std::move(rows), colour);
  }
  for (const Lab& lab : scenario.labs) {
    const Buyer buyer{lab.bloc, lab.name}, others{lab.bloc};
    Rows rows;
    for (const ChipClass& chip : scenario.chips) {
      const auto own = sales(views, chip, buyer);
      if (own != sales(views, chip, others)) add_rows(chip.name, own, rows);
    }
    const auto own_rent = rent(views, buyer);
    if (own_rent != rent(views, others)) add_rows("rent abroad", own_rent, rows);
    text += section(lab.bloc + ": " + lab.name + ", where rules treat it otherwise", std::move(rows), colour);
  }
  return text;
}

}  // namespace racesim
