// A comparison as JSON and CSV.
#include <cmath>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "racesim/analysis/comparison.hpp"
#include "racesim/io/csv_writer.hpp"

namespace racesim {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Probability& p) {
  return {{"share", p.share}, {"se", p.se}, {"low", p.interval.low}, {"high", p.interval.high}};
}

Json json_of(const ComparedRow& row, const Compared& quantity) {
  const PairedDifference& d = row.difference;
  return {{"observable", quantity.name},
          {"entry", quantity.entry_text()},
          {"unit", quantity.unit},
          {"at", quantity.series ? Json(row.at) : Json(nullptr)},
          {"pairs", d.pairs},
          {"mean_reference", d.mean_a},
          {"mean", d.mean_b},
          {"difference", d.mean},
          {"low", d.mean_interval.low},
          {"high", d.mean_interval.high},
          {"p05", d.range.low},
          {"median", d.median},
          {"p95", d.range.high},
          {"se", d.se},
          {"se_unpaired", d.se_unpaired},
          {"gain", row.gain()},
          {"correlation", d.correlation},
          {"lower", json_of(row.shares.below)},
          {"equal", json_of(row.shares.equal)},
          {"higher", json_of(row.shares.above)}};
}

Json json_of(const BreakEvenRow& row, const Question& question) {
  const BreakEven& b = row.months;
  const Compared& quantity = question.quantities[row.quantity];
  const auto month = [&](double m) {
    return std::isfinite(m) ? Json(to_string(question.span.first + static_cast<int>(std::lround(m)))) : Json(nullptr);
  };
  return {{"observable", quantity.name},
          {"entry", quantity.entry_text()},
          {"better", quantity.lower_is_better ? "lower" : "higher"},
          {"pairs", b.pairs},
          {"never_worse", json_of(b.never_worse)},
          {"breaks_even", json_of(b.recovered)},
          {"worse_at_end", json_of(b.still_worse)},
          {"p05", month(b.early)},
          {"median", month(b.median)},
          {"p95", month(b.late)}};
}

}  // namespace

std::string spread_text(const std::vector<Side>& sides) {
  const bool sampled = std::ranges::any_of(sides, [](const Side& side) { return side.sampled; });
  return sampled ? "random numbers and parameters" : "random numbers only";
}

Json comparison_json(const std::vector<Side>& sides, const Question& question, const std::vector<Versus>& comparisons) {
  Json all = {{"reference", sides[question.reference].label},
              {"paired", question.paired},
              {"level", question.level},
              {"spread", spread_text(sides)},
              {"notes", comparison_notes(sides, question, comparisons)},
              {"scenarios", Json::array()},
              {"comparisons", Json::array()}};
  for (const Side& side : sides) {
    all["scenarios"].push_back({{"label", side.label},
                                {"name", side.name},
                                {"file", side.file},
                                {"runs", side.runs.size()},
                                {"failed", side.failed},
                                {"not_run", side.missing}});
  }
  for (const Versus& comparison : comparisons) {
    Json rows = Json::array(), break_even = Json::array();
    for (const ComparedRow& row : comparison.rows) rows.push_back(json_of(row, question.quantities[row.quantity]));
    for (const BreakEvenRow& row : comparison.break_even) break_even.push_back(json_of(row, question));
    all["comparisons"].push_back({{"scenario", sides[comparison.other].label},
                                  {"pairs", comparison.pairs},
                                  {"design_points", comparison.points},
                                  {"without_partner", comparison.alone_here},
                                  {"reference_without_partner", comparison.alone_there},
                                  {"rows", std::move(rows)},
                                  {"break_even", std::move(break_even)}});
  }
  return all;
}

std::string comparison_csv(const std::vector<Side>& sides, const Question& question,
                           const std::vector<Versus>& comparisons) {
  std::string text =
      "scenario,observable,bloc,month,mean_reference,mean,difference,low,high,p05,median,p95,se,se_unpaired,pairs,"
      "share_lower,share_lower_low,share_lower_high,share_equal,share_equal_low,share_equal_high,"
      "share_higher,share_higher_low,share_higher_high,notes\n";
  const std::string notes =
      csv_cell(fmt::format("{}", fmt::join(comparison_notes(sides, question, comparisons), "; ")));
  for (std::size_t s = 0; s < sides.size(); ++s) {
    if (s == question.reference) continue;
    bool first = true;
    for (const ComparedRow& row : rows_at(sides[question.reference], sides[s], question, every_month(question.span))) {
      const Compared& quantity = question.quantities[row.quantity];
      const PairedDifference& d = row.difference;
      text +=
          fmt::format("{},{},{},{}", csv_cell(sides[s].label), quantity.name, csv_cell(quantity.entry_text()), row.at);
      for (const double x : {d.mean_a, d.mean_b, d.mean, d.mean_interval.low, d.mean_interval.high, d.range.low,
                             d.median, d.range.high, d.se, d.se_unpaired}) {
        text += "," + csv_cell(x);
      }
      text += fmt::format(",{}", d.pairs);
      for (const Probability& p : {row.shares.below, row.shares.equal, row.shares.above}) {
        for (const double x : {p.share, p.interval.low, p.interval.high}) text += "," + csv_cell(x);
      }
      text += "," + (std::exchange(first, false) ? notes : "") + "\n";
    }
  }
  return text;
}

}  // namespace racesim
