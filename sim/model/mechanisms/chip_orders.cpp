// Chip market: what it is made of, and what becomes of orders under way when a lab leaves.
#include <algorithm>
#include <span>

#include "racesim/core/math.hpp"
#include "racesim/model/mechanisms/chip_market.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

std::size_t ChipMarket::delivery_months(const Inputs& inputs) {
  return whole_months(inputs.parameters.fleet.delivery_delay);
}

void ChipMarket::Scratch::make(const Inputs& inputs) {
  const Timeline::Most& most = inputs.timeline.most;
  pool.assign(inputs.timeline.pools.count() + most.quotas, 0);
  wanted = ration = pool;
  claim.assign(inputs.n_blocs() * pool.size(), 0);
  group.assign(inputs.n_buyers(), 0);
  money.assign(most.groups, 0);
  left = money;
  cap.assign(most.groups * most.caps, 0);
  addends.assign(inputs.n_buyers(), 0);
  bought.assign(most.groups, most.offers, 0);
  planned = bought;
}

void ChipMarket::start(const Inputs& inputs, std::uint32_t replicate, State& own) {
  const Address at{.seed = inputs.seed, .replicate = replicate, .stream = StreamId::smuggling};
  own.smuggling_noise = math::exp(inputs.parameters.chip_market.smuggling_sd * normal(at));
}

namespace {

void hand_on_orders(const Stage& stage, ChipMarket::Trade& trade, int leaver) {
  const int n = stage.inputs.n_chips();
  trade.rented[leaver] = 0;
  for (std::size_t row = 0; row < trade.signed_rent.rows(); ++row) trade.signed_rent[row][leaver] = 0;
  for (std::size_t row = 0; row < trade.transit.rows(); ++row) {
    const std::span<double> transit = trade.transit[row];
    bool inherited = false;
    Exits::for_heirs(stage, leaver, stage.inputs.n_buyers(), [&](int heir, int heirs) {
      for (int c = 0; c < n; ++c) transit[heir * n + c] += transit[leaver * n + c] / heirs;
      inherited = true;
    });
    if (inherited) std::ranges::fill(transit.subspan(leaver * n, n), 0.0);
  }
}

}  // namespace

void ChipMarket::hand_on(const Stage& stage, State& own) {
  Exits::for_leavers(stage, [&](int leaver) {
    hand_on_orders(stage, own.real, leaver);
    hand_on_orders(stage, own.shadow, leaver);
  });
}

std::span<const Parameter<ChipMarket::Params>> ChipMarket::Params::fields() {
  static constexpr Parameter<Params> rows[] = {
      {&Params::price_decline,
       {.name = "price_decline",
        .unit = "ln/yr",
        .lower = 0,
        .upper = 2,
        .prior = Prior::normal(0.25, 0.60),
        .confidence = Confidence::excerpt,
        .source = "Epoch AI: price per FLOP/s -30 %/yr",
        .doc = "fall of the price of a chip class after its last measured price"}},
      {&Params::supply_growth,
       {.name = "supply_growth",
        .unit = "ln/yr",
        .lower = -1,
        .upper = 3,
        .prior = Prior::normal(0.5, 1.1),
        .confidence = Confidence::excerpt,
        .source = "AI 2027: 2.25x/yr = 1.35 chip x 1.65 volume",
        .doc = "growth of each vendor's supply after the data"}},
      {&Params::domestic_software_factor,
       {.name = "domestic_software_factor",
        .lower = 0.05,
        .upper = 1,
        .prior = Prior::uniform(0.4, 0.85),
        .confidence = Confidence::excerpt,
        .source = "910C about 60 % of an H100 in sustained inference (press)",
        .doc = "share of their peak that domestic chips give a lab"}},
      {&Params::domestic_die_growth,
       {.name = "domestic_die_growth",
        .unit = "ln/yr",
        .lower = -1,
        .upper = 3,
        .prior = Prior::normal(0.1, 0.6),
        .source = "judgement: with yield learning 1.4-2.6x/yr",
        .doc = "growth of domestic dies made after the data"}},
      {&Params::domestic_yield_max,
       {.name = "domestic_yield_max",
        .lower = 0.05,
        .upper = 1,
        .prior = Prior::uniform(0.4, 0.8),
        .source = "judgement; 0.2 in 2024 (SemiAnalysis, press)",
        .doc = "yield the domestic line learns towards"}},
      {&Params::domestic_yield_learning,
       {.name = "domestic_yield_learning",
        .symbol = "b",
        .lower = 0,
        .upper = 2,
        .prior = Prior::uniform(0.15, 0.5),
        .source = "judgement: learning curves of 10-30 %",
        .doc = "learning exponent of the yield in cumulated chips"}},
      {&Params::domestic_hbm_growth,
       {.name = "domestic_hbm_growth",
        .unit = "ln/yr",
        .lower = -1,
        .upper = 3,
        .prior = Prior::normal(0.1, 0.7),
        .source = "judgement",
        .doc = "growth of the supply of memory stacks after the data"}},
      {&Params::smuggling_premium,
       {.name = "smuggling_premium",
        .lower = 0,
        .upper = 5,
        .prior = Prior::lognormal(0.2, 1.5),
        .source = "judgement, CNAS cases",
        .doc = "price of a smuggled chip above the world price, share"}},
      {&Params::smuggling_reference_premium,
       {.name = "smuggling_reference_premium",
        .lower = 0.01,
        .upper = 5,
        .source = "judgement, CNAS cases",
        .doc = "premium at which the smuggled volume of the tables was measured"}},
      {&Params::smuggling_elasticity,
       {.name = "smuggling_elasticity",
        .symbol = "eta",
        .lower = 0,
        .upper = 4,
        .prior = Prior::uniform(0.3, 1.7),
        .source = "judgement",
        .doc = "elasticity of the smuggled volume in the premium over its reference"}},
      {&Params::smuggling_sd,
       {.name = "smuggling_sd",
        .symbol = "sigma",
        .unit = "ln",
        .lower = 0,
        .upper = 3,
        .prior = Prior::uniform(0.8, 1.6),
        .confidence = Confidence::derived,
        .source = "CNAS: 10k-500k chips in 2024 around a median of 140k",
        .doc = "spread of the smuggled volume between runs"}},
      {&Params::smuggling_seizure,
       {.name = "smuggling_seizure",
        .lower = 0,
        .upper = 1,
        .prior = Prior::uniform(0.005, 0.05),
        .source = "judgement",
        .doc = "share of a smuggled shipment that is seized"}},
      {&Params::rental_price,
       {.name = "rental_price",
        .unit = "USD/H100e/hour",
        .lower = 0.01,
        .upper = 50,
        .prior = Prior::lognormal(1.0, 2.5),
        .confidence = Confidence::verified,
        .source = "price of an H100e-hour offshore; Epoch AI",
        .doc = "price of renting abroad in 2025-01"}},
      {&Params::rental_growth,
       {.name = "rental_growth",
        .unit = "ln/yr",
        .lower = -1,
        .upper = 3,
        .prior = Prior::normal(0.47, 0.79),
        .source = "judgement: 1.6-2.2x/yr",
        .doc = "growth of the rentable capacity after the data"}},
      {&Params::rental_horizon,
       {.name = "rental_horizon",
        .unit = "month",
        .lower = 6,
        .upper = 120,
        .prior = Prior::uniform(30, 60),
        .source = "judgement: chip life 4-6 years",
        .doc = "months of rent that compare with buying a chip"}},
      {&Params::offshore_subsidiary_share,
       {.name = "offshore_subsidiary_share",
        .lower = 0,
        .upper = 1,
        .prior = Prior::uniform(0.1, 0.6),
        .source = "judgement",
        .doc = "share of the capacity abroad that stands in subsidiaries of a bloc's own "
               "firms, which a rule on headquarters closes; the rest is leased"}},
      {&Params::rental_contract,
       {.name = "rental_contract",
        .unit = "month",
        .lower = 1,
        .upper = 120,
        .prior = Prior::uniform(12, 36),
        .source = "judgement",
        .doc = "mean length of a contract of rent, paid in advance"}},
  };
  return rows;
}

}  // namespace racesim
