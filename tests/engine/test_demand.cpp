// What holds in every month of the market for models, and which way it pushes.
#include <algorithm>
#include <cmath>

#include "racesim/core/sum.hpp"
#include "racesim/model/names.hpp"
#include "racesim/model/stage.hpp"
#include "support/catch.hpp"
#include "support/scenarios.hpp"

using namespace racesim;

namespace {

Scenario without_market(Scenario scenario) {
  scenario.segments.clear();
  scenario.spending.clear();
  return scenario;
}

/// The market of a world as it would be a month on, with one change.
template <class Change>
World next_market(const Inputs& inputs, World world, Change&& change) {
  change(world);
  ModelMarket::advance({inputs, world, world.t, 0}, world.model_market);
  return world;
}

}  // namespace

TEST_CASE("shares of the models and of what else does the job add up to all spending") {
  const Inputs inputs = inputs_of(baseline());
  every_month(inputs, [&](const World&, const World& after, int) {
    for (int b = 0; b < inputs.n_blocs(); ++b) {
      for (int s = 0; s < inputs.n_segments(); ++s) {
        double sum = after.model_market.outside[b * inputs.n_segments() + s];
        for (auto service : {ModelMarket::own, ModelMarket::open}) {
          for (double share : after.model_market.share[ModelMarket::place(inputs, b, s, service)]) {
            CHECK(share >= 0);
            sum += share;
          }
        }
        CHECK(sum == Approx(1).epsilon(1e-9));
      }
    }
  });
}

TEST_CASE("without inertia shares are the logit of quality, ln price, home and access") {
  const Inputs inputs = inputs_of(changed(baseline(), [](Parameters& p) { p.model_market.inertia = 0; }));
  const ModelMarket::Params& p = inputs.parameters.model_market;
  World before = start_of(inputs);
  advance(inputs, before, 40);
  const World after = next_market(inputs, before, [](World&) {});
  const MonthInputs& month = inputs.timeline.months[before.t];
  double price_weight = 0, spent = 0;
  for (std::size_t k = 0; k < after.model_market.potential.size(); ++k) {
    price_weight +=
        p.price_weight * after.model_market.potential[k] * inputs.segments[k % inputs.segments.size()].price;
    spent += after.model_market.potential[k];
  }
  price_weight /= spent;
  const auto weight = [&](int i, int bloc, int segment) {
    const SegmentTraits& traits = inputs.segments[segment];
    const bool home = inputs.labs.bloc[i] == bloc;
    const double markup =
        p.markup(price_weight, before.model_market.market_share[i]) * before.model_market.congestion[i];
    const double price = std::min(p.markup_cap, markup) * after.model_market.unit_cost[i];
    return (home ? 1 : month.api_access[i * inputs.n_blocs() + bloc]) *
           std::exp(p.quality_weight * traits.quality * (before.releases.best_eci[i] - reference_eci) -
                    p.price_weight * traits.price * std::log(price / ModelMarket::Params::reference_price) +
                    (home ? p.home_bias * traits.home : 0));
  };
  for (int b = 0; b < inputs.n_blocs(); ++b) {
    for (int s = 0; s < inputs.n_segments(); ++s) {
      const double outside = after.model_market.outside[b * inputs.n_segments() + s];
      const auto& share = after.model_market.share[ModelMarket::place(inputs, b, s, ModelMarket::own)];
      for (int i = 0; i < inputs.n_named(); ++i) {
        CHECK(share[i] / outside == Approx(weight(i, b, s) / std::exp(p.outside_utility)).epsilon(1e-6));
      }
    }
  }
}

TEST_CASE("doubling every spending doubles what is wanted and changes no share") {
  const Inputs inputs = inputs_of(baseline());
  World world = start_of(inputs);
  advance(inputs, world, 40);
  Inputs doubled = inputs;
  for (MonthInputs& month : doubled.timeline.months) {
    for (double& x : month.spending) x *= 2;
  }
  const World a = next_market(inputs, world, [](World&) {}), b = next_market(doubled, world, [](World&) {});
  for (std::size_t k = 0; k < a.model_market.share.rows(); ++k)
    CHECK(std::ranges::equal(a.model_market.share[k], b.model_market.share[k]));
  for (std::size_t k = 0; k < a.model_market.spending.size(); ++k)
    CHECK(b.model_market.spending[k] == 2 * a.model_market.spending[k]);
}

TEST_CASE("a better model earns more, and its rivals less") {
  const Inputs inputs = inputs_of(baseline());
  World world = start_of(inputs);
  advance(inputs, world, 40);
  const World plain = next_market(inputs, world, [](World&) {});
  const World better = next_market(inputs, world, [](World& w) { w.releases.best_eci[0] += 5; });
  CHECK(better.model_market.revenue[0] > plain.model_market.revenue[0]);
  for (int i = 1; i < inputs.n_named(); ++i) {
    CHECK(better.model_market.market_share[i] <= plain.model_market.market_share[i]);
  }
}

TEST_CASE("serving takes no more than its limit; what is short raises prices up to the cap, then is not served") {
  const Inputs inputs = inputs_of(baseline());
  const ModelMarket::Params& p = inputs.parameters.model_market;
  int dear = 0, short_of = 0;
  every_month(inputs, [&](const World&, const World& after, int) {
    for (int i = 0; i < inputs.n_named(); ++i) {
      const ModelMarket::State& d = after.model_market;
      CHECK(d.serving_share[i] <= p.serving_limit * (1 + 1e-12));
      CHECK(d.price[i] <= p.markup_cap * d.unit_cost[i] * (1 + 1e-12));
      CHECK(d.margin[i] <= d.revenue[i]);
      dear += d.congestion[i] > 1 ? 1 : 0;
    }
    for (double filled : after.model_market.filled) {
      CHECK(filled <= 1);
      CHECK(filled >= 0);
      short_of += filled < 1 ? 1 : 0;
    }
  });
  CHECK(dear > 10);
  CHECK(short_of > 3);
}

TEST_CASE("without a market labs serve the central share and spend the measured budgets and their growth") {
  const Inputs inputs = inputs_of(without_market(baseline()));
  every_month(inputs, [&](const World&, const World& after, int t) {
    for (int i = 0; i < inputs.n_named(); ++i) {
      CHECK(after.model_market.serving_share[i] == inputs.parameters.model_market.serving_share);
      CHECK(after.model_market.revenue[i] == 0);
    }
    for (int i = 0; i < inputs.n_buyers(); ++i) {
      CHECK(after.capital.budget[i] == inputs.timeline.months[t].budget[i]);
    }
  });
}

TEST_CASE("a service that a rule cuts off abroad loses its buyers there at once") {
  Scenario scenario = baseline();
  ApiRule block;
  block.name = "block";
  block.at = Month::of(2025, 1);
  block.by = "US";
  block.to = {"China"};
  block.closes = 1;
  scenario.policies.push_back(block);
  const Inputs inputs = inputs_of(scenario);
  World world = start_of(inputs);
  advance(inputs, world, Month::of(2025, 1) - inputs.start + 1);
  for (int s = 0; s < inputs.n_segments(); ++s) {
    const auto& share = world.model_market.share[ModelMarket::place(inputs, inputs.follower, s, ModelMarket::own)];
    for (int i = 0; i < inputs.n_named(); ++i) {
      if (inputs.labs.bloc[i] == inputs.leader) CHECK(share[i] == 0);
    }
  }
}

TEST_CASE("open models are used where their weights can go, and earn their maker a part") {
  const Inputs inputs = inputs_of(shipped("open_ecosystem"));
  World world = start_of(inputs);
  advance(inputs, world, 60);
  CHECK(world.model_market.open_tokens[inputs.follower] > 0);
  const int lab = find_name(inputs.labs.name, "DeepSeek");
  double wanted = 0;
  for (int b = 0; b < inputs.n_blocs(); ++b) {
    for (int s = 0; s < inputs.n_segments(); ++s) {
      wanted += world.model_market.potential[b * inputs.n_segments() + s] *
                world.model_market.share[ModelMarket::place(inputs, b, s, ModelMarket::open)][lab];
    }
  }
  REQUIRE(wanted > 0);
  CHECK(world.model_market.revenue[lab] >= inputs.parameters.model_market.open_capture * wanted * (1 - 1e-12));
}

TEST_CASE("a follower that comes closer than expected costs chip makers value, once, and it comes back") {
  Scenario scenario = changed(baseline(), [](Parameters& p) { p.valuation.sensitivity = 0.03; });
  const Inputs inputs = inputs_of(scenario);
  World world = start_of(inputs);
  advance(inputs, world, 36);
  const int lab = find_name(inputs.labs.name, "DeepSeek");
  world.valuation.log_index = 0;
  const double expected = world.valuation.expected_gap, events = world.valuation.events;
  double leader = -infinity;
  for (int i = 0; i < inputs.n_named(); ++i) {
    if (inputs.labs.bloc[i] == inputs.leader) leader = std::max(leader, world.releases.best_eci[i]);
  }
  world.releases.best_eci[lab] = leader - 1;
  const Stage stage{inputs, world, world.t, 0};
  Valuation::advance(stage, world.valuation);
  CHECK(world.valuation.events == events + 1);
  CHECK(world.valuation.log_index == Approx(-0.03 * (expected - 1)).epsilon(1e-12));
  const double fallen = world.valuation.log_index;
  Valuation::advance(stage, world.valuation);
  CHECK(world.valuation.events == events + 1);
  CHECK(world.valuation.log_index == Approx(fallen * std::exp2(-1.0 / 6)).epsilon(1e-12));
  CHECK(world.valuation.expected_gap == Approx(1));
}

TEST_CASE("models of equal quality become cheaper every year, and the follower's efficiency shows in the price ratio") {
  const Inputs inputs = inputs_of(baseline());
  World world = start_of(inputs);
  advance(inputs, world, 24);
  const double first = world.model_market.price_at_reference[inputs.leader];
  REQUIRE(first > 0);
  advance(inputs, world, 12);
  const double second = world.model_market.price_at_reference[inputs.leader];
  CHECK(second < first / 2);
  const World plain = next_market(inputs, world, [](World&) {});
  const World able = next_market(inputs, world, [&](World& w) {
    for (int i = 0; i < inputs.n_named(); ++i) {
      if (inputs.labs.bloc[i] == inputs.follower) w.efficiency.log_a_pre[i] += 4, w.releases.open_log_a_pre[i] += 4;
    }
  });
  CHECK(able.model_market.price_by_maker[inputs.follower] < plain.model_market.price_by_maker[inputs.follower]);
  CHECK(able.model_market.price_by_maker[inputs.leader] == plain.model_market.price_by_maker[inputs.leader]);
}

TEST_CASE("use of open models is shared among the labs that made them, and adds up to their bloc's") {
  const Inputs inputs = inputs_of(baseline());
  int used = 0;
  every_month(inputs, [&](const World&, const World& after, int) {
    std::vector<double> of_bloc(inputs.n_blocs(), 0);
    for (int i = 0; i < inputs.n_named(); ++i) {
      of_bloc[inputs.labs.bloc[i]] += after.model_market.open_use[i];
      if (after.releases.open_eci[i] == -infinity) CHECK(after.model_market.open_use[i] == 0);
    }
    const double tokens = order_free_sum(after.model_market.open_tokens);
    if (tokens <= 0) return;
    ++used;
    for (int b = 0; b < inputs.n_blocs(); ++b)
      CHECK(of_bloc[b] == Approx(after.model_market.open_tokens[b] / tokens).epsilon(1e-12).margin(1e-15));
  });
  CHECK(used > 100);
}
