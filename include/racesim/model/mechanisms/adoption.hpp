#pragma once
// Firms take up AI: a few by themselves, most because others did, as far as the models that reach them are good enough,
// cheap enough and served.
//
//   F'   = the Bass curve dF = s (p + q F)(1 - F) gate dt, one month further along its closed form, per bloc and sector
//   gate = logistic(b (C - need)) * 1 / (1 + (price / price_0)^theta) * share of the demand served
//   C    = ECI available + e ln(1 + D / D_0)                      applied capability of a sector [ECI]
//   D'   = D + (richness F - D / memory) dt                       domain data [firm-share years]
//   ECI available = the best of a bloc's own labs, towards what it can reach of others through APIs and open weights
//   industrial index = sum_s weight F max(0, C - need)            [ECI]
//
// Reads best models, open models, prices, demand filled, policies' push s. Writes adoption, domain data, ECI available,
// industrial index. Draws nothing.
#include "racesim/model/mechanism.hpp"

namespace racesim {

struct Adoption {
  struct Params {
    double innovation = 0.02;
    double imitation = 0.4;
    double gate_slope = 0.15;
    double reference_price = 10;
    double price_elasticity = 1;
    double data_effect = 2;
    double data_scale = 1;
    double data_time_constant = 5;

    /// Share of firms after `years` on the Bass curve through `share`; the pace times the gate is in the years.
    double next(double share, double years) const;
    /// How far capability and price open the way [0, 1]; a price of 0 is none known.
    double capability_gate(double eci, double need) const;
    double price_gate(double price) const;
    /// ECI that domain data add in a sector.
    double data_gain(double data) const;

    static std::span<const Parameter<Params>> fields();
  };

  struct State {
    Column<double> share, domain_data;
    Column<double> bloc_share, eci_available, industrial_index;
    Column<std::int32_t> reached;

    template <class Self, class Visitor>
    static void describe(Self& self, Visitor&& visit) {
      visit(self.share, StateField{"share", Axis::bloc_sector, "1", unset, "share of firms that use AI"});
      visit(self.domain_data, StateField{"domain_data", Axis::bloc_sector, "yr", 0,
                                         "data from deployment, in years of use by every firm"});
      visit(self.bloc_share,
            StateField{"bloc_share", Axis::bloc, "1", 0, "share of firms that use AI, sectors by weight"});
      visit(self.eci_available,
            StateField{"eci_available", Axis::bloc, "ECI", 0, "best model that firms can use; -inf: none"});
      visit(self.industrial_index,
            StateField{"industrial_index", Axis::bloc, "ECI", 0, "capability above need in use, mean over all firms"});
      visit(self.reached,
            StateField{"reached", Axis::goal, "month", -1, "month in which the share was reached; -1: not yet"});
    }
  };

  static void start(const Inputs& inputs, State& own);
  static void advance(const Stage& stage, State& own);
};

}  // namespace racesim
