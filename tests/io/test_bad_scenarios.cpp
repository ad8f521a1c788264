// Real scenarios with one mistake each: the words that a user will read.
// RACESIM_ACCEPT=1 writes the expected texts anew.
#include <regex>

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
  // How many parameters there are is no part of the refusal.
  return std::regex_replace(text, std::regex("and [0-9]+ more"), "and N more");
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

TEST_CASE("every shipped scenario is sound, warns of nothing, and says what it asks, expects and rests on") {
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(RACESIM_SOURCE_DIR "/scenarios")) {
    if (entry.path().extension() != ".yaml") continue;
    ++files;
    const std::string path = entry.path().string();
    INFO(path);
    std::vector<Diagnostic> warnings;
    const LoadedScenario loaded = load_scenario(path, {}, warnings);
    CHECK(loaded.value.name == entry.path().stem().string());
    CHECK(warnings.empty());
    for (const char* key : {"name", "title", "question", "sources", "expectation"}) {
      INFO(key);
      const Mark* mark = loaded.origins.given(key);
      REQUIRE(mark != nullptr);
      CHECK(mark->file == path);  // its own words, not those of what it extends
    }
    CHECK_FALSE(loaded.value.sources.empty());
  }
  CHECK(files >= 4);
}
