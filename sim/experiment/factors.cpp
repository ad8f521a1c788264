#include "racesim/experiment/factors.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>
#include <optional>

#include <fmt/format.h>

#include "racesim/io/scalars.hpp"

namespace racesim {

namespace {

std::vector<double> values_of(const Parameters& parameters) {
  std::vector<double> values;
  Parameters::for_each(parameters, [&](double value, const Field&) { values.push_back(value); });
  return values;
}

/// Resolves one factor after the other; findings stand where the study states it.
class Resolver {
 public:
  Resolver(const StudyFile& study, const Origins& origins, const std::vector<LoadedScenario>& scenarios,
           Diagnostics& diagnostics)
      : study_(study), origins_(origins), scenario_(scenarios[0].value), diagnostics_(diagnostics) {
    for (const LoadedScenario& scenario : scenarios) values_.push_back(values_of(scenario.value.parameters.values));
  }

  std::vector<ResolvedFactor> resolve() {
    for (const Factor& factor : study_.factors) {
      const std::size_t errors = diagnostics_.error_count();
      ResolvedFactor resolved = factor.path.empty() ? parameter(factor) : path(factor);
      if (diagnostics_.error_count() == errors) found_.push_back(std::move(resolved));
    }
    check_except();
    if (study_.every_parameter) add_every_parameter();
    return std::move(found_);
  }

 private:
  Mark mark(const Factor& factor, std::string_view key = "") const {
    const std::string entry = fmt::format("factors[{}]", factor.name);
    return origins_.nearest(key.empty() ? entry : fmt::format("{}.{}", entry, key));
  }

  ResolvedFactor parameter(const Factor& factor) {
    ResolvedFactor resolved = begun(factor);
    const Field* known = find_parameter(factor.name);
    if (!known) {
      const std::string near = did_you_mean_path(factor.name, parameter_names());
      diagnostics_.error(mark(factor), fmt::format("there is no parameter \"{}\"", factor.name),
                         near.empty() ? "give what is no parameter a path; racesim params lists the parameters" : near);
      return resolved;
    }
    const Field& field = *known;
    resolved.parameter = static_cast<int>(known - parameter_fields().data());
    if (differs(resolved.parameter))
      diagnostics_.error(mark(factor),
                         fmt::format("the scenarios differ in \"{}\", which a factor would make the same", factor.name),
                         "vary something else, or study one scenario at a time");
    resolved.unit = field.unit;
    if (!resolved.labels.empty()) {
      for (std::size_t k = 0; k < resolved.labels.size(); ++k) {
        const Node node = Node::scalar(resolved.labels[k], mark(factor, "values"));
        resolved.numbers.push_back(read_number(node, field, diagnostics_).value_or(0));
      }
    } else if (!factor.distribution.node.is_null()) {
      read_distribution(factor, field, resolved);
    } else if (const auto given = distribution_of(field, usual_[resolved.parameter])) {
      resolved.distribution = *given;
    } else if (!listed_) {
      diagnostics_.error(mark(factor), fmt::format("\"{}\" has neither a distribution nor a prior", factor.name),
                         "give it a distribution or values");
    }
    return resolved;
  }

  ResolvedFactor path(const Factor& factor) {
    ResolvedFactor resolved = begun(factor);
    resolved.path = factor.path;
    if (!resolved.labels.empty()) return resolved;
    if (!factor.distribution.node.is_null())
      read_distribution(factor, Field{.name = "distribution"}, resolved);
    else if (!listed_)
      diagnostics_.error(mark(factor), fmt::format("\"{}\" needs values or a distribution", factor.name));
    return resolved;
  }

  ResolvedFactor begun(const Factor& factor) {
    ResolvedFactor resolved{.name = factor.name,
                            .unit = "1",
                            .path = "",
                            .distribution = {},
                            .weights = factor.weights,
                            .whole = factor.whole,
                            .group = factor.group.empty() ? factor.name : factor.group};
    for (const Level& level : factor.values) resolved.labels.push_back(level.text);
    const bool both = !factor.values.empty() && !factor.distribution.node.is_null();
    if (both) diagnostics_.error(mark(factor, "values"), "a factor has values or a distribution, not both");
    if (factor.weights.empty()) {
      resolved.weights.assign(factor.values.size(), 1.0);
    } else if (factor.weights.size() != factor.values.size()) {
      diagnostics_.error(mark(factor, "weights"),
                         fmt::format("{} weights for {} values", factor.weights.size(), factor.values.size()));
    }
    const double sum = std::accumulate(resolved.weights.begin(), resolved.weights.end(), 0.0);
    for (double& weight : resolved.weights) weight /= sum;
    return resolved;
  }

  void read_distribution(const Factor& factor, const Field& field, ResolvedFactor& resolved) {
    const auto value = read_uncertain(factor.distribution.node, field, diagnostics_);
    if (value && value->distribution) resolved.distribution = *value->distribution;
  }

  bool differs(int parameter) const {
    return std::ranges::any_of(values_, [&](const auto& values) { return values[parameter] != values_[0][parameter]; });
  }

  static bool is_fixed(const UncertainParameter& parameter) {
    return parameter.distribution.kind == Distribution::Kind::fixed;
  }

  /// What the scenario says of a parameter, or its prior where it says nothing or holds it; nothing where there is
  /// none.
  std::optional<Distribution> distribution_of(const Field& field, double usual) const {
    const auto own = std::ranges::find(scenario_.parameters.uncertain, field.name, &UncertainParameter::name);
    const bool drawn = own != scenario_.parameters.uncertain.end() && !is_fixed(*own);
    if (drawn) return own->distribution;
    if (field.prior.shape == Prior::Shape::none) return std::nullopt;
    return Distribution::of_prior(field, usual);
  }

  void check_except() {
    for (std::size_t k = 0; k < study_.except.size(); ++k) {
      if (find_parameter(study_.except[k])) continue;
      diagnostics_.error(origins_.nearest(fmt::format("except[{}]", k)),
                         fmt::format("there is no parameter \"{}\"", study_.except[k]),
                         did_you_mean_path(study_.except[k], parameter_names()));
    }
  }

  /// In the order of the parameters, those that nobody has named. What a scenario sets to a value of its own is held.
  void add_every_parameter() {
    int own = -1;
    for (const Field& field : parameter_fields()) {
      const double usual = usual_[++own];
      const bool named = std::ranges::find(found_, own, &ResolvedFactor::parameter) != found_.end();
      if (named || std::ranges::find(study_.except, field.name) != study_.except.end()) continue;
      const auto given = std::ranges::find(scenario_.parameters.uncertain, field.name, &UncertainParameter::name);
      const bool held = given == scenario_.parameters.uncertain.end() ? values_[0][own] != usual : is_fixed(*given);
      const auto distribution = distribution_of(field, usual);
      if (differs(own) || held || !distribution) continue;
      found_.push_back({.name = std::string(field.name),
                        .unit = std::string(field.unit),
                        .path = "",
                        .parameter = own,
                        .distribution = *distribution,
                        .group = std::string(field.name)});
    }
  }

  const StudyFile& study_;
  const Origins& origins_;
  const Scenario& scenario_;
  Diagnostics& diagnostics_;
  const std::vector<double> usual_ = values_of(Parameters{});    ///< defaults
  const bool listed_ = study_.design.type == DesignType::table;  ///< values come from a table
  std::vector<std::vector<double>> values_;                      ///< of every parameter, by scenario
  std::vector<ResolvedFactor> found_;
};

}  // namespace

double ResolvedFactor::value(double probability) const {
  if (has_levels()) {
    std::size_t level = 0;
    for (double upto = weights[0]; level + 1 < labels.size() && probability >= upto; upto += weights[level]) ++level;
    return numbers.empty() ? static_cast<double>(level) : numbers[level];
  }
  constexpr double edge = 1e-9;  // where a distribution without ends would reach infinity
  const double drawn = distribution.quantile(std::clamp(probability, edge, 1 - edge));
  return whole ? std::floor(drawn + 0.5) : drawn;
}

double ResolvedFactor::middle(std::size_t level) const {
  return std::accumulate(weights.begin(), weights.begin() + static_cast<std::ptrdiff_t>(level), 0.0) +
         weights[level] / 2;
}

std::string ResolvedFactor::text(double value) const {
  if (has_levels()) return labels[static_cast<std::size_t>(value)];
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;  // the shortest that reads back the same
  return {digits, end};
}

std::vector<ResolvedFactor> resolve_factors(const StudyFile& study, const Origins& origins,
                                            const std::vector<LoadedScenario>& scenarios, Diagnostics& diagnostics) {
  return Resolver(study, origins, scenarios, diagnostics).resolve();
}

FactorGroups groups_of(std::span<const ResolvedFactor> factors) {
  FactorGroups groups;
  for (const ResolvedFactor& factor : factors) {
    const auto known = std::ranges::find(groups.names, factor.group);
    groups.of_factor.push_back(static_cast<int>(known - groups.names.begin()));
    if (known == groups.names.end()) groups.names.push_back(factor.group);
  }
  return groups;
}

Parameters at_point(Parameters parameters, std::span<const ResolvedFactor> factors, std::span<const double> values) {
  std::vector<double*> slots;
  Parameters::for_each(parameters, [&](double& value, const Field&) { slots.push_back(&value); });
  for (std::size_t k = 0; k < factors.size(); ++k) {
    if (factors[k].parameter >= 0) *slots[factors[k].parameter] = values[k];
  }
  return parameters;
}

}  // namespace racesim
