#include <algorithm>

#include <fmt/format.h>

#include "racesim/io/upgrade.hpp"

namespace racesim {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// Length of the longest common subsequence of what stands from line i of `a` and from line j of `b` on.
class CommonLines {
 public:
  CommonLines(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b)
      : width_(b.size() + 1), length_((a.size() + 1) * width_, 0) {
    for (std::size_t i = a.size(); i-- > 0;) {
      for (std::size_t j = b.size(); j-- > 0;) {
        length_[i * width_ + j] = a[i] == b[j] ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
      }
    }
  }
  int at(std::size_t i, std::size_t j) const { return length_[i * width_ + j]; }

 private:
  std::size_t width_;
  std::vector<int> length_;
};

}  // namespace

std::string difference(std::string_view before, std::string_view after, const std::string& file) {
  if (before == after) return "";
  const auto a = lines_of(before);
  const auto b = lines_of(after);
  const CommonLines common(a, b);
  std::string text = fmt::format("--- {0}\n+++ {0}\n", file);
  for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      ++i;
      ++j;
      continue;
    }
    const std::size_t first = i;
    const std::size_t second = j;
    std::string removed;
    std::string added;
    while ((i < a.size() || j < b.size()) && !(i < a.size() && j < b.size() && a[i] == b[j])) {
      if (j == b.size() || (i < a.size() && common.at(i + 1, j) >= common.at(i, j + 1))) {
        removed += fmt::format("-{}\n", a[i++]);
      } else {
        added += fmt::format("+{}\n", b[j++]);
      }
    }
    text += fmt::format("@@ -{},{} +{},{} @@\n{}{}", first + 1, i - first, second + 1, j - second, removed, added);
  }
  return text;
}

}  // namespace racesim
