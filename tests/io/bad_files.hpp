#pragma once
// Every malformed scenario of a directory must be refused with exactly the words of the `.expected` file beside it.
// RACESIM_ACCEPT=1 in the environment writes these files anew: read the difference before committing it.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "support/catch.hpp"

#include "racesim/io/binder.hpp"

namespace racesim::testing {

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Diagnostics of one scenario, a line each, with paths relative to `directory`.
template <class Scenario>
std::string complaints(const std::filesystem::path& scenario, const std::string& format, std::string directory) {
  Files files;
  Diagnostics diagnostics;
  load<Scenario>(scenario.string(), format, {}, files, diagnostics);
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics.sorted()) text += to_string(diagnostic) + "\n";
  directory += '/';
  for (auto at = text.find(directory); at != std::string::npos; at = text.find(directory, at))
    text.erase(at, directory.size());
  return text;
}

template <class Scenario>
void check_bad_files(const std::filesystem::path& directory, const std::string& format) {
  std::vector<std::filesystem::path> scenarios;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    if (entry.path().extension() == ".yaml") scenarios.push_back(entry.path());
  }
  REQUIRE(scenarios.size() >= 60);
  for (std::filesystem::path path : scenarios) {
    INFO(path.filename().string());
    const std::string found = complaints<Scenario>(path, format, directory.string());
    CHECK(found.find("error: ") != std::string::npos);
    path.replace_extension(".expected");
    if (std::getenv("RACESIM_ACCEPT")) std::ofstream(path, std::ios::binary) << found;
    CHECK(found == read_file(path));
  }
}

}  // namespace racesim::testing
