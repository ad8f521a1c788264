#pragma once
// Who gets which chips: every group of buyers takes the cheapest usable compute it may have, route after route.
//
//   routes: legal imports | domestic chips | smuggled chips | rented abroad; each a price, a quantity and a bound
//   usable price = price (1 + fee or premium) / software factor           [USD per usable H100e]
//   fill: every group plans its shopping from the cheapest open route on; all plans meet the pools at once, a pool
//         that is short is shared in proportion to the plans; who got less plans again with what is
//         left, four times in all. Groups of one bloc divide what a pool has for them in proportion to their money.
//   quota: a pool of its own, share * vendor's supply, for all sales under the rule
//   cap per customer: cap / 12 chips a month of all classes under the rule, buyer by buyer; who can reach it shops
//   alone
//   rent is by contract, paid at once, and begins when chips ordered with it would arrive;
//   rented' = rented (1 - 1/contract) + contracts that begin, bounded by the open capacity
//   domestic bound = min(dies * yield, HBM stacks / stacks per chip) * h100e
//   smuggling bound = chips of the month * lognormal noise * (1 - enforcement) * (premium / reference)^eta
//
// The same function runs twice a month: with the rules in force and, for the shadow stock K*, with none.
// Reads orders, offers of the month. Writes purchases, rentals, spending, deliveries under way. Draws nothing: the
// smuggling noise of a run is drawn at its start.
#include <vector>

#include "racesim/core/month.hpp"
#include "racesim/model/mechanism.hpp"

namespace racesim {

struct ChipMarket {
  /// The month in which rent is `rental_price`; from there it falls with the price of chips.
  static constexpr Month rental_price_month = Month::of(2025, 1);

  struct Params {
    double price_decline = 0.36;
    double supply_growth = 0.811;
    double domestic_software_factor = 0.6;
    double domestic_die_growth = 0.35;
    double domestic_yield_max = 0.6;
    double domestic_yield_learning = 0.3;
    double domestic_hbm_growth = 0.35;
    double smuggling_premium = 0.5;
    double smuggling_reference_premium = 0.5;
    double smuggling_elasticity = 1.0;
    double smuggling_sd = 1.2;
    double smuggling_seizure = 0.02;
    double rental_price = 1.34;
    double rental_growth = 0.64;
    double rental_horizon = 48;
    double offshore_subsidiary_share = 0.3;
    double rental_contract = 24;

    static std::span<const Parameter<Params>> fields();
  };

  /// Months from order to delivery.
  static std::size_t delivery_months(const Inputs& inputs);

  /// What one of the two markets has sold and not yet delivered.
  struct Trade {
    Table<double> transit;
    Column<double> delivered, rented;
    Table<double> signed_rent;
    Column<double> spent;
    Column<double> domestic_made, domestic_made_in_data, hbm_stock;

    template <class Self, class Visitor>
    static void describe(Self& self, Visitor&& visit) {
      visit(self.transit,
            StateField{"transit", Axis::buyer_chip, "chips", 0, "on the way, ring of months", delivery_months});
      visit(self.delivered, StateField{"delivered", Axis::buyer_chip, "chips", 0, "delivered this month"});
      visit(self.rented, StateField{"rented", Axis::buyer, "H100e", 0, "under contract"});
      visit(self.signed_rent, StateField{"signed_rent", Axis::buyer, "H100e", 0,
                                         "contracts yet to begin, ring of months", delivery_months});
      visit(self.spent, StateField{"spent", Axis::buyer, "USD", 0, "spent this month, rent included"});
      visit(self.domestic_made,
            StateField{"domestic_made", Axis::bloc, "H100e", 0, "made by the bloc's own line so far"});
      visit(self.domestic_made_in_data,
            StateField{"domestic_made_in_data", Axis::bloc, "H100e", 0, "part made while the yield was measured"});
      visit(self.hbm_stock, StateField{"hbm_stock", Axis::bloc, "stacks", 0, "high-bandwidth memory in store"});
    }
  };

  /// Room for the market to work in, so that no month allocates; what a month leaves in it nobody reads.
  struct Scratch {
    std::vector<int> group;       ///< buyers: group this month
    std::vector<double> pool;     ///< what is left of every pool [H100e]
    std::vector<double> claim;    ///< blocs x pools: money of the groups that may draw on it [USD]
    std::vector<double> wanted;   ///< orders on every pool [H100e]
    std::vector<double> money;    ///< groups: orders [USD]
    std::vector<double> left;     ///< groups: orders not yet filled [USD]
    std::vector<double> ration;   ///< share of the orders that every pool fills
    Table<double> planned;        ///< groups x offers [H100e]
    Table<double> bought;         ///< groups x offers [H100e]
    std::vector<double> cap;      ///< groups x caps: chips that the buyer may still get
    std::vector<double> addends;  ///< buyers

    void make(const Inputs& inputs);
  };

  struct State {
    Trade real, shadow;
    Column<double> sold, route;
    Column<double> smuggled, capex, rent;
    double smuggling_noise;
    Scratch scratch;

    template <class Self, class Visitor>
    static void describe(Self& self, Visitor&& visit) {
      visit(self.real, StateField{.name = "real", .doc = "with the rules in force"});
      visit(self.shadow, StateField{.name = "shadow", .doc = "with no rule"});
      visit(self.sold, StateField{"sold", Axis::bloc_vendor, "H100e", 0, "sold legally so far"});
      visit(self.route,
            StateField{"route", Axis::bloc_route, "H100e", 0, "bought so far by route; rented: H100e-months"});
      visit(self.smuggled, StateField{"smuggled", Axis::bloc, "chips", 0, "smuggled so far"});
      visit(self.capex, StateField{"capex", Axis::bloc, "USD", 0, "spent on chips so far"});
      visit(self.rent, StateField{"rent", Axis::bloc, "USD", 0, "spent on contracts of rent so far"});
      visit(self.smuggling_noise, StateField{"smuggling_noise", Axis::world, "1", unset,
                                             "multiple of the smuggled volume, drawn once a run"});
    }
  };

  /// Draws the smuggling noise of the run.
  static void start(const Inputs& inputs, std::uint32_t replicate, State& own);
  /// Chips on their way to labs that leave the race go to their heirs; their contracts of rent end.
  static void hand_on(const Stage& stage, State& own);
  /// Fills the orders of the real and of the shadow market and puts the chips on their way; delivers what is due.
  static void advance(const Stage& stage, State& own);
};

}  // namespace racesim
