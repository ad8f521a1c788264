#pragma once
// Two scenarios of few months that differ in one rule, and what compare makes of them.
#include <nlohmann/json.hpp>

#include "program.hpp"
#include "support/catch.hpp"

namespace racesim {

using Json = nlohmann::json;

/// Scenarios of few months: no rules, none of two kinds, and one that lacks chips.
inline const Words few_months = {"--set", "clock.end=2023-03", "--set", "paradigms=[]"};

class PairedScenarios {
 public:
  PairedScenarios() {
    write("free", "policies: []");
    write("cut",
          "policies: [{export_rule: {name: cut, from: US, to: [China], at: 2022-02, announced: 2022-02, "
          "deny: {tpp: '>= 100'}, licence_probability: 0, source: test}}]");
  }
  void write(const std::string& name, const std::string& what) const {
    std::ofstream(here / (name + ".yaml"))
        << "format: racesim-scenario/2\nextends: " << baseline << "\nname: " << name << "\n"
        << what << "\n";
  }
  Ended compare(const Words& words) const { return run_program(here.path(), Words{"compare"} + words); }
  Ended run(const Words& words) const { return run_program(here.path(), Words{"run"} + words + few_months); }
  Json json(const Words& words) const {
    const Ended ended = compare(words + Words{"--json", "-q"});
    CHECK(ended.code == 0);
    CHECK(ended.err.empty());
    return Json::parse(ended.out);
  }

  Scratch here;
};

}  // namespace racesim
