#pragma once
// A scenario in miniature with every kind of member the reader knows, for the tests of racesim/io.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "racesim/core/field.hpp"
#include "racesim/core/month.hpp"
#include "racesim/core/series.hpp"
#include "racesim/core/uncertain.hpp"

namespace racesim::mini {

inline constexpr const char* format = "racesim-scenario/2";

struct Clock {
  Month start = Month::of(2022, 1);
  Month end = Month::of(2030, 12);
  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.start, Field{.name = "start", .doc = "first month"});
    visit(self.end, Field{.name = "end", .doc = "last month"});
  }
};

enum class Record { summary, standard, full };
inline std::span<const std::string_view> enum_names(Record) {
  static constexpr std::string_view names[] = {"summary", "standard", "full"};
  return names;
}

struct Chip {
  std::string name;
  std::string vendor;
  std::vector<std::string> sold_in;
  std::optional<Month> launch;
  double tpp = 0;
  std::optional<double> interconnect;
  double watts = 700;
  bool accelerator = true;
  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.name, Field{.name = "name", .doc = "name of the chip class", .required = true});
    visit(self.vendor, Field{.name = "vendor", .doc = "maker", .required = true});
    visit(self.sold_in, Field{.name = "sold_in", .doc = "blocs it is sold in"});
    visit(self.launch, Field{.name = "launch", .doc = "first month of sale"});
    visit(self.tpp,
          Field{.name = "tpp", .unit = "TPP", .lower = 0, .upper = 1e8, .doc = "performance", .required = true});
    visit(self.interconnect, Field{.name = "interconnect", .unit = "GB/s", .lower = 0, .doc = "bandwidth"});
    visit(self.watts, Field{.name = "watts", .unit = "W", .lower = 1, .upper = 1e5, .doc = "power"});
    visit(self.accelerator, Field{.name = "accelerator", .doc = "bought for training"});
  }
};

struct Lab {
  std::string name;
  std::string bloc;
  int staff = 0;
  Series capital;
  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.name, Field{.name = "name", .doc = "name of the lab", .required = true});
    visit(self.bloc, Field{.name = "bloc", .doc = "bloc it belongs to", .required = true});
    visit(self.staff, Field{.name = "staff", .unit = "person", .lower = 0, .upper = 1e6, .doc = "researchers"});
    visit(self.capital,
          Field{.name = "capital", .unit = "USD/yr", .lower = 0, .upper = 1e14, .doc = "stream of capital"});
  }
};

struct ExportRule {
  static constexpr std::string_view type_name = "export_rule";
  static constexpr std::string_view doc = "the origin bars exports";
  std::string name;
  std::string from;
  std::vector<std::string> to;
  Month at;
  double ramp = 0;
  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.name, Field{.name = "name", .doc = "unique name", .required = true});
    visit(self.from, Field{.name = "from", .doc = "bloc of origin", .required = true});
    visit(self.to, Field{.name = "to", .doc = "blocs of destination", .required = true});
    visit(self.at, Field{.name = "at", .doc = "first month in force", .required = true});
    visit(self.ramp,
          Field{.name = "ramp", .unit = "month", .lower = 0, .upper = 240, .doc = "months to full strength"});
  }
};

struct PowerCap {
  static constexpr std::string_view type_name = "power_cap";
  static constexpr std::string_view doc = "a ceiling on power";
  std::string name;
  std::string on;
  double power = 0;
  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.name, Field{.name = "name", .doc = "unique name", .required = true});
    visit(self.on, Field{.name = "on", .doc = "bloc", .required = true});
    visit(self.power,
          Field{.name = "power", .unit = "MW", .lower = 0, .upper = 1e9, .doc = "ceiling", .required = true});
  }
};

struct Parameters {
  double elasticity = 0.35;
  double memory = 9;
  double price = 25000;
  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.elasticity, Field{.name = "elasticity", .lower = -2, .upper = 3, .doc = "induced innovation"});
    visit(self.memory, Field{.name = "memory", .unit = "month", .lower = 1, .upper = 60, .doc = "memory of scarcity"});
    visit(self.price, Field{.name = "price", .unit = "USD/H100e", .lower = 0, .upper = 1e6, .doc = "price of compute"});
  }
};

using Policy = std::variant<ExportRule, PowerCap>;

struct Scenario {
  std::string format;
  std::string name;
  std::string title;
  Clock clock;
  std::uint64_t seed = 1;
  int replicates = 1;
  Record record = Record::summary;
  std::vector<Chip> chips;
  std::vector<Lab> labs;
  std::vector<Policy> policies;
  Uncertain<Parameters> parameters;
  RankCorrelations correlations;
  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.format, Field{.name = "format", .doc = "version of the file format", .required = true});
    visit(self.name, Field{.name = "name", .doc = "short name", .required = true});
    visit(self.title, Field{.name = "title", .doc = "one line for people"});
    visit(self.clock, Field{.name = "clock", .doc = "months of the run"});
    visit(self.seed, Field{.name = "seed", .doc = "seed of all luck"});
    visit(self.replicates, Field{.name = "replicates", .lower = 1, .upper = 1e6, .doc = "runs"});
    visit(self.record, Field{.name = "record", .doc = "how much is stored"});
    visit(self.chips, Field{.name = "chips", .doc = "chip classes"});
    visit(self.labs, Field{.name = "labs", .doc = "labs"});
    visit(self.policies, Field{.name = "policies", .doc = "instruments of policy"});
    visit(self.parameters, Field{.name = "parameters", .doc = "values or distributions"});
    visit(self.correlations, Field{.name = "correlations", .doc = "rank correlations of parameters"});
  }
};

}  // namespace racesim::mini
