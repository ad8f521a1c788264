// What is sound but hardly meant is warned of where it was written.
#include "racesim/io/scenario_io.hpp"
#include "support/catch.hpp"

using namespace racesim;
using Catch::Matchers::ContainsSubstring;

namespace {

/// Warnings of a scenario without history after some changes, one a line.
std::string warnings_of(const std::vector<std::string>& changes) {
  std::vector<Diagnostic> warnings;
  load_scenario(RACESIM_SOURCE_DIR "/scenarios/no_controls.yaml", changes, warnings);
  std::string text;
  for (const Diagnostic& warning : warnings) text += to_string(warning) + "\n";
  return text;
}

}  // namespace

TEST_CASE("a clock that does not start with the data is warned of") {
  CHECK(warnings_of({"clock.start=2022-01"}).empty());
  CHECK_THAT(
      warnings_of({"clock.start=1970-01"}),
      ContainsSubstring("--set:1:13: warning: the clock starts in 1970-01 with the initial stock and the labs of "
                        "2022-01"));
  CHECK_THAT(warnings_of({"clock.start=2024-01"}), ContainsSubstring("the clock starts in 2024-01"));
  CHECK(warnings_of({"clock.start=2024-01", "data_start=2024-01"}).empty());
}

TEST_CASE("a policy that is aimed at the bloc it comes from is warned of") {
  const auto of = [](const std::string& policy) { return warnings_of({"policies=[{" + policy + "}]"}); };
  const std::string own = "is of the bloc that the policy comes from";
  CHECK_THAT(of("export_rule: {name: q, at: 2025-01, from: US, to: [China, US], deny: {tpp: '>= 1'}}"),
             ContainsSubstring("\"US\" " + own));
  CHECK_THAT(of("export_rule: {name: q, at: 2025-01, from: US, to: [Meta], deny: {tpp: '>= 1'}}"),
             ContainsSubstring("\"Meta\" " + own));
  CHECK_THAT(of("entity_listing: {name: q, at: 2025-01, from: US, labs: [Meta]}"), ContainsSubstring(own));
  CHECK_THAT(of("api_rule: {name: q, at: 2025-01, by: OpenAI, to: [US]}"), ContainsSubstring(own));
  CHECK_THAT(of("leak: {name: q, at: 2025-01, from: OpenAI, to: US}"), ContainsSubstring(own));
  CHECK_THAT(of("talent_rule: {name: q, at: 2025-01, from: China, to: [China], factor: 0}"), ContainsSubstring(own));
  CHECK_THAT(of("model_weight_rule: {name: q, at: 2025-01, from: US, to: [US]}"), ContainsSubstring(own));
  CHECK(of("leak: {name: q, at: 2025-01, from: OpenAI, to: China}").empty());
}
