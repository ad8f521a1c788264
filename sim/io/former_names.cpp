#include "racesim/io/former_names.hpp"

#include <algorithm>
#include <array>

namespace racesim {
namespace {

/// Places whose texts are names of parameters.
constexpr std::array<std::string_view, 4> naming = {"correlations.*.between.*", "correlations.names.*",
                                                    "factors.*.name", "except.*"};
/// Places whose texts are paths of keys, with or without a value behind "=".
constexpr std::array<std::string_view, 2> paths = {"factors.*.path", "set.*"};
constexpr std::string_view root_of_parameters = "parameters.";

/// True when each step of a path is that of the pattern, or the pattern has a star there.
bool matches(std::string_view pattern, std::string_view path) {
  while (true) {
    const std::string_view step = pattern.substr(0, pattern.find('.'));
    const std::string_view given = path.substr(0, path.find('.'));
    if (step != "*" && step != given) return false;
    if (step.size() == pattern.size() || given.size() == path.size())
      return step.size() == pattern.size() && given.size() == path.size();
    pattern.remove_prefix(step.size() + 1);
    path.remove_prefix(given.size() + 1);
  }
}

class Finder {
 public:
  explicit Finder(const FormerNames& names) : names_(names) {}

  void look(const Node& node, const std::string& path) {
    if (node.is_scalar()) return look_at_text(node, path);
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      std::string inner = path.empty() ? "" : path + ".";
      if (node.is_map()) {
        look_at_key(node, i, inner);
        std::string step = node.keys[i].text;
        std::ranges::replace(step, '.', ' ');  // a name with dots is one step
        inner += step;
      } else {
        inner += "*";
      }
      look(node.items[i], inner);
    }
  }
  Renamings take() { return std::move(found_); }

 private:
  void look_at_key(const Node& map, std::size_t index, const std::string& before) {
    const std::string& key = map.keys[index].text;
    const auto other = std::ranges::find_if(names_.keys, [&](const auto& k) { return matches(k.first, before + key); });
    if (other != names_.keys.end()) {
      found_.keys.push_back({&map, index, {other->second}});
    } else if (before == root_of_parameters) {
      const auto parameter = names_.parameters.find(key);
      if (parameter == names_.parameters.end()) return;
      const std::size_t dot = parameter->second.find('.');
      found_.keys.push_back({&map, index, {parameter->second.substr(0, dot), parameter->second.substr(dot + 1)}});
    }
  }

  void look_at_text(const Node& node, const std::string& path) {
    if (std::ranges::find(naming, path) != naming.end()) {
      const auto parameter = names_.parameters.find(node.text);
      if (parameter != names_.parameters.end()) found_.words.push_back({&node, parameter->second});
    } else if (std::ranges::find(paths, path) != paths.end() && node.text.starts_with(root_of_parameters)) {
      const std::size_t begin = root_of_parameters.size();
      const std::size_t end = std::min(node.text.find_first_of(".=", begin), node.text.size());
      const auto parameter = names_.parameters.find(node.text.substr(begin, end - begin));
      if (parameter == names_.parameters.end()) return;
      found_.words.push_back({&node, node.text.substr(0, begin) + parameter->second + node.text.substr(end)});
    }
  }

  const FormerNames& names_;
  Renamings found_;
};

}  // namespace

Renamings find_former_names(const Node& root, const FormerNames& names) {
  Finder finder(names);
  finder.look(root, "");
  return finder.take();
}

}  // namespace racesim
