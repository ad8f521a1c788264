#pragma once
// Chip classes, their properties, and conditions on them written as export law writes them.
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "racesim/core/field.hpp"
#include "racesim/core/month.hpp"

namespace racesim {

/// One H100e is the dense 8-bit peak of an H100, 1979 TFLOP/s; it gives 989e12 dense BF16 FLOP/s [Nvidia data sheet].
inline constexpr double h100e_flop_per_second = 989e12;

/// A class of accelerator: what a rule and a buyer need to know of it. Empty properties are not known.
struct ChipClass {
  std::string name;
  std::string vendor;
  std::string origin;                ///< bloc whose export rules bind it
  std::vector<std::string> sold_in;  ///< blocs its maker sells it in; empty: everywhere
  bool accelerator = true;           ///< bought for training clusters; false: cards that exist for the rules only
  std::optional<Month> launch;       ///< first month of sale; none: never sold
  std::optional<Month> end_of_sale;  ///< first month no longer sold
  double tpp = 0;
  std::optional<double> performance_density;
  double h100e = 0;
  std::optional<double> interconnect;
  std::optional<double> hbm_bandwidth;
  double watts = 0;
  double software_factor = 1;
  std::string confidence = "J";
  std::string source;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.name, Field{.name = "name", .doc = "name of the chip class", .required = true});
    visit(self.vendor, Field{.name = "vendor", .doc = "maker, as in the supply table", .required = true});
    visit(self.origin, Field{.name = "origin", .doc = "bloc whose export rules bind it", .required = true});
    visit(self.sold_in, Field{.name = "sold_in", .doc = "blocs it is sold in; none given: everywhere"});
    visit(self.accelerator, Field{.name = "accelerator", .doc = "bought for training clusters"});
    visit(self.launch, Field{.name = "launch", .doc = "first month of sale; none: never sold"});
    visit(self.end_of_sale, Field{.name = "end_of_sale", .doc = "first month no longer sold"});
    visit(self.tpp, Field{.name = "tpp",
                          .unit = "TPP",
                          .lower = 0,
                          .upper = 1e8,
                          .doc = "total processing performance: dense TOP/s times bits",
                          .required = true});
    visit(self.performance_density, Field{.name = "performance_density",
                                          .unit = "TPP/mm2",
                                          .lower = 0,
                                          .upper = 1e5,
                                          .doc = "TPP per area of the dies"});
    visit(self.h100e, Field{.name = "h100e",
                            .unit = "H100e",
                            .lower = 0,
                            .upper = 1000,
                            .doc = "dense 8-bit peak relative to an H100",
                            .required = true});
    visit(self.interconnect, Field{.name = "interconnect",
                                   .unit = "GB/s",
                                   .lower = 0,
                                   .upper = 1e6,
                                   .doc = "chip-to-chip bandwidth, both directions"});
    visit(self.hbm_bandwidth,
          Field{.name = "hbm_bandwidth", .unit = "TB/s", .lower = 0, .upper = 1e3, .doc = "memory bandwidth"});
    visit(self.watts, Field{.name = "watts", .unit = "W", .lower = 0, .upper = 1e5, .doc = "power of the chip"});
    visit(self.software_factor, Field{.name = "software_factor",
                                      .lower = 0,
                                      .upper = 1,
                                      .doc = "share of its peak that the software lets a lab use, Nvidia = 1"});
    visit(self.confidence, Field{.name = "confidence", .doc = "V, E, D or J"});
    visit(self.source, Field{.name = "source", .doc = "where the row comes from"});
  }
};

/// Properties of a chip that a rule can test.
enum class ChipProperty { tpp, performance_density, interconnect, hbm_bandwidth, h100e };
/// Names of the properties as scenarios write them, in the order of the enumeration.
std::span<const std::string_view> enum_names(ChipProperty);
/// Unit in which a property is stored.
std::string_view unit_of(ChipProperty property);
/// Value of a property; nothing when it is not known.
std::optional<double> value_of(const ChipClass& chip, ChipProperty property);

enum class Comparison { less, less_equal, greater_equal, greater };
/// "<", "<=", ">=", ">" in the order of the enumeration.
std::span<const std::string_view> enum_names(Comparison);

/// A condition on a chip: one comparison, a list of chips or vendors, or `all` / `any` of further conditions.
/// A property that is not known never satisfies a comparison.
struct Condition {
  enum class Kind { never, compare, chip, vendor, all, any };
  Kind kind = Kind::never;
  ChipProperty property = ChipProperty::tpp;
  Comparison comparison = Comparison::greater_equal;
  double threshold = 0;            ///< in unit_of(property)
  std::vector<std::string> names;  ///< chips or vendors
  std::vector<Condition> parts;    ///< of all and any

  bool operator()(const ChipClass& chip) const;
};

}  // namespace racesim
