#pragma once
// Golden files: figures that were once looked at and accepted. RACESIM_ACCEPT_GOLDEN=1 writes them anew, on purpose;
// the change then belongs in the change log under Results.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace racesim::golden {

inline bool accepting() {
  const char* wish = std::getenv("RACESIM_ACCEPT_GOLDEN");
  return wish != nullptr && std::string(wish) == "1";
}

inline std::string path(const std::string& name) { return std::string(RACESIM_SOURCE_DIR) + "/tests/golden/" + name; }

/// The words of a line by its key, which is its first words.
using Lines = std::map<std::string, std::vector<std::string>>;

/// Every line that is no comment.
inline Lines lines_of(std::istream& text, std::size_t keys) {
  Lines lines;
  for (std::string line; std::getline(text, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream stream(line);
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    std::string key;
    for (std::size_t k = 0; k < std::min(keys, words.size()); ++k) key += (k == 0 ? "" : " ") + words[k];
    lines[key] = std::move(words);
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

/// What differs between a text and the golden file of that name, line by line; nothing when accepting. Lines are known
/// by their first `keys` words: what is new in the text breaks nothing, what is gone or changed does.
inline std::vector<std::string> differences(const std::string& name, const std::string& text, std::size_t keys) {
  if (accepting()) {
    std::ofstream(path(name)) << text;
    return {};
  }
  std::ifstream file(path(name));
  if (!file) return {"there is no " + path(name) + " (RACESIM_ACCEPT_GOLDEN=1 writes it)"};
  std::istringstream present(text);
  const Lines expected = lines_of(file, keys), found = lines_of(present, keys);
  std::vector<std::string> result;
  for (const auto& [key, words] : expected) {
    const auto place = found.find(key);
    if (place == found.end() || place->second.size() != words.size()) {
      result.push_back(key + " is gone or has changed its length");
      continue;
    }
    for (std::size_t k = keys; k < words.size(); ++k) {
      if (agree(words[k], place->second[k])) continue;
      result.push_back(key + ", column " + std::to_string(k + 1) + ": " + place->second[k] + ", accepted was " +
                       words[k]);
    }
  }
  return result;
}

}  // namespace racesim::golden
