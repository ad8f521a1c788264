// racesim discover: under which assumptions does it happen?
#include <algorithm>
#include <cmath>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis_arguments.hpp"
#include "boxes.hpp"
#include "options.hpp"
#include "racesim/core/diagnostic.hpp"
#include "racesim/core/field.hpp"
#include "racesim/statistics/resample.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

constexpr std::uint32_t no_box = 0xffffffff;  ///< leaves the choice to cross-validation

struct DiscoverOptions {
  AnalysisArguments asked;
  std::vector<double> below, above, between;
  std::uint32_t box = no_box;
};

/// What makes a run one of interest.
struct Criterion {
  double low, high;  ///< open ends
  std::string text;

  bool met(double y) const { return y > low && y < high; }
};

Criterion criterion_of(const DiscoverOptions& options) {
  const auto given = !options.below.empty() + !options.above.empty() + !options.between.empty();
  if (given != 1)
    throw InputError({}, "which runs are of interest?", "give one of --below X, --above X, --between LOW..HIGH");
  if (!options.below.empty()) return {-infinity, options.below[0], "below " + fmt::format("{}", options.below[0])};
  if (!options.above.empty()) return {options.above[0], infinity, "above " + fmt::format("{}", options.above[0])};
  const double low = options.between[0], high = options.between[1];
  if (low >= high) throw InputError({}, fmt::format("nothing lies between {} and {}", low, high), "");
  return {low, high, fmt::format("between {} and {}", low, high)};
}

void require_sample(const DesignedResult& result) {
  const std::vector<std::string> suited = {"monte_carlo", "latin_hypercube", "sobol", "saltelli",
                                           "sample",      "full_factorial",  "table"};
  if (std::ranges::find(suited, result.kind) == suited.end())
    result.file->refuse(
        fmt::format("boxes cannot be found in a {} design: its points do not fill the space", result.kind),
        fmt::format("it needs one of {}", fmt::join(suited, ", ")));
}

Discovery discover_boxes(const DesignedResult& result, const AskedOutcome& asked, const Criterion& criterion,
                         std::uint32_t box) {
  const PointMeans means = point_means(result, pair_values(result, asked.quantity, asked.period));
  std::vector<std::size_t> rows;
  for (const std::size_t p : result.sample_points()) {
    if (!std::isnan(means.mean[p])) rows.push_back(p);
  }
  const auto y = rows_of(means.mean, rows);
  Discovery found{.outcome = asked.quantity.name(),
                  .unit = asked.quantity.unit,
                  .at = asked.period.text,
                  .title = asked.title(),
                  .criterion = criterion.text,
                  .points = rows.size(),
                  .numberless = means.numberless,
                  .least = quantile(y, 0),
                  .median = quantile(y, 0.5),
                  .most = quantile(y, 1)};
  if (rows.empty()) throw RunError(result.file->path().string() + ": no point of the design has a number");
  std::vector<bool> of_interest;
  for (const double value : y) of_interest.push_back(criterion.met(value));
  found.of_interest = static_cast<std::size_t>(std::ranges::count(of_interest, true));
  if (found.of_interest == 0 || found.of_interest == found.points) return found;
  const Design x = rows_of(result.values, rows);
  found.boxes = peel(x.u, x.factors, of_interest);
  found.held_out = cross_validate(x.u, x.factors, of_interest, found.boxes);
  found.chosen = box == no_box ? best_box(found.held_out) : box;
  if (found.chosen >= found.boxes.size())
    throw InputError({}, fmt::format("there is no box {}", box),
                     fmt::format("they are 0 to {}", found.boxes.size() - 1));
  found.p = quasi_p_values(x.u, x.factors, of_interest, found.boxes[found.chosen]);
  return found;
}

int discover(const DiscoverOptions& options) {
  const Criterion criterion = criterion_of(options);
  const ResultFile file(options.asked.file[0]);
  const DesignedResult result = asked_design(options.asked, file);
  require_sample(result);
  const auto outcomes = asked_outcomes(options.asked, file);
  if (outcomes.size() != 1) throw InputError({}, "discover takes one outcome, bloc and month at a time", "");
  const Discovery found = discover_boxes(result, outcomes[0], criterion, options.box);
  if (!options.asked.csv.empty()) save_text(options.asked.csv, discovery_csv(result, found));
  print(options.asked.json
            ? discovery_json(result, found).dump(2) + "\n"
            : design_text(result, !options.asked.scenario.empty()) + discovery_text(result, found, may_colour(1)));
  return exit_done;
}

}  // namespace

void add_discover(CLI::App& app, Session& session) {
  const auto options = std::make_shared<DiscoverOptions>();
  CLI::App& command = add_command(
      app, session, "discover", "Tell under which assumptions an outcome of a sweep comes about",
      "racesim discover ten.h5 --outcome final_lag_months --below 6\n"
      "racesim discover ten.h5 --scenario export_ban --minus no_controls --outcome final_lag_months --below 0\n"
      "racesim discover ten.h5 --outcome 'eci_frontier[China]' --at 2028 --between 150..160 --box 7",
      [options] { return discover(*options); });
  add_analysis(command, options->asked);
  add_numbers(command, "--below", options->below, false, "points whose outcome is below this are of interest");
  add_numbers(command, "--above", options->above, false, "points whose outcome is above this are of interest");
  add_numbers(command, "--between", options->between, true, "points whose outcome is between these are of interest");
  add_count(command, "--box", options->box, 0, 100000,
            "box of the trajectory whose rules are told; by default the one "
            "with the best balance of coverage and density on points on which it was not sought");
}

}  // namespace racesim
