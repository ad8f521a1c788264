#include "racesim/model/mechanisms/model_market.hpp"

#include <cmath>

#include "racesim/model/mechanisms/training.hpp"
#include "support/catch.hpp"

using namespace racesim;

TEST_CASE("the mark-up is Lerner's for the elasticity of shares in spending, within its cap") {
  const ModelMarket::Params p{.markup_cap = 5};
  for (double weight : {0.6, 1.0, 2.0}) {
    for (double share : {0.0, 0.2, 0.5}) {
      const double elasticity = 1 + weight * (1 - share);
      CHECK(p.markup(weight, share) == Approx(std::min(5.0, elasticity / (elasticity - 1))).epsilon(1e-14));
    }
  }
  CHECK(p.markup(1, 0.999) == 5);
  CHECK(p.markup(1, 1) == 5);
}

TEST_CASE("the mark-up maximises profit of a logit seller of spending") {
  // Spending share s = w p^-a / (1 + w p^-a); profit = s (1 - c / p): the best price is the mark-up at its own share.
  const ModelMarket::Params p{.markup_cap = 100};
  const double a = 1.3, w = 0.8, cost = 2;
  const auto share = [&](double price) { return w * std::pow(price, -a) / (1 + w * std::pow(price, -a)); };
  const auto profit = [&](double price) { return share(price) * (1 - cost / price); };
  double best = cost;
  for (double price = cost; price < 20; price += 1e-4) best = profit(price) > profit(best) ? price : best;
  CHECK(best == Approx(cost * p.markup(a, share(best))).epsilon(1e-3));
}

TEST_CASE("work per token goes with the root of the run and falls with inference efficiency") {
  const ModelMarket::Params p{.serving_size_exponent = 0.5};
  CHECK(p.log_relative_work(log_reference_flop, 0) == 0);
  CHECK(std::exp(p.log_relative_work(log_reference_flop + std::log(100.0), 0)) == Approx(10).epsilon(1e-12));
  CHECK(std::exp(p.log_relative_work(log_reference_flop, std::log(4.0))) == Approx(0.25).epsilon(1e-12));
}

TEST_CASE("research keeps its share at the central serving share and everything at none") {
  const ModelMarket::Params p{.serving_share = 0.4};
  CHECK(p.left(0.4) == 1);
  CHECK(p.left(0) == Approx(1 / 0.6).epsilon(1e-15));
  CHECK(p.left(0.7) == Approx(0.5).epsilon(1e-15));
}
