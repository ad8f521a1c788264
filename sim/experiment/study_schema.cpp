// The JSON Schema of studies.
#include "racesim/experiment/study.hpp"
#include "racesim/io/schema_writer.hpp"

namespace racesim {

schema::Json YamlType<FactorDistribution>::admitted(const Field&, schema::Json& definitions) {
  return schema::distribution(definitions);
}

schema::Json YamlType<Level>::admitted(const Field&, schema::Json&) {
  return schema::any_of({schema::of_type("string"), schema::of_type("number"), schema::of_type("boolean")});
}

template std::string write_schema<StudyFile>(const std::string& title, const std::string& format);

}  // namespace racesim
