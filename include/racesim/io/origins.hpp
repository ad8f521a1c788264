#pragma once
// Where each value of a scenario was written.
#include <map>
#include <string>

#include "racesim/core/diagnostic.hpp"

namespace racesim {

/// Marks of the values that were given, by path: "clock.end", "chips[H20].tpp", "policies[ban_2022].at". What is not
/// in here is a default.
class Origins {
 public:
  void note(const std::string& path, const Mark& mark) { marks_[path] = mark; }
  /// Lets `to` be where `from` was written, and everything in it as well.
  void rename(const std::string& from, const std::string& to) {
    const std::map<std::string, Mark> before = marks_;
    for (const auto& [path, mark] : before) {
      const bool within = path.starts_with(from) && (path.size() == from.size() || path[from.size()] == '.');
      if (within) marks_[to + path.substr(from.size())] = mark;
    }
  }
  /// Mark of a value that was given itself; nullptr for a default.
  const Mark* given(const std::string& path) const {
    const auto at = marks_.find(path);
    return at == marks_.end() ? nullptr : &at->second;
  }
  /// Mark of a value, or of the nearest thing around it that was given: where a message about it belongs.
  Mark nearest(std::string path) const {
    while (true) {
      if (const Mark* mark = given(path)) return *mark;
      const auto cut = path.find_last_of(".[");
      if (path.empty()) return {};
      path.resize(cut == std::string::npos ? 0 : cut);
    }
  }

 private:
  std::map<std::string, Mark> marks_;
};

}  // namespace racesim
