// racesim discover: under which assumptions does it happen?
#include <memory>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis_arguments.hpp"
#include "options.hpp"
#include "racesim/core/diagnostic.hpp"
#include "racesim/core/field.hpp"
#include "racesim/report/design_text.hpp"
#include "racesim/report/discovery_text.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

constexpr std::uint32_t no_box = 0xffffffff;  ///< leaves the choice to cross-validation

struct DiscoverOptions {
  AnalysisArguments asked;
  std::vector<double> below, above, between;
  std::uint32_t box = no_box;
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

int discover(const DiscoverOptions& options) {
  const Criterion criterion = criterion_of(options);
  const ResultFile file = options.asked.open();
  const DesignedResult result = read_design(file, options.asked.scenario, options.asked.minus);
  const auto outcomes = options.asked.select(file);
  if (outcomes.size() != 1) throw InputError({}, "discover takes one outcome, bloc and month at a time", "");
  const auto box = options.box == no_box ? std::nullopt : std::optional<std::size_t>(options.box);
  const Discovery found = discover(result, outcomes[0], criterion, box);
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
