// Real scenarios with one mistake each: the words that a user will read.
// RACESIM_ACCEPT=1 writes the expected texts anew.
#include "bad_files.hpp"
#include "racesim/io/scenario_io.hpp"

using namespace racesim;

namespace {

std::string refusal(const std::filesystem::path& scenario) {
  std::string text;
  try {
    std::vector<Diagnostic> warnings;
    load_scenario(scenario.string(), {}, warnings);
  } catch (const InputError& error) {
    for (const Diagnostic& diagnostic : error.diagnostics()) text += to_string(diagnostic) + "\n";
  }
  const std::string root = std::string(RACESIM_SOURCE_DIR) + "/";
  for (auto at = text.find(root); at != std::string::npos; at = text.find(root, at)) text.erase(at, root.size());
  return text;
}

}  // namespace

TEST_CASE("every real scenario with a mistake is refused with the words that point at it") {
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(RACESIM_SOURCE_DIR "/tests/io/bad_scenarios")) {
    std::filesystem::path path = entry.path();
    if (path.extension() != ".yaml") continue;
    ++files;
    INFO(path.filename().string());
    const std::string found = refusal(path);
    CHECK(found.find("error: ") != std::string::npos);
    path.replace_extension(".expected");
    if (std::getenv("RACESIM_ACCEPT")) std::ofstream(path, std::ios::binary) << found;
    CHECK(found == racesim::testing::read_file(path));
  }
  CHECK(files >= 40);
}

TEST_CASE("the shipped scenarios are sound and warn of nothing") {
  for (const char* name : {"baseline", "export_ban", "no_controls", "open_ecosystem"}) {
    std::vector<Diagnostic> warnings;
    const std::string path = std::string(RACESIM_SOURCE_DIR "/scenarios/") + name + ".yaml";
    const LoadedScenario loaded = load_scenario(path, {}, warnings);
    CHECK(loaded.value.name == name);
    CHECK(warnings.empty());
  }
}
