#include "check_study.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

#include "racesim/analysis/quantities.hpp"
#include "racesim/engine/compiled_scenario.hpp"
#include "racesim/model/batch.hpp"

namespace racesim {

namespace {

class StudyCheck {
 public:
  StudyCheck(const StudyFile& study, const Origins& origins, const std::vector<LoadedScenario>& scenarios,
             const std::vector<ResolvedFactor>& factors, const std::vector<bool>& series, Diagnostics& diagnostics)
      : study_(study),
        origins_(origins),
        scenarios_(scenarios),
        factors_(factors),
        series_(series),
        diagnostics_(diagnostics) {}

  void check() {
    check_design();
    check_random_numbers();
    check_paths();
    check_stop();
  }

 private:
  void error(const std::string& path, std::string message, std::string hint = "") {
    diagnostics_.error(origins_.nearest(path), std::move(message), std::move(hint));
  }

  void warn_if_given(const std::string& path, const char* why) {
    if (const Mark* mark = origins_.given(path))
      diagnostics_.warning(*mark, std::string(why) + "; this key does nothing");
  }

  void check_design() {
    const DesignRules& design = study_.design;
    const auto name = enum_names(design.type)[static_cast<std::size_t>(design.type)];
    const bool noise_only = design.type == DesignType::monte_carlo;
    if (factors_.empty() && !noise_only)
      error("factors", fmt::format("a {} design needs factors", name),
            "without factors only monte_carlo makes sense: points that differ in random numbers");
    if (design.seed > INT64_MAX)
      error("design.seed", "more than result files can say", fmt::format("allowed: 0 to {}", INT64_MAX));
    if (design.low >= design.high) error("design.low", "\"low\" must be below \"high\"");
    if (design.type == DesignType::morris && design.levels % 2 != 0)
      error("design.levels", "morris needs an even number of levels");
    if (design.type == DesignType::saltelli && factors_.size() > 1800)
      error("design", "a saltelli design has at most 1,800 factors");
    if ((design.type == DesignType::table) != !design.table.empty())
      error("design", "a design of type table, and only that, names its table");
    check_unused();
    if (study_.correlations.names.empty()) return;
    if (!random(design.type))
      error("correlations", fmt::format("a {} design needs independent factors", name),
            "use monte_carlo, latin_hypercube or sobol, or leave the correlations out");
    std::vector<std::string> names;
    for (const ResolvedFactor& factor : factors_) names.push_back(factor.name);
    for (const std::string& correlated : study_.correlations.names) {
      if (std::ranges::find(names, correlated) == names.end())
        error("correlations", fmt::format("\"{}\" is no factor of this study", correlated),
              did_you_mean(correlated, names));
    }
  }

  void check_stop() {
    if (!study_.stop) return;
    if (!extendable(study_.design.type) || study_.design.type == DesignType::morris)
      error("stop", "this design cannot go on until a precision is reached",
            "monte_carlo, sobol and saltelli can be doubled");
    if (study_.random_numbers_in_use() == RandomNumbers::common)
      error("stop", "with common random numbers, more points do not tell how well the mean is known",
            "write random_numbers: own");
    if (study_.stop->scenario.empty() && scenarios_.size() > 1)
      error("stop", "which scenario?", "name one with \"scenario\"");
    std::vector<std::string> names;
    for (const LoadedScenario& scenario : scenarios_) names.push_back(scenario.value.name);
    for (const auto& [key, given] :
         {std::pair{"stop.scenario", study_.stop->scenario}, {"stop.minus", study_.stop->minus}}) {
      if (!given.empty()) check_name(key, given, names, "this study has no scenario");
    }
    if (study_.stop->minus == (study_.stop->scenario.empty() ? names[0] : study_.stop->scenario))
      error("stop.minus", "the scenario is taken off itself", "name another one");
    check_outcome();
  }

  void check_outcome() {
    const std::string base = study_.stop->outcome.substr(0, study_.stop->outcome.find('['));
    std::vector<std::string> names;
    for (const Outcome& outcome : outcomes()) names.emplace_back(outcome.name);
    const bool whole_run = std::ranges::find(names, base) != names.end();
    for (std::size_t k = 0; k < observables().size(); ++k) {
      if (series_[k] || keeps(study_.record, observables()[k])) names.emplace_back(observables()[k].name);
    }
    check_name("stop.outcome", base, names, "no outcome, and no observable that this study keeps, is");
    check_entry();
    if (whole_run) return warn_if_given("stop.at", "an outcome is one number per run");
    if (study_.stop->at.empty()) return;
    const Clock& clock = scenarios_[0].value.clock;
    const bool year = study_.stop->at.size() == 4;
    const auto first = parse_month(study_.stop->at + (year ? "-01" : ""));
    const auto last = parse_month(study_.stop->at + (year ? "-12" : ""));
    if (!first || !last || *last < clock.start || *first > clock.end)
      error("stop.at", fmt::format("\"{}\" is no month or year of the clock", study_.stop->at),
            fmt::format("from {} to {}", to_string(clock.start), to_string(clock.end)));
  }

  /// An observable with several values a month must name one.
  void check_entry() {
    if (diagnostics_.has_errors()) return;
    const Scenario& scenario = scenarios_[0].value;
    const EntryNames names = entry_names(CompiledScenario(scenario).central());
    const Roles roles{.leader = scenario.leader, .follower = scenario.follower};
    try {
      const auto meant = make_quantities({study_.stop->outcome}, "", names, roles);
      if (meant.size() > 1)
        error("stop.outcome", fmt::format("{} has {} values a month", study_.stop->outcome, meant.size()),
              fmt::format("say which: {}", meant[0].label()));
    } catch (const InputError& refused) {
      error("stop.outcome", refused.diagnostics()[0].message, refused.diagnostics()[0].hint);
    }
  }

  /// Keys that would do nothing.
  void check_unused() {
    const DesignRules& design = study_.design;
    if (!study_.except.empty() && !study_.every_parameter) error("except", "\"except\" goes with \"every_parameter\"");
    if (design.second_order && design.type != DesignType::saltelli)
      error("design.second_order", "\"second_order\" is of saltelli designs");
    const bool own_size =
        !random(design.type) && design.type != DesignType::saltelli && design.type != DesignType::morris;
    if (own_size) warn_if_given("design.size", "this design has a size of its own");
    if (design.type != DesignType::morris && design.type != DesignType::full_factorial)
      warn_if_given("design.levels", "this design has no levels");
    for (const Factor& factor : study_.factors) {
      const std::string entry = fmt::format("factors[{}]", factor.name);
      if (!factor.group.empty() && design.type != DesignType::morris)
        error(entry + ".group", "\"group\" is of morris designs");
      if (factor.whole && !factor.values.empty())
        error(entry + ".whole", "\"whole\" is of distributions, not of levels");
      if (design.type == DesignType::table && (!factor.values.empty() || !factor.distribution.node.is_null()))
        error(entry, "in a table design the table has the values");
      if (design.type == DesignType::morris && std::cmp_greater(factor.values.size(), design.levels))
        error(entry + ".values",
              fmt::format("a grid of {} levels does not reach {} values", design.levels, factor.values.size()),
              "raise design.levels");
    }
  }

  /// Scenarios share random numbers only when they share the seed.
  void check_random_numbers() {
    for (const LoadedScenario& scenario : scenarios_) {
      if (scenario.value.seed != scenarios_[0].value.seed)
        error("scenarios",
              fmt::format("\"{}\" and \"{}\" have different seeds, so their runs are no pairs",
                          scenarios_[0].value.name, scenario.value.name),
              "give all the same, for instance with set: [seed=1]");
    }
    if (factors_.empty() && study_.random_numbers_in_use() == RandomNumbers::common && study_.design.size > 1)
      error("random_numbers", "points without factors and with common random numbers would all be the same runs");
  }

  void check_paths() {
    for (std::size_t k = 0; k < factors_.size(); ++k) {
      const std::string entry = fmt::format("factors[{}]", factors_[k].name);
      const std::string& path = factors_[k].path;
      for (const char* own : {"seed", "replicates", "record", "name", "format"}) {
        if (path == own) error(entry, fmt::format("\"{}\" is of the whole study and cannot be varied", path));
      }
      if (path.starts_with("parameters."))
        error(entry, "a parameter is a factor by its name, without a path", "name: " + path.substr(11));
      for (std::size_t j = 0; j < k; ++j) {
        if (!path.empty() && factors_[j].path == path) error(entry, fmt::format("\"{}\" is varied twice", path));
      }
    }
  }

  void check_name(const std::string& key, const std::string& given, const std::vector<std::string>& names,
                  const char* complaint) {
    if (std::ranges::find(names, given) != names.end()) return;
    const std::string near = did_you_mean(given, names);
    error(key, fmt::format("{} \"{}\"", complaint, given), near.empty() ? list_allowed(names) : near);
  }

  const StudyFile& study_;
  const Origins& origins_;
  const std::vector<LoadedScenario>& scenarios_;
  const std::vector<ResolvedFactor>& factors_;
  const std::vector<bool>& series_;
  Diagnostics& diagnostics_;
};

}  // namespace

void check_study(const StudyFile& study, const Origins& origins, const std::vector<LoadedScenario>& scenarios,
                 const std::vector<ResolvedFactor>& factors, const std::vector<bool>& series,
                 Diagnostics& diagnostics) {
  StudyCheck(study, origins, scenarios, factors, series, diagnostics).check();
}

}  // namespace racesim
