#pragma once
// Chips arrive, age and fail; the stock that runs is what a lab can compute with.
//
//   n' = n + arrivals(t - delay) - (h0 + h1 * age + delta) n dt        a linear hazard needs only the mean age
//   age' = mean age of the survivors, one month older, and of the new chips at age 0
//   e' = (survivors e + arrivals e_new) / n'               kW per H100e of a buyer, all classes together
//   K = power share * sum_c n_c h100e_c software_c + rented
//
// Reads deliveries, stocks, rentals, power. Writes stocks, ages, kW per H100e, compute K and shadow compute K*. Draws
// nothing.
#include <algorithm>

#include "racesim/core/month.hpp"
#include "racesim/model/mechanism.hpp"

namespace racesim {

struct Fleet {
  struct Cohort {
    double count = 0;  ///< chips
    double age = 0;    ///< mean, years
  };

  struct Params {
    double delivery_delay = 3;
    double hazard = 0.02;
    double hazard_ageing = 0.0035;
    double obsolescence = 0.15;

    /// One month of attrition and arrivals of one chip class.
    Cohort next(Cohort now, double arrivals) const {
      const double rate = hazard + hazard_ageing * now.age + obsolescence;
      const double survivors = now.count * std::max(0.0, 1 - rate * month_in_years);
      const double count = survivors + arrivals;
      return {count, count > 0 ? (now.age + month_in_years) * survivors / count : 0.0};
    }

    static std::span<const Parameter<Params>> fields();
  };

  struct State {
    /// Chips installed in one of the two markets.
    struct Chips {
      Column<double> count, age;
      Column<double> installed, usable, kw_per_h100e;

      template <class Self, class Visitor>
      static void describe(Self& self, Visitor&& visit) {
        visit(self.count, StateField{"count", Axis::buyer_chip, "chips", unset, "chips held"});
        visit(self.age, StateField{"age", Axis::buyer_chip, "yr", unset, "their mean age"});
        visit(self.installed, StateField{"installed", Axis::buyer, "H100e", unset, "owned and delivered"});
        visit(self.usable, StateField{"usable", Axis::buyer, "H100e", unset, "owned, times the software factor"});
        visit(self.kw_per_h100e, StateField{"kw_per_h100e", Axis::buyer, "kW/H100e", unset,
                                            "mean power at the wall of the chips installed"});
      }
    };
    Chips real, shadow;
    Column<double> compute, shadow_compute;

    template <class Self, class Visitor>
    static void describe(Self& self, Visitor&& visit) {
      visit(self.real, StateField{.name = "real", .doc = "with the rules in force"});
      visit(self.shadow, StateField{.name = "shadow", .doc = "with no rule"});
      visit(self.compute, StateField{"compute", Axis::lab, "H100e", 0, "usable compute K, owned and rented"});
      visit(self.shadow_compute, StateField{"shadow_compute", Axis::lab, "H100e", 0, "the same with no rule, K*"});
    }
  };

  /// Chips held at the start.
  static void start(const Inputs& inputs, State& own);
  /// Chips of labs that leave the race go to their heirs.
  static void hand_on(const Stage& stage, State& own);
  /// Chips age, fail and arrive, in the real and in the shadow market.
  static void advance(const Stage& stage, State& own, Range buyers);
  /// Compute of every lab [H100e].
  static void compute(const Stage& stage, State& own, Range labs);
};

}  // namespace racesim
