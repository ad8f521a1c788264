#pragma once
// A bloc wants a share of its firms to use AI by a date, and helps.
#include "racesim/model/policies/instrument.hpp"

namespace racesim {

struct AdoptionGoal;
struct Inputs;

struct AdoptionTarget : PolicyDates {
  static constexpr std::string_view type_name = "adoption_target";
  static constexpr std::string_view doc =
      "a bloc pushes the use of AI by its firms; whether its target is reached is an outcome";
  std::string by;
  double share = 0;
  Month due;
  double push = 1;
  std::vector<std::string> sectors;

  bool binds(std::string_view sector) const;
  /// Nobody: no chips are at stake.
  bool anticipated_by(const Buyer&, std::span<const ChipClass>) const { return false; }
  /// Multiplies the pace of adoption in the sectors meant.
  void apply(double strength, PolicyMonth& month) const;
  /// What a run measures the target by.
  AdoptionGoal goal(const Inputs& inputs) const;
  /// Also that it is not due before it comes into force.
  std::vector<Fault> faults() const;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.by, Field{.name = "by", .doc = "bloc with the target", .required = true, .refers_to = "bloc"});
    visit(self.share, Field{.name = "share",
                            .lower = 0,
                            .upper = 1,
                            .doc = "share of firms, sectors by weight, to be reached",
                            .required = true});
    visit(self.due, Field{.name = "due", .doc = "last month in which reaching it is in time", .required = true});
    visit(self.push,
          Field{.name = "push", .lower = 0, .upper = 100, .doc = "multiplier of the pace of adoption while in force"});
    visit(self.sectors, Field{.name = "sectors", .doc = "sectors meant; none given: all", .refers_to = "sector"});
  }
};

}  // namespace racesim
