#pragma once
// A bloc makes chips of its own: bound by dies, by yield, which is learnt by doing, and by high-bandwidth memory.
//
//   bound = min(dies * yield / dies per H100e, HBM stacks / stacks per H100e)                    [H100e per month]
//   yield = measured while the data last, then y_max - (y_max - y_0) (chips made / chips made at the end of the
//   data)^-b HBM stock' = stock + imports that get through + own production - use
//
// Die and stack counts per H100e are those of the Ascend 910C: two dies and eight stacks for 0.808 H100e [Epoch AI,
// Machine Learning Hardware, 2026-01; press]. Reads the timeline's dies, yields, memory. Writes chips made, memory
// stock. Draws nothing.
#include "racesim/model/mechanisms/chip_market.hpp"
#include "racesim/model/timeline.hpp"

namespace racesim {

struct DomesticLine {
  static constexpr double dies_per_h100e = 2 / 0.808;
  static constexpr double stacks_per_h100e = 8 / 0.808;

  /// Yield when `made` H100e have been made in all, `made_at_data_end` of them while yields were measured.
  static double learnt_yield(double start, double ceiling, double exponent, double made, double made_at_data_end);
  /// What the bloc's line can deliver this month [H100e]; `ruled` applies the rules in force.
  static double capacity(const Stage& stage, const ChipMarket::Trade& trade, int bloc, bool ruled);
  /// Counts what was made and used of the month's sales; takes in the month's memory.
  static void settle(const Stage& stage, ChipMarket::Trade& trade, const ChipMarket::Scratch& sales,
                     std::span<const BuyerGroup> groups, bool ruled);
};

}  // namespace racesim
