#pragma once
// Instruments that act on the flow of chips: export and import rules, listings, equipment, memory, supply, routes.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "racesim/model/chips.hpp"
#include "racesim/model/policies/dates.hpp"

namespace racesim {

/// Whom an export rule binds: who ships into the destination, or firms with their seat there wherever they are.
enum class Scope { destination, headquarters };
std::span<const std::string_view> enum_names(Scope);

/// The origin forbids the export of chips that meet a condition, but for the share it licenses.
struct ExportRule : PolicyDates {
  static constexpr std::string_view type_name = "export_rule";
  static constexpr std::string_view doc =
      "the origin bars exports of the chips that meet `deny`, except what it licenses";
  std::string from;
  std::vector<std::string> to;
  Condition deny;
  std::vector<std::string> except;
  std::vector<std::string> except_buyers;
  double licence_probability = 0;
  double fee = 0;
  double quota = 1;
  std::optional<double> customer_cap;
  Scope scope = Scope::destination;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.from, Field{.name = "from", .doc = "bloc of origin", .required = true});
    visit(self.to, Field{.name = "to", .doc = "blocs of destination, or single buyers", .required = true});
    visit(self.deny, Field{.name = "deny", .doc = "condition on the chip", .required = true});
    visit(self.except, Field{.name = "except", .doc = "chips the rule spares by name"});
    visit(self.except_buyers, Field{.name = "except_buyers", .doc = "buyers the rule spares, validated firms say"});
    visit(
        self.licence_probability,
        Field{
            .name = "licence_probability", .lower = 0, .upper = 1, .doc = "expected share of orders that is licensed"});
    visit(self.fee,
          Field{.name = "fee", .lower = 0, .upper = 10, .doc = "charge on licensed sales, share of the price"});
    visit(self.quota, Field{.name = "quota",
                            .lower = 0,
                            .upper = 1,
                            .doc = "licensed volume at most, share of each vendor's supply of the month"});
    visit(self.customer_cap, Field{.name = "customer_cap",
                                   .unit = "chip/yr",
                                   .lower = 0,
                                   .upper = 1e12,
                                   .doc = "licensed chips per buyer at most, a twelfth of it a month"});
    visit(self.scope, Field{.name = "scope",
                            .doc = "destination (what is shipped there) or headquarters (also what firms with their "
                                   "seat there buy for their subsidiaries abroad)"});
  }
};

/// The destination keeps chips out itself.
struct ImportRule : PolicyDates {
  static constexpr std::string_view type_name = "import_rule";
  static constexpr std::string_view doc = "the destination discourages or bars imports of the chips that meet `deny`";
  std::string by;
  Condition deny;
  std::vector<std::string> except;
  std::vector<std::string> except_buyers;
  double compliance = 1;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.by, Field{.name = "by", .doc = "importing bloc, or a single buyer", .required = true});
    visit(self.deny, Field{.name = "deny", .doc = "condition on the chip", .required = true});
    visit(self.except, Field{.name = "except", .doc = "chips the rule spares by name"});
    visit(self.except_buyers, Field{.name = "except_buyers", .doc = "buyers the rule spares"});
    visit(self.compliance, Field{.name = "compliance", .lower = 0, .upper = 1, .doc = "share of orders given up"});
  }
};

/// Named buyers get no chips from the origin at all.
struct EntityListing : PolicyDates {
  static constexpr std::string_view type_name = "entity_listing";
  static constexpr std::string_view doc = "the origin bars all chip exports to the named labs";
  std::string from;
  std::vector<std::string> labs;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.from, Field{.name = "from", .doc = "bloc of origin", .required = true});
    visit(self.labs, Field{.name = "labs", .doc = "listed labs or other buyers", .required = true});
  }
};

/// Less capacity and yield for the target's own chip line.
struct EquipmentBan : PolicyDates {
  static constexpr std::string_view type_name = "equipment_ban";
  static constexpr std::string_view doc = "chip-making equipment is withheld: fewer dies, lower yield";
  std::vector<std::string> to;
  double capacity_factor = 1;
  double yield_factor = 1;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.to, Field{.name = "to", .doc = "blocs whose chip line is cut", .required = true});
    visit(self.capacity_factor,
          Field{.name = "capacity_factor", .lower = 0, .upper = 1, .doc = "dies made, relative to no ban"});
    visit(self.yield_factor, Field{.name = "yield_factor", .lower = 0, .upper = 1, .doc = "yield, relative to no ban"});
  }
};

/// High-bandwidth memory is no longer imported; what is stockpiled is used up.
struct HbmBan : PolicyDates {
  static constexpr std::string_view type_name = "hbm_ban";
  static constexpr std::string_view doc =
      "imports of high-bandwidth memory stop; the target lives off stock and own makers";
  std::vector<std::string> to;
  double stockpile = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.to, Field{.name = "to", .doc = "blocs without imports", .required = true});
    visit(self.stockpile, Field{.name = "stockpile",
                                .unit = "stack",
                                .lower = 0,
                                .upper = 1e9,
                                .doc = "stacks the target holds when the ban begins"});
  }
};

/// Raw materials are withheld: less world supply of chips.
struct MaterialsBan : PolicyDates {
  static constexpr std::string_view type_name = "materials_ban";
  static constexpr std::string_view doc = "raw materials are withheld, which cuts the supply of the named vendors";
  std::vector<std::string> vendors;
  double supply_factor = 1;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.vendors, Field{.name = "vendors", .doc = "vendors hit; none given: all"});
    visit(self.supply_factor,
          Field{.name = "supply_factor", .lower = 0, .upper = 1, .doc = "remaining share of supply", .required = true});
  }
};

/// Production stops or shrinks, for instance in Taiwan.
struct SupplyStop : PolicyDates {
  static constexpr std::string_view type_name = "supply_stop";
  static constexpr std::string_view doc = "the supply of the named vendors stops or shrinks";
  std::vector<std::string> vendors;
  double factor = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.vendors, Field{.name = "vendors", .doc = "vendors hit; none given: all"});
    visit(self.factor, Field{.name = "factor", .lower = 0, .upper = 1, .doc = "remaining share of supply"});
  }
};

/// Smuggling is pursued.
struct Enforcement : PolicyDates {
  static constexpr std::string_view type_name = "enforcement";
  static constexpr std::string_view doc = "smuggling into the target is pursued";
  std::vector<std::string> on;
  double level = 0.5;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.on, Field{.name = "on", .doc = "blocs smuggled into", .required = true});
    visit(self.level, Field{.name = "level", .lower = 0, .upper = 1, .doc = "share of the smuggling stopped"});
  }
};

/// Offshore rental is closed to the target.
struct CloudRule : PolicyDates {
  static constexpr std::string_view type_name = "cloud_rule";
  static constexpr std::string_view doc = "renting chips abroad is closed to the target";
  std::vector<std::string> to;
  double closes = 1;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    PolicyDates::describe(self, visit);
    visit(self.to, Field{.name = "to", .doc = "blocs whose buyers may not rent, or single buyers", .required = true});
    visit(self.closes, Field{.name = "closes", .lower = 0, .upper = 1, .doc = "share of the capacity closed"});
  }
};

}  // namespace racesim
