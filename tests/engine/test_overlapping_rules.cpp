// A rule that adds to another on the same class and buyer is warned of, with what adds up.
#include "racesim/io/scenario_io.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;
using Catch::Matchers::ContainsSubstring;

namespace {

const std::string first =
    "export_rule: {name: first, from: US, to: [China], at: 2023-01, until: 2024-01, "
    "deny: {chip: [A800, H800]}, licence_probability: 0.1, fee: 0.15, quota: 0.3}";

/// The warnings of a scenario without history whose policies are these two.
std::vector<Diagnostic> warnings_of(const std::string& second) {
  std::vector<Diagnostic> warnings;
  load_scenario(RACESIM_SOURCE_DIR "/scenarios/no_controls.yaml",
                std::vector<std::string>{"policies=[{" + first + "}, {" + second + "}]"}, warnings);
  return warnings;
}

std::string rule(const std::string& options, const std::string& licences = "0.5") {
  return "export_rule: {name: second, from: US, licence_probability: " + licences + ", " + options + "}";
}

}  // namespace

TEST_CASE(
    "a second rule on the same class and buyer is warned of: shares multiply, fees add, the smallest bound holds") {
  const auto found =
      warnings_of(rule("to: [Tencent], at: 2023-06, deny: {tpp: '>= 1600'}, fee: 0.25, quota: 0.2, "
                       "customer_cap: 75 kchip/yr"));
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Diagnostic::Severity::warning);
  CHECK_THAT(found[0].message, ContainsSubstring("\"second\" adds to \"first\""));
  CHECK_THAT(found[0].message, ContainsSubstring("for Tencent in 2023-06"));
  CHECK_THAT(found[0].hint, ContainsSubstring("0.1 * 0.5 of the orders are licensed"));
  CHECK_THAT(found[0].hint, ContainsSubstring("0.15 + 0.25 of the price"));
  CHECK_THAT(found[0].hint, ContainsSubstring("quota holds: 0.2"));
  CHECK_THAT(found[0].hint, ContainsSubstring("cap holds: 75000"));
}

TEST_CASE("rules that share no class, buyer or month do not add up, and one that bars everything says what holds") {
  CHECK(warnings_of(rule("to: [China], at: 2023-06, deny: {chip: [A100]}")).empty());
  CHECK(warnings_of(rule("to: [Mistral], at: 2023-06, deny: {tpp: '>= 0'}")).empty());
  CHECK(warnings_of(rule("to: [China], at: 2024-01, deny: {tpp: '>= 0'}")).empty());
  CHECK(warnings_of(rule("to: [China], at: 2022-06, lasts: 7, deny: {tpp: '>= 0'}")).empty());
  CHECK(warnings_of(rule("to: [China], at: 2022-06, lasts: 8, deny: {tpp: '>= 0'}")).size() == 1);
  CHECK(warnings_of(rule("to: [China], at: 2022-06, latest: 2022-07, lasts: 7, deny: {tpp: '>= 0'}")).size() == 1);
  CHECK(warnings_of(rule("to: [China], at: 2023-06, deny: {tpp: '>= 0'}", "0")).empty());
  CHECK(warnings_of(rule("to: [China], at: 2023-01, deny: {tpp: '>= 0'}")).size() == 1);
  CHECK(warnings_of(rule("to: [China], at: 2023-01, deny: {tpp: '>= 0'}, adds_to: [first]")).empty());
  CHECK(
      warnings_of("import_rule: {name: second, by: China, at: 2023-06, deny: {tpp: '>= 0'}, compliance: 0.5}").empty());
}
