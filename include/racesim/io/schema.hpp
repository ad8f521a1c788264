#pragma once
// JSON Schema (draft-07) of described structs, for editors and other programs. It is a little wider than the reader:
// ranges of numbers with a unit, unique names and keys that an extended file may supply are the reader's to check.
#include <string>

#include "racesim/io/described.hpp"

namespace racesim {

/// Text of the JSON Schema of the files whose `format` is as given and that bind to `T`. It is there for `Scenario` and
/// `StudyFile`; for another struct include racesim/io/schema_writer.hpp, which needs nlohmann_json.
template <Described T>
std::string write_schema(const std::string& title, const std::string& format);

}  // namespace racesim
