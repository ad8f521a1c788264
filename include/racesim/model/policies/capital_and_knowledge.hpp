#pragma once
// Instruments that act on money, power, people and knowledge.
#include <string>
#include <string_view>
#include <vector>

#include "racesim/model/policies/dates.hpp"

namespace racesim {

/// Models of a lab or bloc are no longer reachable through an API, so that they teach less.
struct ApiRule : PolicyDates {
  static constexpr std::string_view type_name = "api_rule";
  static constexpr std::string_view doc = "a lab or bloc closes its API to the target, which distils less";
  std::string by;
  std::vector<std::string> to;
  double closes = 1;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.by, Field{.name = "by", .doc = "lab or bloc that closes access", .required = true});
    visit(self.to, Field{.name = "to", .doc = "blocs shut out", .required = true});
    visit(self.closes, Field{.name = "closes", .lower = 0, .upper = 1, .doc = "share of the access closed"});
  }
};

/// Open weights of a bloc are kept from the target.
struct ModelWeightRule : PolicyDates {
  static constexpr std::string_view type_name = "model_weight_rule";
  static constexpr std::string_view doc = "open weights of a bloc are kept from the target";
  std::string from;
  std::vector<std::string> to;
  double closes = 1;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.from, Field{.name = "from", .doc = "bloc whose labs release", .required = true});
    visit(self.to, Field{.name = "to", .doc = "blocs shut out", .required = true});
    visit(self.closes, Field{.name = "closes", .lower = 0, .upper = 1, .doc = "share of the access closed"});
  }
};

/// Public money for chips, shared among the bloc's buyers, or those named, in proportion to their budgets.
struct Subsidy : PolicyDates {
  static constexpr std::string_view type_name = "subsidy";
  static constexpr std::string_view doc = "public money that adds to the chip budgets of a bloc's buyers";
  std::string by;
  std::vector<std::string> labs;
  double usd_per_year = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.by, Field{.name = "by", .doc = "paying bloc", .required = true});
    visit(self.labs, Field{.name = "labs", .doc = "buyers that get it; none given: all of the bloc"});
    visit(self.usd_per_year, Field{.name = "usd_per_year",
                                   .unit = "USD/yr",
                                   .lower = 0,
                                   .upper = 1e14,
                                   .doc = "money per year",
                                   .required = true});
  }
};

/// Capital becomes scarcer or more plentiful.
struct CapitalShock : PolicyDates {
  static constexpr std::string_view type_name = "capital_shock";
  static constexpr std::string_view doc = "compute budgets of a bloc's buyers are multiplied";
  std::vector<std::string> on;
  double factor = 1;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.on, Field{.name = "on", .doc = "blocs hit, or single buyers", .required = true});
    visit(self.factor, Field{.name = "factor", .lower = 0, .upper = 100, .doc = "multiplier", .required = true});
  }
};

/// A ceiling on the power that AI chips may draw in a bloc.
struct PowerCap : PolicyDates {
  static constexpr std::string_view type_name = "power_cap";
  static constexpr std::string_view doc = "a ceiling on the power of a bloc's AI chips";
  std::vector<std::string> on;
  double power = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.on, Field{.name = "on", .doc = "blocs capped", .required = true});
    visit(self.power,
          Field{.name = "power", .unit = "MW", .lower = 0, .upper = 1e9, .doc = "ceiling", .required = true});
  }
};

/// A bloc wants a share of its firms to use AI by a date, and helps.
struct AdoptionTarget : PolicyDates {
  static constexpr std::string_view type_name = "adoption_target";
  static constexpr std::string_view doc =
      "a bloc pushes the use of AI by its firms; whether its target is reached is an outcome";
  std::string by;
  double share = 0;
  Month due;
  double push = 1;
  std::vector<std::string> sectors;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.by, Field{.name = "by", .doc = "bloc with the target", .required = true});
    visit(self.share, Field{.name = "share",
                            .lower = 0,
                            .upper = 1,
                            .doc = "share of firms, sectors by weight, to be reached",
                            .required = true});
    visit(self.due, Field{.name = "due", .doc = "last month in which reaching it is in time", .required = true});
    visit(self.push,
          Field{.name = "push", .lower = 0, .upper = 100, .doc = "multiplier of the pace of adoption while in force"});
    visit(self.sectors, Field{.name = "sectors", .doc = "sectors meant; none given: all"});
  }
};
/// True when the target is about the sector.
bool includes(const AdoptionTarget& target, std::string_view sector);

/// People move less (or more) between blocs.
struct TalentRule : PolicyDates {
  static constexpr std::string_view type_name = "talent_rule";
  static constexpr std::string_view doc = "the flow of people from one bloc to others is multiplied";
  std::string from;
  std::vector<std::string> to;
  double factor = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.from, Field{.name = "from", .doc = "bloc people leave", .required = true});
    visit(self.to, Field{.name = "to", .doc = "blocs they go to", .required = true});
    visit(self.factor,
          Field{.name = "factor", .lower = 0, .upper = 10, .doc = "multiplier of the flow", .required = true});
  }
};

/// A lab's secrets become known to every lab of a bloc in one month.
struct Leak : PolicyDates {
  static constexpr std::string_view type_name = "leak";
  static constexpr std::string_view doc = "secrets of a lab reach all labs of a bloc in the month `at`";
  std::string from;
  std::string to;
  double closes = 0.5;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.from, Field{.name = "from", .doc = "lab that loses them", .required = true});
    visit(self.to, Field{.name = "to", .doc = "bloc whose labs learn", .required = true});
    visit(self.closes, Field{.name = "closes", .lower = 0, .upper = 1, .doc = "share of the distance in ln A closed"});
  }
};

/// A lab's efficiency jumps in one month.
struct Breakthrough : PolicyDates {
  static constexpr std::string_view type_name = "breakthrough";
  static constexpr std::string_view doc = "the pre-training efficiency of a lab jumps in the month `at`";
  std::string lab;
  double log_gain = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.lab, Field{.name = "lab", .doc = "lab that finds it", .required = true});
    visit(self.log_gain,
          Field{.name = "log_gain", .unit = "ln", .lower = 0, .upper = 20, .doc = "gain in ln A", .required = true});
  }
};

/// The taste for open release shifts.
struct OpenRelease : PolicyDates {
  static constexpr std::string_view type_name = "open_release";
  static constexpr std::string_view doc = "the log-odds of open release shift for a lab or for all labs of a bloc";
  std::string by;
  double shift = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.by, Field{.name = "by", .doc = "lab or bloc", .required = true});
    visit(self.shift,
          Field{.name = "shift", .lower = -20, .upper = 20, .doc = "change of the log-odds", .required = true});
  }
};

}  // namespace racesim
