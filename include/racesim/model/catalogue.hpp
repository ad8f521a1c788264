#pragma once
// Rows of the catalogue: measured history and inputs, each with its source. Units are those of the fields; the tables
// live under scenarios/catalogue/ and a scenario may replace any of them. No two rows of a table have the same `keys`
// or, where it has one, the same name.
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "racesim/core/field.hpp"
#include "racesim/core/month.hpp"

namespace racesim {

/// Confidence and source, which every row has.
struct Sourced {
  std::string confidence = "J";
  std::string source;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.confidence, Field{.name = "confidence", .doc = "V, E, D or J"});
    visit(self.source, Field{.name = "source", .doc = "where the row comes from"});
  }
};

/// A bloc: labs and buyers under one government, for the rules.
struct Bloc : Sourced {
  std::string name;
  std::string members;
  double power_lead = 24;
  double power_build_limit = 0.5;
  double initial_adoption = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.name, Field{.name = "name", .doc = "name of the bloc", .required = true});
    visit(self.members, Field{.name = "members", .doc = "who belongs to it"});
    visit(self.power_lead, Field{.name = "power_lead",
                                 .unit = "month",
                                 .lower = 1,
                                 .upper = 240,
                                 .doc = "time from ordering power for AI chips to having it"});
    visit(self.power_build_limit, Field{.name = "power_build_limit",
                                        .unit = "1/yr",
                                        .lower = 0,
                                        .upper = 20,
                                        .doc = "power ordered per year at most, share of the capacity"});
    visit(self.initial_adoption, Field{.name = "initial_adoption",
                                       .lower = 0,
                                       .upper = 1,
                                       .doc = "share of firms that use AI at the start of the clock"});
    Sourced::describe(self, visit);
  }
};

/// A measured price of a chip class; constant growth between points, the parameter `price_decline` after the last.
struct ChipPrice : Sourced {
  static constexpr std::string_view keys[] = {"chip", "month"};
  std::string chip;
  Month month;
  double usd = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.chip, Field{.name = "chip", .doc = "chip class", .required = true});
    visit(self.month, Field{.name = "month", .doc = "month of the price", .required = true});
    visit(self.usd,
          Field{.name = "usd", .unit = "USD", .lower = 1, .upper = 1e8, .doc = "price of a chip", .required = true});
    Sourced::describe(self, visit);
  }
};

/// A vendor's world supply from a month to its next row; after the last row it holds to the end of the data and then
/// grows.
struct SupplyRate : Sourced {
  static constexpr std::string_view keys[] = {"vendor", "from"};
  std::string vendor;
  Month from;
  double h100e_per_month = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.vendor, Field{.name = "vendor", .doc = "maker of chips", .required = true});
    visit(self.from, Field{.name = "from", .doc = "first month of the rate", .required = true});
    visit(self.h100e_per_month, Field{.name = "h100e_per_month",
                                      .unit = "H100e/month",
                                      .lower = 0,
                                      .upper = 1e12,
                                      .doc = "chips sold to the world",
                                      .required = true});
    Sourced::describe(self, visit);
  }
};

/// What a bloc's path is about.
enum class BlocItem {
  power_capacity_mw,
  rental_h100e,
  smuggled_chips_per_year,
  dies_per_year,
  yield,
  hbm_imports_per_year,
  hbm_made_per_year
};
std::span<const std::string_view> enum_names(BlocItem);

/// A point of a bloc's path.
struct BlocPoint : Sourced {
  static constexpr std::string_view keys[] = {"bloc", "month", "item"};
  std::string bloc;
  Month month;
  BlocItem item = BlocItem::power_capacity_mw;
  double value = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.bloc, Field{.name = "bloc", .doc = "bloc", .required = true});
    visit(self.month, Field{.name = "month", .doc = "month of the value", .required = true});
    visit(self.item, Field{.name = "item", .doc = "what is measured", .required = true});
    visit(
        self.value,
        Field{.name = "value", .lower = 0, .upper = 1e15, .doc = "value in the unit the item names", .required = true});
    Sourced::describe(self, visit);
  }
};

/// A sector of the economy that takes up AI.
struct Sector : Sourced {
  std::string name;
  double weight = 0;
  double need = 0;
  double richness = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.name, Field{.name = "name", .doc = "name of the sector", .required = true});
    visit(self.weight, Field{.name = "weight",
                             .lower = 0,
                             .upper = 1e9,
                             .doc = "share of firms; the weights are scaled to add up to 1",
                             .required = true});
    visit(self.need, Field{.name = "need",
                           .unit = "ECI",
                           .lower = 0,
                           .upper = 500,
                           .doc = "capability that half of the firms that would use AI need",
                           .required = true});
    visit(self.richness, Field{.name = "richness",
                               .lower = 0,
                               .upper = 100,
                               .doc = "domain data that a year of use by every firm yields, all sectors alike = 1"});
    Sourced::describe(self, visit);
  }
};

/// A lab, or an owner that buys chips and does not race.
struct Lab : Sourced {
  std::string name;
  std::string bloc;
  bool races = true;
  std::optional<Month> entry;
  double openness_propensity = 0;
  double publishing = 0;
  double api_access = 0;
  double api_revenue_share = 0;
  double initial_log_a_pre = 0;
  double initial_log_a_post = 0;
  double initial_eci = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.name, Field{.name = "name", .doc = "name of the lab", .required = true});
    visit(self.bloc, Field{.name = "bloc", .doc = "bloc of its head office", .required = true});
    visit(self.races, Field{.name = "races", .doc = "false: buys chips and does not race"});
    visit(self.entry, Field{.name = "entry", .doc = "first month; none: there from the start"});
    visit(self.openness_propensity, Field{.name = "openness_propensity",
                                          .id = "openness",
                                          .unit = "log-odds",
                                          .lower = -20,
                                          .upper = 20,
                                          .doc = "propensity to release openly"});
    visit(self.publishing,
          Field{.name = "publishing", .lower = 0, .upper = 1, .doc = "share of its methods it publishes"});
    visit(self.api_access,
          Field{.name = "api_access", .lower = 0, .upper = 1, .doc = "share of its models outsiders can reach"});
    visit(self.api_revenue_share,
          Field{.name = "api_revenue_share", .lower = 0, .upper = 1, .doc = "share of revenue from the API"});
    visit(self.initial_log_a_pre,
          Field{.name = "initial_log_a_pre",
                .unit = "ln",
                .lower = -20,
                .upper = 20,
                .doc = "pre-training efficiency at the start or at entry, frontier of 2023-03 = 0"});
    visit(self.initial_log_a_post, Field{.name = "initial_log_a_post",
                                         .unit = "ln",
                                         .lower = -20,
                                         .upper = 20,
                                         .doc = "post-training efficiency at the start or at entry"});
    visit(self.initial_eci, Field{.name = "initial_eci",
                                  .unit = "ECI",
                                  .lower = -100,
                                  .upper = 500,
                                  .doc = "best model at the start or at entry"});
    Sourced::describe(self, visit);
  }
};

/// What a lab's path is about.
enum class LabItem { staff, chip_budget };
std::span<const std::string_view> enum_names(LabItem);

/// A point of a lab's path: staff [people] or chip budget [USD/yr].
struct LabPoint : Sourced {
  static constexpr std::string_view keys[] = {"lab", "month", "item"};
  std::string lab;
  Month month;
  LabItem item = LabItem::staff;
  double value = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.lab, Field{.name = "lab", .doc = "lab or owner", .required = true});
    visit(self.month, Field{.name = "month", .doc = "month of the value", .required = true});
    visit(self.item, Field{.name = "item", .doc = "what is measured", .required = true});
    visit(self.value,
          Field{.name = "value", .lower = 0, .upper = 1e15, .doc = "people, or USD per year", .required = true});
    Sourced::describe(self, visit);
  }
};

/// A segment of the demand for AI: who buys, and how they choose.
struct Segment : Sourced {
  std::string name;
  double quality = 1;
  double price = 1;
  double home = 1;
  double adoption = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.name, Field{.name = "name", .doc = "name of the segment", .required = true});
    visit(self.quality,
          Field{.name = "quality", .lower = 0, .upper = 10, .doc = "weight of quality relative to quality_weight"});
    visit(self.price,
          Field{.name = "price", .lower = 0, .upper = 10, .doc = "weight of price relative to price_weight"});
    visit(self.home, Field{.name = "home", .lower = 0, .upper = 10, .doc = "home bias relative to home_bias"});
    visit(self.adoption, Field{.name = "adoption",
                               .lower = 0,
                               .upper = 1,
                               .doc = "share of its growth after the data that adoption by firms sets, where the "
                                      "scenario simulates adoption"});
    Sourced::describe(self, visit);
  }
};

/// A point of the path of what a bloc's segment would spend on AI if every buyer found a model good and cheap enough.
struct SpendingPoint : Sourced {
  static constexpr std::string_view keys[] = {"bloc", "segment", "month"};
  std::string bloc;
  std::string segment;
  Month month;
  double usd_per_year = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.bloc, Field{.name = "bloc", .doc = "bloc of the buyers", .required = true});
    visit(self.segment, Field{.name = "segment", .doc = "segment of the demand", .required = true});
    visit(self.month, Field{.name = "month", .doc = "month of the value", .required = true});
    visit(self.usd_per_year, Field{.name = "usd_per_year",
                                   .unit = "USD/yr",
                                   .lower = 0,
                                   .upper = 1e15,
                                   .doc = "spending on models and on what else does the job",
                                   .required = true});
    Sourced::describe(self, visit);
  }
};

/// Chips held at the start of the clock.
struct InitialStock : Sourced {
  static constexpr std::string_view keys[] = {"owner", "chip"};
  std::string owner;
  std::string chip;
  double count = 0;
  double mean_age = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.owner, Field{.name = "owner", .doc = "lab or owner", .required = true});
    visit(self.chip, Field{.name = "chip", .doc = "chip class", .required = true});
    visit(self.count,
          Field{.name = "count", .unit = "chip", .lower = 0, .upper = 1e12, .doc = "chips", .required = true});
    visit(self.mean_age, Field{.name = "mean_age", .unit = "month", .lower = 0, .upper = 240, .doc = "mean age"});
    Sourced::describe(self, visit);
  }
};

}  // namespace racesim
