#pragma once
// Structural switches: which form of the model runs. Parameters vary numbers, these vary equations. The default of each
// is the central form; `racesim show` lists them all.
#include <span>
#include <string_view>

#include "racesim/core/field.hpp"

namespace racesim {

/// Efficiency stocks of a lab.
enum class EfficiencyStocks { two, one };
std::span<const std::string_view> enum_names(EfficiencyStocks);
/// How own progress comes.
enum class Innovation { smooth, lumps };
std::span<const std::string_view> enum_names(Innovation);

struct Structure {
  EfficiencyStocks efficiency_stocks = EfficiencyStocks::two;
  Innovation innovation = Innovation::smooth;
  bool automation = false;
  bool safety_race = false;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.efficiency_stocks,
          Field{.name = "efficiency_stocks",
                .doc = "two (pre- and post-training, each with its own returns) or one stock of both"});
    visit(self.innovation,
          Field{.name = "innovation", .doc = "own progress is smooth, or comes in lumps with the same expectation"});
    visit(self.automation, Field{.name = "automation", .doc = "AI does part of AI research"});
    visit(self.safety_race, Field{.name = "safety_race", .doc = "labs choose between safe and fast development"});
  }
};

}  // namespace racesim
