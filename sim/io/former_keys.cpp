#include "racesim/io/former_keys.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "racesim/core/contract.hpp"
#include "racesim/model/parameters.hpp"

namespace racesim {

namespace {

using Steps = std::vector<std::string>;

Steps steps_of(const std::string& path) {
  Steps steps;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('.', at), path.size());
    steps.push_back(path.substr(at, end - at));
    at = end + 1;
  }
  return steps;
}

/// A former key whose path goes along the present one up to its last step.
class Move {
 public:
  Move(const FormerKey& key, Diagnostics& diagnostics)
      : key_(key),
        was_(steps_of(key.was)),
        is_(key.is.empty() ? Steps{} : steps_of(key.is)),
        diagnostics_(diagnostics) {}

  void in_tree(Node& node, std::size_t depth = 0) {
    const std::string& step = was_[depth];
    if (depth + 1 == was_.size()) return move(node);
    if (step == "*") {
      for (Node& item : node.items) in_tree(item, depth + 1);
    } else if (Node* child = node.find(step)) {
      in_tree(*child, depth + 1);
    }
  }

  void in_path(Steps& path, const Mark& mark) {
    const auto same = [](const std::string& was, const std::string& given) { return was == "*" || was == given; };
    if (path.size() < was_.size() || !std::equal(was_.begin(), was_.end(), path.begin(), same)) return;
    if (!tell(mark)) return;
    const auto common = static_cast<std::ptrdiff_t>(was_.size()) - 1;
    path.erase(path.begin() + common);
    path.insert(path.begin() + common, is_.begin() + common, is_.end());
  }

 private:
  /// Says that the key has moved; false where it is gone.
  bool tell(const Mark& mark) {
    if (is_.empty()) {
      diagnostics_.error(mark, fmt::format("\"{}\" is gone", key_.was), key_.instead);
      return false;
    }
    diagnostics_.warning(mark, fmt::format("\"{}\" is now \"{}\"", was_.back(), present()));
    return true;
  }

  std::string present() const {
    return fmt::format("{}", fmt::join(is_.begin() + static_cast<std::ptrdiff_t>(was_.size()) - 1, is_.end(), "."));
  }

  void move(Node& parent) {
    const auto at = std::ranges::find(parent.keys, was_.back(), &Node::Key::text);
    if (!parent.is_map() || at == parent.keys.end()) return;
    const Mark mark = at->mark;
    Node* target = is_.empty() ? nullptr : &parent;
    for (std::size_t k = was_.size() - 1; target && k + 1 < is_.size(); ++k) {
      Node* child = target->find(is_[k]);
      target = child ? child : &target->add({is_[k], mark}, Node::map(mark));
      if (!target->is_map()) return;  // the binder says what is wrong with it
    }
    if (target && target->find(is_.back())) {
      diagnostics_.error(mark, fmt::format("\"{}\" and its new name \"{}\" are both given", was_.back(), present()));
    } else if (tell(mark)) {
      target->add({is_.back(), mark}, *parent.find(was_.back()));
    }
    parent.erase(was_.back());
  }

  const FormerKey& key_;
  Steps was_, is_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::span<const FormerKey> former_scenario_keys() {
  static const std::vector<FormerKey> keys = [] {
    const auto preset = [](const char* names) { return fmt::format("lay a preset over the scenario: {}", names); };
    std::vector<FormerKey> all = {
        {"labs.*.openness", "labs.*.openness_propensity"},
        {"population.openness", "population.openness_propensity"},
        {"structure.substitution", "", preset("complements, moderate_substitution or substitutes")},
        {"structure.experiments", "", preset("raw_experiments or near_frontier_experiments")},
        {"structure.scale_dependence", "",
         preset("no_scale_dependence, weak_scale_dependence or strong_scale_dependence")}};
    for (const Field& field : parameter_fields()) {
      if (field.id != field.name)
        all.push_back({"parameters." + std::string(field.id), "parameters." + std::string(field.name)});
    }
    return all;
  }();
  return keys;
}

std::span<const FormerKey> former_study_keys() {
  static const std::vector<FormerKey> keys = [] {
    const auto of_scenarios = former_scenario_keys();
    std::vector<FormerKey> all(of_scenarios.begin(), of_scenarios.end());
    all.push_back({"luck", "random_numbers"});
    return all;
  }();
  return keys;
}

std::string former_study_key(std::string_view present) {
  const auto key = std::ranges::find(former_study_keys(), present, &FormerKey::is);
  expects(key != former_study_keys().end());
  return key->was;
}

void move_former_keys(Node& root, std::span<const FormerKey> former, Diagnostics& diagnostics) {
  for (const FormerKey& key : former) Move(key, diagnostics).in_tree(root);
}

std::vector<std::string> present_path(std::vector<std::string> path, std::span<const FormerKey> former,
                                      const Mark& mark, Diagnostics& diagnostics) {
  for (const FormerKey& key : former) Move(key, diagnostics).in_path(path, mark);
  return path;
}

std::string present_parameter(const std::string& name, const Mark& mark, Diagnostics& diagnostics) {
  const Field* field = find_former_parameter(name);
  if (!field) return name;
  diagnostics.warning(mark, fmt::format("parameter \"{}\" is now \"{}\"", name, field->name));
  return std::string(field->name);
}

std::vector<std::string> present_names(std::vector<std::string> names) {
  for (std::string& name : names) {
    if (const Field* field = find_former_parameter(name)) name = field->name;
  }
  return names;
}

}  // namespace racesim
