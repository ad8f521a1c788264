#include "racesim/io/presets.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include <fmt/format.h>

namespace racesim {

namespace {

namespace fs = std::filesystem;

bool is_path(const std::string& name) {
  return name.find('/') != std::string::npos || name.ends_with(".yaml") || name.ends_with(".yml");
}

/// The file NAME.yaml in a directory of scenarios; "" when there is none.
std::string file_in(const fs::path& scenarios, const std::string& name) {
  std::error_code error;
  for (const char* inner : {"", "experiments"}) {
    const fs::path path = scenarios / inner / (name + ".yaml");
    if (fs::exists(path, error)) return path.string();
  }
  return "";
}

}  // namespace

std::vector<std::string> preset_directories(const std::string& scenario, const std::string& installed) {
  std::vector<fs::path> candidates = {fs::path(scenario).parent_path() / "presets"};
  std::error_code error;
  const fs::path whole = fs::absolute(scenario, error).lexically_normal();
  for (fs::path above = whole.parent_path().parent_path(); !above.filename().empty(); above = above.parent_path()) {
    candidates.push_back(above / "presets");
    candidates.push_back(above / "scenarios" / "presets");
  }
  if (!installed.empty()) candidates.push_back(fs::path(installed) / "presets");
  std::vector<std::string> directories;
  for (const fs::path& candidate : candidates) {
    if (fs::is_directory(candidate, error)) directories.push_back(candidate.string());
  }
  return directories;
}

std::vector<std::string> preset_names(const std::vector<std::string>& directories) {
  std::set<std::string> names;
  for (const std::string& directory : directories) {
    std::error_code error;
    for (fs::directory_iterator at(directory, error), end; !error && at != end; at.increment(error)) {
      if (at->path().extension() == ".yaml") names.insert(at->path().stem().string());
    }
  }
  return {names.begin(), names.end()};
}

std::string find_preset(const std::string& name, const std::string& scenario, const Mark& mark,
                        const std::string& installed) {
  if (is_path(name)) return name;
  const std::vector<std::string> directories = preset_directories(scenario, installed);
  for (const std::string& directory : directories) {
    const fs::path path = fs::path(directory) / (name + ".yaml");
    if (fs::exists(path)) return path.string();
  }
  const std::vector<std::string> names = preset_names(directories);
  const std::string near = did_you_mean(name, names);
  const std::string hint = !near.empty()   ? near
                           : names.empty() ? fmt::format("{} has no presets around it; give a path", scenario)
                                           : list_allowed(names) + ", or a path";
  throw InputError(mark, fmt::format("there is no preset \"{}\"", name), hint);
}

std::string shipped_hint(const std::string& name, const std::string& installed) {
  const std::string stem = name.ends_with(".yaml") ? name.substr(0, name.size() - 5) : name;
  if (stem.empty() || stem.find('/') != std::string::npos) return "";
  std::error_code error;
  for (const std::string& scenarios : {std::string("scenarios"), installed}) {
    if (scenarios.empty()) continue;
    if (const std::string path = file_in(scenarios, stem); !path.empty()) return fmt::format("write {}", path);
    if (fs::exists(fs::path(scenarios) / "presets" / (stem + ".yaml"), error))
      return fmt::format("it is a preset: --preset {} lays it over a scenario", stem);
  }
  return "";
}

}  // namespace racesim
