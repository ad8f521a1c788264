#pragma once
// Named buyers get no chips from the origin at all.
#include "racesim/model/policies/instrument.hpp"

namespace racesim {

struct EntityListing : PolicyDates {
  static constexpr std::string_view type_name = "entity_listing";
  static constexpr std::string_view doc = "the origin bars all chip exports to the named labs";
  std::string from;
  std::vector<std::string> labs;

  bool binds(const Buyer& buyer) const;
  bool binds(const ChipClass& chip, std::string_view destination) const;
  /// The listed buyers.
  bool anticipated_by(const Buyer& buyer, std::span<const ChipClass> chips) const;
  /// Nothing of the origin's classes is licensed.
  void apply(double strength, Rulings& rulings) const;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.from, Field{.name = "from", .doc = "bloc of origin", .required = true, .refers_to = "bloc"});
    visit(self.labs,
          Field{.name = "labs", .doc = "listed labs or other buyers", .required = true, .refers_to = "buyer"});
  }
};

}  // namespace racesim
