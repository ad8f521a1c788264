#include "racesim/io/former_names.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace racesim {
namespace {

/// Places whose texts are names of parameters.
constexpr std::array<std::string_view, 4> naming = {"correlations.*.between.*", "correlations.names.*",
                                                    "factors.*.name", "except.*"};
/// Places whose texts are paths of keys, with or without a value behind "=".
constexpr std::array<std::string_view, 2> paths = {"factors.*.path", "set.*"};
constexpr std::string_view root_of_parameters = "parameters.";

std::size_t step_end(std::string_view path) { return std::min(path.find('.'), path.size()); }

/// The part of a path that the pattern describes, a star in it for any step; nothing when the path is another.
std::optional<std::size_t> matched(std::string_view pattern, std::string_view path) {
  for (std::size_t at = 0; at <= path.size();) {
    const std::string_view step = pattern.substr(0, step_end(pattern));
    const std::size_t length = step_end(path.substr(at));
    if (step != "*" && step != path.substr(at, length)) return std::nullopt;
    at += length;
    if (step.size() == pattern.size()) return at;
    pattern.remove_prefix(step.size() + 1);
    ++at;
  }
  return std::nullopt;
}

class Finder {
 public:
  Finder(std::span<const FormerKey> former, Diagnostics& diagnostics) : former_(former), diagnostics_(diagnostics) {}

  void look(const Node& node, const std::string& path) {
    if (node.is_scalar()) return look_at_text(node, path);
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      std::string inner = path.empty() ? "" : path + ".";
      if (node.is_map()) {
        std::string step = node.keys[i].text;
        std::ranges::replace(step, '.', ' ');  // a name with dots is one step
        inner += step;
        look_at_key(node, i, inner);
      } else {
        inner += "*";
      }
      look(node.items[i], inner);
    }
  }
  Renamings take() { return std::move(found_); }

 private:
  /// The new end of a key: behind what it shares with the former one.
  static std::string_view end_of(const FormerKey& key) {
    const std::size_t dot = key.was.rfind('.');
    return std::string_view(key.is).substr(dot == std::string::npos ? 0 : dot + 1);
  }

  void look_at_key(const Node& map, std::size_t index, const std::string& path) {
    for (const FormerKey& key : former_) {
      if (matched(key.was, path) != path.size()) continue;
      if (key.is.empty()) {
        diagnostics_.error(map.keys[index].mark, fmt::format("\"{}\" is gone", key.was), key.instead);
        return;
      }
      std::vector<std::string> to;
      for (std::string_view end = end_of(key); !end.empty(); end.remove_prefix(std::min(end.size(), step_end(end) + 1)))
        to.emplace_back(end.substr(0, step_end(end)));
      found_.keys.push_back({&map, index, std::move(to)});
      return;
    }
  }

  void look_at_text(const Node& node, const std::string& path) {
    if (std::ranges::find(naming, path) != naming.end()) {
      const auto is_it = [&](const FormerKey& key) { return key.was == std::string(root_of_parameters) + node.text; };
      const auto parameter = std::ranges::find_if(former_, is_it);
      if (parameter != former_.end()) found_.words.push_back({&node, parameter->is.substr(root_of_parameters.size())});
    } else if (std::ranges::find(paths, path) != paths.end()) {
      const std::string_view given = std::string_view(node.text).substr(0, node.text.find('='));
      for (const FormerKey& key : former_) {
        const auto length = matched(key.was, given);
        if (!length || key.is.empty()) continue;
        const std::size_t dot = given.substr(0, *length).rfind('.');
        const std::size_t begin = dot == std::string_view::npos ? 0 : dot + 1;
        found_.words.push_back(
            {&node, fmt::format("{}{}{}", given.substr(0, begin), end_of(key), node.text.substr(*length))});
        return;
      }
    }
  }

  std::span<const FormerKey> former_;
  Diagnostics& diagnostics_;
  Renamings found_;
};

}  // namespace

Renamings find_former_names(const Node& root, std::span<const FormerKey> former, Diagnostics& diagnostics) {
  Finder finder(former, diagnostics);
  finder.look(root, "");
  return finder.take();
}

}  // namespace racesim
