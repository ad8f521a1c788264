#include "overlapping_rules.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "racesim/model/rules.hpp"

namespace racesim {

namespace {

std::string adds_up(const ExportRule& a, const ExportRule& b) {
  std::string words = fmt::format("shares multiply: {:.3g} * {:.3g} of the orders are licensed", a.licence_probability,
                                  b.licence_probability);
  if (a.fee > 0 || b.fee > 0) words += fmt::format("; fees add: {:.3g} + {:.3g} of the price", a.fee, b.fee);
  if (a.quota < 1 || b.quota < 1)
    words += fmt::format("; the smallest quota holds: {:.3g} of a vendor's supply", std::min(a.quota, b.quota));
  if (a.customer_cap || b.customer_cap)
    words += fmt::format("; the smallest cap holds: {:.6g} chips a year per buyer",
                         std::min(a.customer_cap.value_or(infinity), b.customer_cap.value_or(infinity)));
  return words;
}

std::string adds_up(const ImportRule& a, const ImportRule& b) {
  return fmt::format("shares multiply: {:.3g} * {:.3g} of the orders are placed", 1 - a.compliance, 1 - b.compliance);
}

}  // namespace

void warn_of_overlapping_rules(const Scenario& scenario, const Origins& origins, Diagnostics& diagnostics) {
  for (const Overlap& overlap : overlaps(scenario)) {
    const Policy& first = scenario.policies[overlap.first];
    const Policy& second = scenario.policies[overlap.second];
    const auto sum = [&]<class P>(const P& b) -> std::string {
      if constexpr (requires(const P& rule) { adds_up(rule, rule); }) return adds_up(std::get<P>(first), b);
      return "";
    };
    diagnostics.warning(
        origins.nearest("policies[" + dates(second).name + "]"),
        fmt::format("\"{}\" adds to \"{}\", which binds the same: {} for {} in {}, for one", dates(second).name,
                    dates(first).name, overlap.chip->name, overlap.buyer.name, to_string(overlap.month)),
        std::visit(sum, second) +
            "; to replace the other rule, end it with `until`; if both are meant, name it in `adds_to`");
  }
}

}  // namespace racesim
