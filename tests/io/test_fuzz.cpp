#include <cstdint>
#include <cstdlib>
#include <filesystem>

#include <boost/random/mersenne_twister.hpp>
#include "support/catch.hpp"

#include "bad_files.hpp"
#include "fuzz_reader.hpp"

using namespace racesim;

namespace {

using Random = boost::random::mt19937;

std::size_t below(Random& random, std::size_t n) { return n == 0 ? 0 : random() % n; }

/// Every good and bad file and some options, marked by what they are.
std::vector<std::string> corpus() {
  std::vector<std::filesystem::path> paths;
  for (const char* directory : {"good", "bad", "bad/parts"}) {
    const auto folder = std::filesystem::path(RACESIM_SOURCE_DIR "/tests/io") / directory;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> month_inputs;
  for (const char* option : {"clock.end=2025-01", "chips[A100].tpp=5 TPP", "policies[cap].power=2 GW",
                             "parameters.memory={dist: uniform, low: 1, high: 5}", "policies[0].power_cap=!delete"}) {
    month_inputs.push_back(testing::option_mark + std::string(option));
  }
  for (const auto& path : paths) {
    if (path.extension() == ".yaml") month_inputs.push_back(testing::read_file(path));
    if (path.extension() == ".csv") month_inputs.push_back(testing::table_mark + testing::read_file(path));
  }
  return month_inputs;
}

/// What byte mutations would take long to find.
const std::vector<std::string> tokens = {": ",        "\n- ",
                                         "[",         "]",
                                         "{",         "}",
                                         "\n  ",      "&a ",
                                         "*a",        "!delete",
                                         "<<: ",      "? ",
                                         "# ",        "|\n",
                                         ">-\n",      "\"",
                                         "'",         "\\",
                                         "%YAML",     "---",
                                         "...\n",     "\t",
                                         "1e999",     ".nan",
                                         "-0",        "010",
                                         "0x1F",      "5e-324",
                                         "~",         "null",
                                         "true",      "dist: ",
                                         "extends: ", "base.yaml",
                                         "chips.csv", "\xEF\xBB\xBF",
                                         "\xC3\xA4",  "\xFF",
                                         "2022-01",   ",",
                                         ";",         "\r\n",
                                         "[0]",       "[A100]",
                                         ".",         "=",
                                         "!!binary ", "- - - - ",
                                         "[[[[[[[[",  "{a: {a: {a: ",
                                         "1 GUSD/yr", std::string(1, '\0')};

void mutate(std::string& text, const std::vector<std::string>& others, Random& random) {
  const std::size_t at = below(random, text.size() + 1);
  const std::size_t length = 1 + below(random, 12);
  switch (random() % 7) {
    case 0: text.insert(at, 1, static_cast<char>(random())); break;
    case 1: text.erase(at, length); break;
    case 2:
      if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1u << random() % 8));
      break;
    case 3: text.insert(at, tokens[below(random, tokens.size())]); break;
    case 4: text.replace(at, length, tokens[below(random, tokens.size())]); break;
    case 5: text.insert(at, text.substr(below(random, text.size()), length * 5)); break;
    case 6: {
      const std::string& other = others[below(random, others.size())];
      const std::size_t from = below(random, other.size());
      text.replace(at, length * 4, other, from, length * 8);
      break;
    }
  }
}

}  // namespace

TEST_CASE("no mutation of a good or bad file makes the reader crash or throw") {
  const std::vector<std::string> month_inputs = corpus();
  REQUIRE(month_inputs.size() > 100);
  const char* wanted = std::getenv("RACESIM_FUZZ_COUNT");
  const int count = wanted ? std::atoi(wanted) : 10000;
  Random random(20221007);
  for (int n = 0; n < count; ++n) {
    std::string input = month_inputs[below(random, month_inputs.size())];
    const char mark = input.empty() ? '\0' : input[0];
    for (std::size_t times = 1 + below(random, 5); times > 0; --times) mutate(input, month_inputs, random);
    if (mark == testing::table_mark || mark == testing::option_mark) input.insert(0, 1, mark);
    try {
      testing::read_anything(input);
    } catch (const std::exception& exception) {
      FAIL("input " << n << ": " << exception.what() << "\n" << input);
    }
  }
}
