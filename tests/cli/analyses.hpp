#pragma once
// What `racesim sensitivity` and `racesim discover` print as JSON, and its parts.
#include <nlohmann/json.hpp>

#include "program.hpp"
#include "support/catch.hpp"

namespace racesim {

using Json = nlohmann::json;

inline Json json_of(const Scratch& here, const Words& words) {
  const Ended ended = run_program(here.path(), words + Words{"--json"});
  INFO(ended.err);
  REQUIRE(ended.code == 0);
  return Json::parse(ended.out);
}

/// The table of a method about the first outcome.
inline Json table_of(const Json& json, const std::string& method, std::size_t outcome = 0) {
  for (const Json& table : json["outcomes"][outcome]["methods"]) {
    if (table["method"] == method) return table;
  }
  FAIL("there is no table of " << method);
  return {};
}

inline Json row_of(const Json& table, const std::string& subject) {
  for (const Json& row : table["indices"]) {
    for (const char* key : {"factor", "group", "pair", "part"}) {
      if (row.contains(key) && row[key] == subject) return row;
    }
  }
  FAIL("there is no row of " << subject);
  return {};
}

}  // namespace racesim
