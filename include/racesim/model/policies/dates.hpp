#pragma once
// What every policy instrument has in common.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "racesim/core/field.hpp"
#include "racesim/core/month.hpp"

namespace racesim {

/// What is wrong with an option, as a scenario's reader is told.
struct Fault {
  std::string key;
  std::string message;
  std::string hint;
};

/// What every instrument has: a name, its dates and its source.
struct PolicyDates {
  std::string name;
  std::optional<Month> announced;  ///< buyers anticipate from here to `at`
  Month at;                        ///< first month in force
  std::optional<Month> until;      ///< first month no longer in force; none: to the end
  double probability = 1;          ///< that it comes at all
  std::optional<Month> latest;     ///< last month in which it may come; none: it comes in `at` or never
  std::optional<double> hazard;    ///< rate at which it comes from `at` on, to `latest` or the end [1/yr]
  std::optional<double> lasts;     ///< months in force, from the month in which it comes
  double ramp = 0;                 ///< months over which the effect grows linearly from 0 to full
  std::string confidence = "J";
  std::string source;

  static constexpr Month never{1 << 28};
  std::optional<Month> drawn;  ///< not in the file: month in which it comes in this run, see realise_policies()

  /// True when a run draws whether or when it comes.
  bool uncertain() const { return probability < 1 || latest || hazard; }
  /// First month in force: as drawn, otherwise `at`.
  Month first() const { return drawn.value_or(at); }
  /// Chance that it comes in `month` when it has not come before: over a window of n months 1 - (1 - p)^(1/n).
  double chance(Month month) const;
  /// Strength of the instrument in a month: 0 outside its dates, 1 in full force.
  double strength(Month month) const;
  /// True while it is announced and could not be in force yet. Nobody knows beforehand whether it will come.
  bool awaited(Month month) const { return announced && *announced <= month && month < at; }
  /// Dates and chances that contradict each other.
  std::vector<Fault> faults() const;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.name, Field{.name = "name", .doc = "unique name of the policy", .required = true});
    visit(self.announced, Field{.name = "announced", .doc = "month of announcement; buyers anticipate until `at`"});
    visit(self.at, Field{.name = "at",
                         .doc = "first month in force; where that is uncertain, first month in which it may come",
                         .required = true});
    visit(self.until, Field{.name = "until", .doc = "first month no longer in force"});
    visit(self.probability,
          Field{.name = "probability",
                .lower = 0,
                .upper = 1,
                .doc = "probability that it comes: in `at`, or by `latest` with the same chance every month"});
    visit(self.latest, Field{.name = "latest", .doc = "last month in which it may come; none: `at` or never"});
    visit(self.hazard, Field{.name = "hazard",
                             .unit = "1/yr",
                             .lower = 0,
                             .upper = 100,
                             .doc = "instead of a probability: rate at which it comes from `at` on"});
    visit(self.lasts, Field{.name = "lasts",
                            .unit = "month",
                            .lower = 1,
                            .upper = 1200,
                            .doc = "instead of `until`: time in force from the month in which it comes"});
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
