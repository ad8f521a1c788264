#include <algorithm>

#include <fmt/format.h>

#include "racesim/analysis/indices.hpp"
#include "racesim/core/diagnostic.hpp"

namespace racesim {

namespace {

constexpr std::size_t bytes_at_once = std::size_t{256} << 20;  ///< of months that are worked on together

OutcomeIndices report_on(const DesignedResult& result, const ResultQuantity& quantity, const std::string& at,
                         const std::string& title, const std::vector<double>& pairs, std::vector<IndexTable> tables) {
  return {.outcome = quantity.name(),
          .unit = quantity.unit,
          .at = at,
          .title = title,
          .numberless = point_means(result, pairs).numberless,
          .tables = std::move(tables)};
}

/// An index needs something to be made of.
void require_units(const DesignedResult& result, const OutcomeIndices& one) {
  for (const IndexTable& table : one.tables) {
    if (table.used < 2)
      throw RunError(fmt::format("{}: {}: {} of {} {} are whole; {} needs two or more", result.file->path().string(),
                                 one.title, table.used, table.used + table.dropped, table.unit_of_use, table.method));
  }
}

}  // namespace

OutcomeIndices outcome_indices(const DesignedResult& result, const SelectedOutcome& outcome,
                               const std::vector<std::string>& methods, const BootstrapOptions& options) {
  const std::vector<std::vector<double>> values = {pair_values(result, outcome.quantity, outcome.period)};
  OutcomeIndices one = report_on(result, outcome.quantity, outcome.period.text, outcome.title(), values[0],
                                 index_tables(result, values, methods, options)[0]);
  require_units(result, one);
  return one;
}

std::vector<OutcomeIndices> indices_over_time(const DesignedResult& result, const SelectedOutcome& asked,
                                              const std::vector<std::string>& methods,
                                              const BootstrapOptions& bootstrap) {
  auto by_month = pair_values_by_month(result, asked.quantity);
  const std::size_t together =
      std::max<std::size_t>(1, bytes_at_once / (sizeof(double) * (result.points() * result.replicates + 1)));
  std::vector<OutcomeIndices> months;
  for (std::size_t first = 0; first < by_month.size(); first += together) {
    std::vector<std::vector<double>> outcomes;
    for (std::size_t t = first; t < std::min(first + together, by_month.size()); ++t)
      outcomes.emplace_back(by_month[t].begin(), by_month[t].end());
    auto tables = index_tables(result, outcomes, methods, bootstrap);
    for (std::size_t k = 0; k < outcomes.size(); ++k) {
      const std::string at = to_string(result.file->month(static_cast<int>(first + k)));
      months.push_back(report_on(result, asked.quantity, at, asked.title(), outcomes[k], std::move(tables[k])));
    }
  }
  return months;
}

}  // namespace racesim
