#include <set>
#include <string>

#include "racesim/core/distribution.hpp"
#include "racesim/model/parameters.hpp"
#include "support/catch.hpp"

using namespace racesim;

namespace {

template <class Check>
void for_each_parameter(Check&& check) {
  const Parameters defaults;
  Parameters::for_each(defaults, [&](double value, const Field& field) {
    INFO(std::string(field.name));
    check(value, field);
  });
}

}  // namespace

TEST_CASE("parameters have unique names and ids, and no id is the name of a mechanism or of another parameter") {
  std::set<std::string> names, ids, mechanisms;
  for_each_parameter([&](double, const Field& field) {
    CHECK(names.insert(std::string(field.name)).second);
    CHECK(ids.insert(std::string(field.id)).second);
    mechanisms.insert(std::string(field.name.substr(0, field.name.find('.'))));
  });
  CHECK(names.size() > 60);
  for (const std::string& id : ids) {
    INFO(id);
    CHECK_FALSE(mechanisms.contains(id));
    CHECK((!names.contains(id) || find_parameter(id)->id == id));
  }
}

TEST_CASE("a parameter is found by its path, and by its first name where that is another") {
  REQUIRE(find_parameter("research.taste_sd"));
  CHECK(find_parameter("taste_spread") == nullptr);
  CHECK(find_former_parameter("taste_spread") == find_parameter("research.taste_sd"));
  CHECK(find_former_parameter("research.taste_sd") == nullptr);
  CHECK(parameter_names().size() == parameter_fields().size());
}

TEST_CASE("every parameter says its source, what it is, its range and its unit") {
  for_each_parameter([](double value, const Field& field) {
    CHECK_FALSE(field.source.empty());
    CHECK_FALSE(field.doc.empty());
    CHECK(field.lower > -infinity);
    CHECK(field.upper < infinity);
    CHECK(value >= field.lower);
    CHECK(value <= field.upper);
    CHECK_FALSE(field.unit.empty());
  });
}

TEST_CASE("defaults lie within the central 90 percent of their priors") {
  for_each_parameter([](double value, const Field& field) {
    if (field.prior.shape == Prior::Shape::none) return;
    const Distribution prior = Distribution::of_prior(field, value);
    CHECK(prior.quantile(0.05) <= value);
    CHECK(value <= prior.quantile(0.95));
  });
}
