#include "racesim/report/headline.hpp"

#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "racesim/core/text.hpp"

namespace racesim {

namespace {

constexpr double levels[] = {0.05, 0.5, 0.95};

std::string pair_text(const Quantiles& q, int decimals) {
  if (!std::isfinite(q.low)) return "";
  return fmt::format("{} to {}", decimal(q.low, decimals), decimal(q.high, decimals));
}

/// What the ranges mean, in one line.
std::string meaning(const Headline& h) {
  if (h.banded == 0) return "No run was finished.";
  const char* spread = h.sampled ? "random numbers and parameters" : "random numbers only";
  if (h.banded == 1) return "One run; with more of them (-R) there are ranges.";
  const std::string counted =
      h.banded < h.runs ? fmt::format("the first {} of {} runs", h.banded, h.runs) : fmt::format("{} runs", h.runs);
  return fmt::format("Medians of {} that differ in {}; ranges hold 5 to 95 % of them.", counted, spread);
}

std::string legend(const Headline& h) {
  return fmt::format(
      "End of the month. lag: months since records of {} passed what {} has now; A: efficiency, GPT-4 = 1;\n"
      "owned: compute in H100e; share: of the world's; run: largest so far in FLOP; scarcity: ln.",
      h.leader, h.follower);
}

std::vector<Cell> cells(const HeadlineRow& row, bool first, bool ranges) {
  const Ink ink = first ? Ink::bold : Ink::plain;
  const std::string when = first ? to_string(row.month) : "";
  const std::string share = std::isfinite(row.share.median) ? decimal(100 * row.share.median, 1) + " %" : "-";
  const std::string lag = row.lag ? decimal(row.lag->median, 1) : "";
  return {{" " + when, Ink::bold},
          {row.bloc, ink},
          {decimal(row.eci.median, 1), Ink::bold},
          {ranges ? pair_text(row.eci, 1) : "", Ink::dim},
          {lag, Ink::bold},
          {ranges && row.lag ? pair_text(*row.lag, 1) : "", Ink::dim},
          {std::isfinite(row.efficiency.median) && row.efficiency.median < 1 ? decimal(row.efficiency.median, 2)
                                                                             : human(row.efficiency.median)},
          {human(row.compute_owned.median)},
          {share},
          {scientific(row.largest_run.median)},
          {decimal(row.scarcity.median, 2)}};
}

nlohmann::ordered_json json_of(const Quantiles& q) { return {{"median", q.median}, {"p05", q.low}, {"p95", q.high}}; }

}  // namespace

Headline make_headline(const Scenario& scenario, const Inputs& inputs, const Bands& bands, std::uint32_t runs,
                       bool sampled) {
  Headline result{.scenario = scenario.name,
                  .title = scenario.title,
                  .leader = scenario.leader,
                  .follower = scenario.follower,
                  .runs = runs,
                  .banded = bands.runs(),
                  .sampled = sampled,
                  .rows = {}};
  const auto quantiles = [&](const char* name, int t, std::size_t index) {
    const std::vector<double> q = bands.quantiles(find_observable(name), t, index, levels);
    return Quantiles{.median = q[1], .low = q[0], .high = q[2]};
  };
  for (int t = 0; t < inputs.months; ++t) {
    const Month month = inputs.start + t;
    if (month.month() != 12 && t + 1 != inputs.months) continue;
    for (int b = 0; b < inputs.n_blocs(); ++b) {
      HeadlineRow row{.month = month,
                      .bloc = inputs.blocs[b],
                      .eci = quantiles("eci_frontier", t, b),
                      .lag = {},
                      .efficiency = quantiles("log_efficiency", t, b),
                      .compute_owned = quantiles("compute_owned", t, b),
                      .share = quantiles("compute_share", t, b),
                      .largest_run = quantiles("training_flop_max", t, b),
                      .scarcity = quantiles("scarcity", t, b)};
      if (b == inputs.follower) row.lag = quantiles("lag_months", t, 0);
      Quantiles& a = row.efficiency;
      a = {std::exp(a.median), std::exp(a.low), std::exp(a.high)};  // quantiles follow a rising function
      result.rows.push_back(std::move(row));
    }
  }
  return result;
}

std::string headline_text(const Headline& headline, bool colour) {
  const bool ranges = headline.banded > 1;
  std::vector<std::vector<Cell>> rows(1);
  const char* range = ranges ? "5 to 95 %" : "";
  for (const char* title : {" month", "bloc", "ECI", range, "lag", range, "A", "owned", "share", "run", "scarcity"}) {
    rows[0].push_back({title, Ink::dim});
  }
  Month last{};
  for (const HeadlineRow& row : headline.rows) {
    rows.push_back(cells(row, row.month != last, ranges));
    last = row.month;
  }
  std::string text =
      inked(headline.scenario, Ink::bold, colour) + (headline.title.empty() ? "" : ": " + headline.title) + "\n\n";
  text += in_columns(rows, {false, false, true, false, true, false, true, true, true, true, true}, colour);
  return text + "\n" + meaning(headline) + "\n" + inked(legend(headline), Ink::dim, colour) + "\n";
}

nlohmann::ordered_json headline_json(const Headline& h) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const HeadlineRow& row : h.rows) {
    rows.push_back({{"month", to_string(row.month)},
                    {"bloc", row.bloc},
                    {"eci_frontier", json_of(row.eci)},
                    {"lag_months", row.lag ? json_of(*row.lag) : nlohmann::ordered_json(nullptr)},
                    {"efficiency", json_of(row.efficiency)},
                    {"compute_owned", json_of(row.compute_owned)},
                    {"compute_share", json_of(row.share)},
                    {"training_flop_max", json_of(row.largest_run)},
                    {"scarcity", json_of(row.scarcity)}});
  }
  return {{"scenario", h.scenario},
          {"title", h.title},
          {"leader", h.leader},
          {"follower", h.follower},
          {"runs", h.runs},
          {"runs_in_quantiles", h.banded},
          {"spread", h.sampled ? "random numbers and parameters" : "random numbers"},
          {"rows", std::move(rows)}};
}

}  // namespace racesim
