#pragma once
// Models are sold: buyers choose among released models and what else does the job, labs set prices, serving takes
// compute.
//
//   U = a_q q (ECI - 126) - alpha p ln(price / 10 USD) + home h (same bloc)         own services, and open models at
//   cost logit share = access exp(U) / (exp(U_0) + sum access exp(U)),  share' = iota share + (1 - iota) logit share
//   cost = rent ((1 - e) + e power price) w (F / F_ref)^sigma / B                             [USD per million tokens]
//   price = cost * min(cap, eps / (eps - 1)),  eps = 1 + alpha p (1 - share), p the mean of the segments
//           higher, up to the cap, where compute is short: what is wanted then just fits
//   serving = s_0 + min(demand, (s_max - s_0) K) / K,  demand = spending / price * work / B;  the rest of K is for
//             experiments and training
//   d ln B = own research of its own growth g_B + kappa_B max(0, best ln B - ln B) dt      serving software is open
//
// Shares of spending in a logit of ln price are the demand of a buyer with CES preferences [anderson1992]; the size of
// a model goes with the square root of its training compute [hoffmann2022]. Reads released models, ln A, research,
// compute, access, spending. Writes prices, shares, revenue, serving. Draws nothing.
#include "racesim/model/mechanism.hpp"

namespace racesim {

struct ModelMarket {
  struct Params {
    /// Price at which quality alone decides [USD per million tokens]: sets the scale of the outside option.
    static constexpr double reference_price = 10;

    double quality_weight = 0.12;
    double price_weight = 1.0;
    double home_bias = 0.5;
    double inertia = 0.85;
    double outside_utility = 2.0;
    double markup_cap = 5;
    double serving_work = 6;
    double serving_size_exponent = 0.5;
    double inference_growth = 1.2;
    double inference_catch_up = 1.0;
    double energy_cost_share = 0.08;
    double open_capture = 0.1;
    double own_use = 0.15;
    double serving_limit = 0.65;
    double serving_share = 0.40;
    double growth = 0.9;
    double late_growth = 0.1;
    double decay_time = 3.0;

    /// ln of the growth of spending `years` after the end of the data [ln].
    double log_growth(double years) const;
    /// Price over cost [1] of a service with this share of the spending, where ln price weighs `weight`.
    double markup(double weight, double share) const;
    /// ln of the work per token of a model trained on ln FLOP, at ln B inference efficiency, over that of the
    /// reference.
    double log_relative_work(double log_flop, double log_b) const;
    /// Share of the research compute of a lab at the central serving share that is left at this one [1].
    double left(double serving) const { return (1 - serving) / (1 - serving_share); }

    static std::span<const Parameter<Params>> fields();
  };

  /// A lab's models come to the market in two ways: its best model as its own service, and its best open model served
  /// by anybody at cost.
  enum Service { own, open };
  static constexpr int n_services = 2;

  /// Room for the market to work in; what a month leaves in it nobody reads.
  struct Scratch {
    std::size_t labs = 0;
    std::vector<double> log_price[n_services];  ///< labs: relative to the reference price; infinite: not on offer
    std::vector<double> weight[n_services];     ///< labs: exp of utility, relative to the largest
    std::vector<double> wanted;                 ///< blocs x services x labs: USD this month
    std::vector<double> values;                 ///< services x labs

    void make(const Inputs& inputs);
    double* wanted_in(int bloc, int service) { return &wanted[(bloc * n_services + service) * labs]; }
  };

  static std::size_t by_service(const Inputs&) { return n_services; }
  static std::size_t by_market(const Inputs& inputs);

  struct State {
    Column<double> log_b, unit_cost, price, congestion, revenue, margin, serving_share, market_share, open_use;
    Table<double> log_size;  ///< by service
    Column<double> marked_log_size;
    Table<double> marked_eci;  ///< by service
    Table<double> share;       ///< [place(bloc, segment, service)]
    Column<double> potential, outside;
    Column<double> adopted, filled, spending, price_at_reference, price_by_maker, open_tokens;
    Scratch scratch;

    template <class Self, class Visitor>
    static void describe(Self& self, Visitor&& visit) {
      visit(self.log_b, StateField{"log_b", Axis::named, "ln", unset, "inference efficiency, 2023-03 = 0"});
      visit(self.unit_cost,
            StateField{"unit_cost", Axis::named, "USD/Mtoken", 0, "cost of serving the lab's best model"});
      visit(self.price,
            StateField{"price", Axis::named, "USD/Mtoken", 0, "price of the lab's service; 0: nothing to sell"});
      visit(self.congestion, StateField{"congestion", Axis::named, "1", 1,
                                        "price over what the lab would ask if it had compute enough"});
      visit(self.revenue, StateField{"revenue", Axis::named, "USD", 0, "revenue of the month"});
      visit(self.margin, StateField{"margin", Axis::named, "USD", 0, "revenue less the cost of serving"});
      visit(self.serving_share,
            StateField{"serving_share", Axis::named, "1", unset, "share of the lab's compute that serves"});
      visit(self.market_share,
            StateField{"market_share", Axis::named, "1", 0,
                       "share of all spending, the outside option's included, that wants the service"});
      visit(self.open_use,
            StateField{"open_use", Axis::named, "1", 0, "share of the tokens of open models that are of the lab's"});
      visit(self.log_size, StateField{"log_size", Axis::named, "ln FLOP", unset,
                                      "run behind the model on sale, by service", by_service});
      visit(self.marked_log_size, StateField{"marked_log_size", Axis::named, "ln FLOP", unset,
                                             "latest model released open, which may still be held back"});
      visit(self.marked_eci, StateField{"marked_eci", Axis::named, "ECI", unset,
                                        "model that log_size is about, by service", by_service});
      visit(self.share,
            StateField{"share", Axis::named, "1", 0, "share of the spending, by bloc, segment and service", by_market});
      visit(self.potential, StateField{"potential", Axis::bloc_segment, "USD", 0,
                                       "spending of the month on models and what else does the job"});
      visit(self.outside, StateField{"outside", Axis::bloc_segment, "1", 1, "share of the outside option"});
      visit(self.adopted, StateField{"adopted", Axis::bloc, "1", 0,
                                     "share of firms that used AI at the end of the data; 0: not simulated"});
      visit(self.filled,
            StateField{"filled", Axis::bloc, "1", 1, "share of the demand that found compute to serve it"});
      visit(self.spending,
            StateField{"spending", Axis::bloc, "USD", 0, "spending of the month on models and what else does the job"});
      visit(self.price_at_reference, StateField{"price_at_reference", Axis::bloc, "USD/Mtoken", 0,
                                                "cheapest tokens of the reference quality; 0: none"});
      visit(self.price_by_maker, StateField{"price_by_maker", Axis::bloc, "USD/Mtoken", 0,
                                            "the same of models made in the bloc, where they cost least; 0: none"});
      visit(self.open_tokens,
            StateField{"open_tokens", Axis::bloc, "Mtoken", 0, "tokens this month of open models made in the bloc"});
    }
  };

  /// Row of State::share.
  static std::size_t place(const Inputs& inputs, int bloc, int segment, int service);

  static void start(const Inputs& inputs, State& own);
  /// The month's services, shares, revenue and serving.
  static void advance(const Stage& stage, State& own);
};

}  // namespace racesim
