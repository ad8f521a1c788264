#include "fuzz_reader.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "mini_scenario.hpp"
#include "racesim/io/binder.hpp"
#include "racesim/io/writer.hpp"

namespace racesim::testing {
namespace {

const std::string head = "format: racesim-scenario/2\nname: x\n";

Files neighbours() {
  Files files;
  files.add("chips.csv", "name,vendor,tpp\nA100,Nvidia,4992\n");
  files.add("base.yaml", head +
                             "chips: chips.csv\nclock: {start: 2022-01}\nparameters: {memory: 7}\n"
                             "policies:\n  - power_cap: {name: cap, on: US, power: 1}\n");
  return files;
}

void must_read_back(const mini::Scenario& scenario) {
  const std::string text = write_resolved(scenario);
  Files files;
  files.add("resolved.yaml", text);
  Diagnostics diagnostics;
  const auto again = load<mini::Scenario>("resolved.yaml", mini::format, {}, files, diagnostics);
  if (!diagnostics.has_errors() && write_resolved(again.value) == text) return;
  std::fputs(InputError(diagnostics.sorted()).what(), stderr);
  std::fputs(text.c_str(), stderr);
  std::abort();
}

}  // namespace

void read_anything(const std::string& input) {
  const char mark = input.empty() ? '\0' : input[0];
  Files files = neighbours();
  std::vector<std::string> set;
  if (mark == table_mark) {
    files.add("table.csv", input.substr(1));
    files.add("top.yaml", head + "chips: table.csv\n");
  } else if (mark == option_mark) {
    files.add("top.yaml", head + "extends: base.yaml\n");
    set.push_back(input.substr(1));
  } else {
    files.add("top.yaml", input);
  }
  Diagnostics diagnostics;
  const auto scenario = load<mini::Scenario>("top.yaml", mini::format, set, files, diagnostics);
  if (!diagnostics.has_errors()) must_read_back(scenario.value);
}

}  // namespace racesim::testing

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  racesim::testing::read_anything(std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}
