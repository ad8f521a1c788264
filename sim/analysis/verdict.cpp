#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "racesim/analysis/indices.hpp"

namespace racesim {

namespace {

constexpr std::size_t most_named = 3;
constexpr double clear = 0.05;  ///< of a share, correlation or distance: below it nothing is worth naming

const IndexTable* table_of(const OutcomeIndices& indices, const std::string& method) {
  for (const IndexTable& table : indices.tables) {
    if (table.method == method) return &table;
  }
  return nullptr;
}

/// True when an index is worth naming and more than noise gives.
bool stands_out(const IndexTable& table, std::size_t k) {
  const IndexColumn& column = table.columns[0];
  const Estimate& own = column.of[k];
  const bool about_zero = own.interval.low <= 0 && own.interval.high >= 0;
  if (below_threshold(table, k)) return false;
  return std::isfinite(own.value) && !about_zero && (!column.share || std::fabs(own.value) >= clear);
}

std::string leaders(const IndexTable& table) {
  if (table.constant) return std::string(constant_note);
  if (table.used < fewest_units)
    return fmt::format("{} {} are too few to tell which {} counts.", table.used, table.unit_of_use, table.subject);
  std::vector<std::string> named;
  std::size_t others = 0;
  for (std::size_t k = 0; k < table.subjects.size(); ++k) {
    if (!stands_out(table, k)) continue;
    const double value = table.columns[0].of[k].value;
    if (named.size() == most_named)
      ++others;
    else
      named.push_back(fmt::format("{} ({:.2g})", table.subjects[k], value));
  }
  if (named.empty()) return fmt::format("No {} stands out from noise ({}).", table.subject, table.columns[0].name);
  std::string text = fmt::format("What counts most, by {}: {}", table.columns[0].name, fmt::join(named, ", "));
  return text + (others > 0 ? fmt::format(", and {} more that can be told from noise.", others)
                            : "; no other can be told from noise.");
}

std::string split_in_words(const IndexTable& table) {
  if (table.constant || table.used < fewest_units) return "";
  double parameters = 0, interval_low = 0, stochastic = 0;
  for (std::size_t k = 0; k < table.subjects.size(); ++k) {
    const Estimate& share = table.columns[0].of[k];
    if (table.subjects[k] == "parameters") {
      parameters = share.value;
      interval_low = share.interval.low;
    } else {
      stochastic += share.value;
    }
  }
  if (!(interval_low > 0)) return " Parameters cannot be told from noise here.";
  return fmt::format(" Of the variance of single runs, {:.0f} % comes from parameters and {:.0f} % from noise.",
                     100 * parameters, 100 * stochastic);
}

}  // namespace

std::string verdict(const OutcomeIndices& indices) {
  if (indices.tables.empty()) return "";
  const IndexTable& first = indices.tables.front();
  const IndexTable* split = table_of(indices, "split");
  if (first.constant) return std::string(constant_note);
  std::string text = &first == split ? "" : leaders(first);
  if (split != nullptr) text += split_in_words(*split);
  return text.starts_with(' ') ? text.substr(1) : text;
}

}  // namespace racesim
