#pragma once
// Chips need power: what a bloc can supply is built years ahead, bounds what runs, and is dear when it is nearly used
// up.
//
//   e_i      = stock-weighted mean kW per H100e of buyer i; a chip brings watts * overhead / h100e, and where its class
//              stands for its successors, less by exp(-improvement * years since its vendor's last launch)
//   wanted   = sum_i installed_i e_i                                          [MW]
//   capacity = measured to the end of the data, and what was then under construction for the next `lead` months;
//              then capacity' = capacity + orders(t - lead)
//   orders   = min(limit * capacity * dt, max(0, (1 + headroom) wanted exp(g lead) - capacity - queued))
//   g        = ln(wanted / wanted a year ago), between 0 and the largest growth that operators build for
//   drawn    = min(wanted, capacity, caps by policy)
//   price    = 1 + 2 k x^2 / (1 + x),  x = max(0, (wanted / capacity - u0) / (1 - u0))      relative to idle capacity
//
// Each market has capacity of its own: K* stands for a world without rules, whose operators would have built for it.
// Reads chips installed, capacity measured, caps. Writes capacity, queue, price of power, power drawn. Draws nothing.
#include <algorithm>
#include <vector>

#include "racesim/model/mechanism.hpp"

namespace racesim {

struct Power {
  struct Params {
    double overhead = 2.2;
    double improvement = 0.26;
    double construction_growth = 0.35;
    double lead_factor = 1;
    double headroom = 0.15;
    double growth_limit = 0.7;
    double price_threshold = 0.7;
    double price_slope = 1;

    /// Price of power relative to that of idle capacity, at a share `used` of the capacity that may exceed 1.
    double price(double used) const {
      const double x = std::max(0.0, (used - price_threshold) / (1 - price_threshold));
      return 1 + 2 * price_slope * x * x / (1 + x);
    }
    /// Growth of the power wanted that operators build for [ln/yr].
    double expected_growth(double wanted, double year_ago) const;
    /// What operators order this month [MW]: `ahead` is the growth over the lead time [ln], `most` the limit.
    double orders(double wanted, double ahead, double capacity, double queued, double most) const;

    static std::span<const Parameter<Params>> fields();
  };

  static std::size_t longest_lead(const Inputs& inputs);
  static std::size_t months_of_year(const Inputs&) { return 12; }

  /// The power of one market.
  struct Grid {
    Column<double> capacity, wanted, ordered, on_line, queued;
    Column<double> share, drawn;
    Table<double> coming, past_wanted;

    template <class Self, class Visitor>
    static void describe(Self& self, Visitor&& visit) {
      visit(self.capacity,
            StateField{"capacity", Axis::bloc, "MW", unset, "at the wall; infinite where the scenario measures none"});
      visit(self.wanted, StateField{"wanted", Axis::bloc, "MW", 0, "what all chips installed would draw"});
      visit(self.ordered, StateField{"ordered", Axis::bloc, "MW", 0, "ordered this month"});
      visit(self.on_line, StateField{"on_line", Axis::bloc, "MW", 0, "come this month"});
      visit(self.queued, StateField{"queued", Axis::bloc, "MW", 0, "ordered or under construction, not yet there"});
      visit(self.share, StateField{"share", Axis::bloc, "1", unset, "share of the power wanted that can be had"});
      visit(self.drawn, StateField{"drawn", Axis::bloc, "MW", unset, "drawn at the wall"});
      visit(self.coming, StateField{"coming", Axis::bloc, "MW", 0,
                                    "ordered, ring of months as long as the bloc's lead time", longest_lead});
      visit(self.past_wanted,
            StateField{"past_wanted", Axis::bloc, "MW", 0, "wanted in the last twelve months", months_of_year});
    }
  };

  struct State {
    Grid real, shadow;
    Column<double> price_factor;
    std::vector<double> scratch;  ///< buyers: room to work in

    template <class Self, class Visitor>
    static void describe(Self& self, Visitor&& visit) {
      visit(self.real, StateField{.name = "real", .doc = "with the rules in force"});
      visit(self.shadow, StateField{.name = "shadow", .doc = "with no rule"});
      visit(self.price_factor,
            StateField{"price_factor", Axis::bloc, "1", 1, "price of power relative to that of idle capacity"});
    }
  };

  static void start(const Inputs& inputs, State& own);
  static void advance(const Stage& stage, State& own);
};

}  // namespace racesim
