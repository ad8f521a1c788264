#include "preset.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "racesim/io/presets.hpp"

namespace racesim {

namespace fs = std::filesystem;

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

void refuse_bare_name(const std::string& path) {
  std::error_code error;
  if (fs::exists(path, error)) return;
  if (const std::string hint = shipped_hint(path, installed_scenarios()); !hint.empty())
    throw InputError({path, 0, 0}, fmt::format("cannot read \"{}\": there is no such file", path), hint);
}

}  // namespace racesim
