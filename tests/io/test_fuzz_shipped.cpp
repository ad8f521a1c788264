// The shipped baseline and the policies of history with mistakes that people make in an editor: the reader never
// crashes or throws anything else, and says of everything that it refuses where it stands.
#include <cstdint>

#include <boost/random/mersenne_twister.hpp>
#include "support/catch.hpp"

#include "bad_files.hpp"
#include "racesim/io/scenario_io.hpp"

using namespace racesim;

namespace {

using Random = boost::random::mt19937;
const std::string path = RACESIM_SOURCE_DIR "/scenarios/baseline.yaml";
const std::string policies = RACESIM_SOURCE_DIR "/scenarios/catalogue/history_policies.yaml";  // which it extends

std::size_t below(Random& random, std::size_t n) { return n == 0 ? 0 : random() % n; }

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

/// Words that turn a value into another kind of value, a unit into another one, a file into none.
const std::vector<std::string> words = {"",
                                        "~",
                                        "[]",
                                        "{}",
                                        "-1",
                                        "1e400",
                                        "2035-13",
                                        "US",
                                        "true",
                                        "7 MW",
                                        "0.5 1/yr",
                                        "name",
                                        "nobody",
                                        "!delete",
                                        "[1, 2]",
                                        "{a: b}",
                                        ".nan",
                                        "1,000",
                                        "a.csv",
                                        "\"",
                                        "*x",
                                        "no_such",
                                        "2031-01",
                                        "0",
                                        "-",
                                        "2021-12",
                                        "{dist: beta}",
                                        "%",
                                        "catalogue/labs.csv",
                                        "# gone"};

/// One mistake: a word in place of a value, a character, a line lost, doubled, moved in or taken from elsewhere.
void mistake(std::vector<std::string>& lines, Random& random) {
  std::string& line = lines[below(random, lines.size())];
  const std::size_t colon = line.find(": ");
  switch (random() % 7) {
    case 0:
    case 1:
      if (colon != std::string::npos) line = line.substr(0, colon + 2) + words[below(random, words.size())];
      break;
    case 2:
      if (!line.empty()) line[below(random, line.size())] = static_cast<char>(' ' + random() % 95);
      break;
    case 3: line.clear(); break;
    case 4:
      lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(below(random, lines.size())), std::string(line));
      break;
    case 5: line.insert(0, below(random, 6), ' '); break;
    case 6: line.erase(below(random, line.size() + 1), 1 + random() % 4); break;
  }
}

}  // namespace

TEST_CASE("whatever happens to the files of the shipped baseline, each refusal has a place") {
  const std::vector<std::string> originals[] = {lines_of(testing::read_file(path)),
                                                lines_of(testing::read_file(policies))};
  for (const auto& original : originals) REQUIRE(original.size() > 20);
  Random random(20221007);
  int refused = 0, accepted = 0;
  for (int n = 0; n < 1500; ++n) {
    std::vector<std::string> lines = originals[n % 2];
    for (std::size_t times = 1 + below(random, 3); times > 0; --times) mistake(lines, random);
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    Files files;
    files.add(n % 2 == 0 ? path : policies, text);
    Diagnostics diagnostics;
    LoadedScenario loaded = load<Scenario>(path, std::string(scenario_format), {}, files, diagnostics);
    if (!diagnostics.has_errors()) check_scenario(loaded.value, loaded.origins, diagnostics);
    INFO(text);
    for (const Diagnostic& finding : diagnostics.sorted()) {
      INFO(to_string(finding));
      CHECK(!finding.mark.file.empty());
      CHECK(finding.mark.line >= 1);
      CHECK(!finding.message.empty());
    }
    ++(diagnostics.has_errors() ? refused : accepted);
  }
  CHECK(refused > 500);
  CHECK(accepted > 100);
}
