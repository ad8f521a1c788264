#pragma once
// Golden files: figures that were once looked at and accepted. RACESIM_ACCEPT_GOLDEN=1 writes them anew, on purpose;
// the change then belongs in the change log under Results.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace racesim::golden {

inline bool accepting() {
  const char* wish = std::getenv("RACESIM_ACCEPT_GOLDEN");
  return wish != nullptr && std::string(wish) == "1";
}

inline std::string path(const std::string& name) { return std::string(RACESIM_SOURCE_DIR) + "/tests/golden/" + name; }

/// Words of every line that is no comment.
inline std::vector<std::vector<std::string>> words_of(std::istream& text) {
  std::vector<std::vector<std::string>> lines;
  for (std::string line; std::getline(text, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream words(line);
    lines.emplace_back();
    for (std::string word; words >> word;) lines.back().push_back(word);
  }
  return lines;
}

/// Equal words, or numbers within a relative 1e-9: a change of compiler outside the month may move the last bit.
inline bool agree(const std::string& a, const std::string& b) {
  if (a == b) return true;
  char *end_a = nullptr, *end_b = nullptr;
  const double x = std::strtod(a.c_str(), &end_a), y = std::strtod(b.c_str(), &end_b);
  if (*end_a != 0 || *end_b != 0) return false;
  return std::fabs(x - y) <= 1e-9 * std::fmax(std::fabs(x), std::fabs(y));
}

/// What differs between a text and the golden file of that name, line by line; nothing when accepting.
inline std::vector<std::string> differences(const std::string& name, const std::string& text) {
  if (accepting()) {
    std::ofstream(path(name)) << text;
    return {};
  }
  std::ifstream file(path(name));
  if (!file) return {"there is no " + path(name) + " (RACESIM_ACCEPT_GOLDEN=1 writes it)"};
  std::istringstream present(text);
  const auto expected = words_of(file), found = words_of(present);
  std::vector<std::string> result;
  for (std::size_t i = 0; i < std::max(expected.size(), found.size()); ++i) {
    if (i >= expected.size() || i >= found.size() || expected[i].size() != found[i].size()) {
      result.push_back("line " + std::to_string(i + 1) + " has come, gone or changed its length");
      break;
    }
    for (std::size_t k = 0; k < expected[i].size(); ++k) {
      if (agree(expected[i][k], found[i][k])) continue;
      result.push_back(expected[i][0] + " " + expected[i][1] + ", column " + std::to_string(k + 1) + ": " +
                       found[i][k] + ", accepted was " + expected[i][k]);
    }
  }
  return result;
}

}  // namespace racesim::golden
