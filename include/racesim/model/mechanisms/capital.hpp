#pragma once
// Money: measured chip budgets to the end of the data; then a stream whose growth decays, revenue and raises. Chips,
// wages and the rest are paid from it; rules to come pull orders forward.
//
//   b(t) = path(t) / 12                          while the data last                               [catalogue]
//   d ln b / dt = g_inf + (g_0 - g_inf) exp(-(t - t_data) / tau_g)   afterwards                     [judgement]
//   income = b / c + s_rev (margin - margin_data) + (raise - raise_data),  c = share of chips       [USD per month]
//   raise = phi * multiple * max(0, change of expected revenue per year) * V^elasticity
//   m = min(b + c (income - b / c), cash + income - payroll - other),  m = y + chi/2 B (y/B - 1)^2 where y > B
//   cash' = cash + income - m - payroll - other
//   payroll' = payroll + max(0, share * income - payroll) / tau: it follows a higher income and never falls
//   orders = (y + carried) * a,  a > 1 from the announcement of a rule to its entry into force
//   carried' = kappa * (y + carried - spent) when money is left, the whole debt when orders ran ahead
//
// B is what the usual budget can grow to at the fastest rate that costs nothing. Owners that do not race, and all in a
// scenario without a market, spend b. Reads the timeline's budgets, revenue, valuation, spending on chips, exits.
// Writes orders [USD per month], cash flows and cash. Draws nothing.
#include "racesim/model/mechanism.hpp"

namespace racesim {

struct Capital {
  struct Params {
    double budget_growth = 0.42;
    double budget_late_growth = 0.05;
    double budget_decay_time = 4.0;
    double front_loading = 1.8;
    double carry_over = 0.7;
    double building_multiplier = 1.8;
    double chip_share = 0.55;
    double payroll_share = 0.25;
    double reinvested = 0.7;
    double raise_share = 0.1;
    double revenue_multiple = 20;
    double expectation_time_constant = 6;
    double adjustment_cost = 1;
    double free_growth = 1.1;
    double cash_reserve = 6;
    double payroll_time_constant = 12;
    double exit_patience = 6;

    /// ln of the growth of a budget `years` after the end of the data: integral of the rate above [ln].
    double log_growth(double years) const;
    /// Money carried into the next month [USD]: unspent money fades, debt from early orders stays.
    double carried(double available, double spent) const;

    /// Part of `money` that buys chips where more than `free` costs extra; the rest is that cost [USD].
    double affordable(double money, double free) const;
    /// Chip budget that growth at the free rate has reached, from the smoothed budget of the month before [USD].
    double free_budget(double usual) const;
    int patience_months() const;

    static std::span<const Parameter<Params>> fields();
  };

  struct State {
    /// Orders in one of the two markets.
    struct Orders {
      Column<double> orders, carried;

      template <class Self, class Visitor>
      static void describe(Self& self, Visitor&& visit) {
        visit(self.orders, StateField{"orders", Axis::buyer, "USD", 0, "orders this month"});
        visit(self.carried,
              StateField{"carried", Axis::buyer, "USD", 0, "money left over, negative when orders ran ahead"});
      }
    };
    Orders real, shadow;
    Column<double> budget, returned;
    Column<double> income, raised, payroll, other, adjustment;
    Column<double> cash, usual_budget, expected_revenue, base_earned, base_raised;
    Column<std::int32_t> months_in_debt;

    template <class Self, class Visitor>
    static void describe(Self& self, Visitor&& visit) {
      visit(self.real, StateField{.name = "real", .doc = "with the rules in force"});
      visit(self.shadow, StateField{.name = "shadow", .doc = "with no rule"});
      visit(self.budget,
            StateField{"budget", Axis::buyer, "USD", 0, "chip money of the month, the same in both markets"});
      visit(self.returned,
            StateField{"returned", Axis::buyer, "USD", 0, "chip money that went back to the owners this month"});
      visit(self.income, StateField{"income", Axis::named, "USD", 0, "stream, revenue and raises of the month"});
      visit(self.raised,
            StateField{"raised", Axis::named, "USD", 0, "part of the income that was raised on expected revenue"});
      visit(self.payroll, StateField{"payroll", Axis::named, "USD", 0, "wages of the month; they never fall"});
      visit(self.other, StateField{"other", Axis::named, "USD", 0, "everything else spent this month"});
      visit(self.adjustment, StateField{"adjustment", Axis::named, "USD", 0, "cost of growing too fast"});
      visit(self.cash, StateField{"cash", Axis::named, "USD", 0, "cash"});
      visit(self.usual_budget, StateField{"usual_budget", Axis::named, "USD", 0, "smoothed chip budget per month"});
      visit(self.expected_revenue, StateField{"expected_revenue", Axis::named, "USD/yr", 0, "smoothed revenue"});
      visit(self.base_earned,
            StateField{"base_earned", Axis::named, "USD", 0, "margin of serving in the last month of the data"});
      visit(self.base_raised,
            StateField{"base_raised", Axis::named, "USD", 0, "raises of that month by the rule that holds afterwards"});
      visit(self.months_in_debt,
            StateField{"months_in_debt", Axis::named, "month", 0, "months in a row with cash below 0"});
    }
  };

  /// Orders of every buyer, in the real and in the shadow market.
  static void order(const Stage& stage, State& own, Range buyers);
  /// What is left after the market has filled the orders.
  static void settle(const Stage& stage, State& own, Range buyers);
};

}  // namespace racesim
