#include "rule_table.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "racesim/model/rules.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

/// Months with the same verdict.
struct Period {
  Month first;
  Month last;
  std::string verdict;

  bool operator==(const Period&) const = default;
};

std::string in_words(const Verdict& v) {
  if (v.barred()) return "barred";
  std::string words;
  const auto add = [&](const std::string& more) { words += (words.empty() ? "" : ", ") + more; };
  if (v.share < 1) add(fmt::format("{:.3g} % of orders", 100 * v.share));
  if (v.quota < 1) add(fmt::format("at most {:.3g} % of supply", 100 * v.quota));
  if (v.fee > 0) add(fmt::format("fee of {:.3g} %", 100 * v.fee));
  return words.empty() ? "free" : words;
}

/// Months on sale in a bloc; for a `lab` that is not "", as its entity listings have it.
std::vector<Period> periods(const Scenario& scenario, const ChipClass& chip, const std::string& bloc,
                            const std::string& lab) {
  std::vector<Period> found;
  for (Month month = scenario.clock.start; month <= scenario.clock.end; month = month + 1) {
    if (!on_sale(chip, bloc, month)) continue;
    const bool listed = !lab.empty() && is_listed(scenario, lab, month);
    const std::string words = in_words(verdict(scenario, chip, bloc, month, listed));
    if (!found.empty() && found.back().verdict == words && found.back().last + 1 == month) {
      found.back().last = month;
    } else {
      found.push_back({month, month, words});
    }
  }
  return found;
}

Ink ink_of(const std::string& verdict) {
  return verdict == "barred" ? Ink::red : verdict == "free" ? Ink::plain : Ink::yellow;
}

void add_rows(const ChipClass& chip, const std::vector<Period>& found, std::vector<std::vector<Cell>>& rows) {
  std::string name = "  " + chip.name;
  for (const Period& period : found) {
    rows.push_back(
        {{name}, {to_string(period.first)}, {to_string(period.last)}, {period.verdict, ink_of(period.verdict)}});
    name.clear();
  }
}

std::string section(const std::string& title, std::vector<std::vector<Cell>> rows, bool colour) {
  if (rows.empty()) return "";
  rows.insert(rows.begin(), {{"  chip", Ink::dim}, {"from", Ink::dim}, {"to", Ink::dim}, {"may be bought", Ink::dim}});
  return inked(title, Ink::bold, colour) + "\n" + in_columns(rows, {}, colour) + "\n";
}

}  // namespace

std::string rule_table(const Scenario& scenario, bool colour) {
  std::string text;
  for (const Bloc& bloc : scenario.blocs) {
    std::vector<std::vector<Cell>> rows;
    for (const ChipClass& chip : scenario.chips) add_rows(chip, periods(scenario, chip, bloc.name, ""), rows);
    text += section(bloc.name, std::move(rows), colour);
  }
  for (const Lab& lab : scenario.labs) {
    std::vector<std::vector<Cell>> rows;
    for (const ChipClass& chip : scenario.chips) {
      const auto own = periods(scenario, chip, lab.bloc, lab.name);
      if (own != periods(scenario, chip, lab.bloc, "")) add_rows(chip, own, rows);
    }
    text += section(lab.bloc + ": " + lab.name + ", by entity list", std::move(rows), colour);
  }
  return text;
}

}  // namespace racesim
