#include "preset.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "racesim/io/presets.hpp"

namespace racesim {

namespace fs = std::filesystem;

namespace {

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

std::string installed_scenarios() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (error) return "";
  const fs::path directory = (program.parent_path() / RACESIM_DATA_FROM_PROGRAM / "scenarios").lexically_normal();
  return fs::is_directory(directory, error) ? directory.string() : "";
}

std::string find_preset(const std::string& name, const std::string& scenario, const Mark& mark) {
  return find_preset(name, scenario, mark, installed_scenarios());
}

std::vector<std::string> preset_names() {
  return preset_names(preset_directories("scenarios/baseline.yaml", installed_scenarios()));
}

std::string shipped_hint(const std::string& name) {
  const std::string stem = name.ends_with(".yaml") ? name.substr(0, name.size() - 5) : name;
  if (stem.empty() || stem.find('/') != std::string::npos) return "";
  std::error_code error;
  for (const std::string& scenarios : {std::string("scenarios"), installed_scenarios()}) {
    if (scenarios.empty()) continue;
    if (const std::string path = file_in(scenarios, stem); !path.empty()) return fmt::format("write {}", path);
    if (fs::exists(fs::path(scenarios) / "presets" / (stem + ".yaml"), error))
      return fmt::format("it is a preset: --preset {} lays it over a scenario", stem);
  }
  return "";
}

void refuse_bare_name(const std::string& path) {
  std::error_code error;
  if (fs::exists(path, error)) return;
  if (const std::string hint = shipped_hint(path); !hint.empty())
    throw InputError({path, 0, 0}, fmt::format("cannot read \"{}\": there is no such file", path), hint);
}

}  // namespace racesim
