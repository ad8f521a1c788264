#pragma once
// Models of a lab or bloc are no longer reachable through an API, so that they teach less.
#include "racesim/model/policies/instrument.hpp"

namespace racesim {

struct ApiRule : PolicyDates {
  static constexpr std::string_view type_name = "api_rule";
  static constexpr std::string_view doc = "a lab or bloc closes its API to the target, which distils less";
  std::string by;
  std::vector<std::string> to;
  double closes = 1;

  /// Nobody: no chips are at stake.
  bool anticipated_by(const Buyer&, std::span<const ChipClass>) const { return false; }
  /// Multiplies the share of the labs' APIs that the blocs in `to` can reach.
  void apply(double strength, PolicyMonth& month) const;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.by,
          Field{.name = "by", .doc = "lab or bloc that closes access", .required = true, .refers_to = "lab or bloc"});
    visit(self.to, Field{.name = "to", .doc = "blocs shut out", .required = true, .refers_to = "bloc"});
    visit(self.closes, Field{.name = "closes", .lower = 0, .upper = 1, .doc = "share of the access closed"});
  }
};

}  // namespace racesim
