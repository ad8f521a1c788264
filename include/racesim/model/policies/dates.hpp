#pragma once
// What every policy instrument has in common.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "racesim/core/field.hpp"
#include "racesim/core/month.hpp"

namespace racesim {

/// What every instrument has: a name, its dates and its source.
struct PolicyDates {
  std::string name;
  std::optional<Month> announced;  ///< buyers anticipate from here to `at`
  Month at;                        ///< first month in force
  std::optional<Month> until;      ///< first month no longer in force; none: to the end
  double ramp = 0;                 ///< months over which the effect grows linearly from 0 to full
  std::string confidence = "J";
  std::string source;

  /// Strength of the instrument in a month: 0 outside its dates, 1 in full force.
  double strength(Month month) const;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.name, Field{.name = "name", .doc = "unique name of the policy", .required = true});
    visit(self.announced, Field{.name = "announced", .doc = "month of announcement; buyers anticipate until `at`"});
    visit(self.at, Field{.name = "at", .doc = "first month in force", .required = true});
    visit(self.until, Field{.name = "until", .doc = "first month no longer in force"});
    visit(self.ramp, Field{.name = "ramp",
                           .unit = "month",
                           .lower = 0,
                           .upper = 240,
                           .doc = "time over which the effect grows to full strength"});
    visit(self.confidence, Field{.name = "confidence", .doc = "V, E, D or J"});
    visit(self.source, Field{.name = "source", .doc = "where the entry comes from"});
  }
};

}  // namespace racesim
