#include <algorithm>
#include <cmath>
#include <utility>

#include "racesim/core/math.hpp"
#include "racesim/core/random.hpp"
#include "racesim/engine/build.hpp"
#include "racesim/model/mechanisms/frontier.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

namespace {

/// A field nobody has filled in shows up as NaN.
constexpr double unset = std::numeric_limits<double>::quiet_NaN();

void make_stocks(const Inputs& inputs, Stocks& stocks) {
  const std::size_t buyers = inputs.n_buyers();
  const std::size_t chips = buyers * inputs.n_chips();
  const auto delay = static_cast<std::size_t>(whole_months(inputs.parameters.fleet.delivery_delay));
  stocks.count.assign(chips, unset);
  stocks.age.assign(chips, unset);
  stocks.transit.assign(delay, Column<double>(chips, unset));
  stocks.signed_rent.assign(delay, Column<double>(buyers, unset));
  for (Column<double>* column : {&stocks.rented, &stocks.carried, &stocks.orders, &stocks.spent, &stocks.installed,
                                 &stocks.usable, &stocks.kw_per_h100e}) {
    column->assign(buyers, unset);
  }
  for (auto* column : {&stocks.power_share, &stocks.power_drawn, &stocks.domestic_made, &stocks.domestic_made_in_data,
                       &stocks.hbm_stock}) {
    column->assign(inputs.n_blocs(), unset);
  }
}

void reset_stocks(const Inputs& inputs, Stocks& stocks) {
  std::ranges::copy(inputs.buyers.initial_count, stocks.count.begin());
  std::ranges::copy(inputs.buyers.initial_age, stocks.age.begin());
  for (Column<double>& slot : stocks.transit) std::ranges::fill(slot, 0.0);
  for (Column<double>& slot : stocks.signed_rent) std::ranges::fill(slot, 0.0);
  for (Column<double>* column : {&stocks.rented, &stocks.carried, &stocks.orders, &stocks.spent})
    std::ranges::fill(*column, 0.0);
  for (auto* column : {&stocks.domestic_made, &stocks.domestic_made_in_data, &stocks.hbm_stock})
    std::ranges::fill(*column, 0.0);
}

/// Mean power of the chips that buyers start with, as if bought in the first month.
void reset_power(const Inputs& inputs, Stocks& stocks) {
  const std::vector<double>& kw = inputs.timeline.months[0].kw_per_h100e;
  for (int i = 0; i < inputs.n_buyers(); ++i) {
    double h100e = 0;
    double power = 0;
    for (int c = 0; c < inputs.n_chips(); ++c) {
      const double held = inputs.buyers.initial_count[i * inputs.n_chips() + c] * inputs.chips[c].h100e;
      h100e += held;
      power += held * kw[c];
    }
    stocks.kw_per_h100e[i] = h100e > 0 ? power / h100e : 0;
  }
}

}  // namespace

void make_market(const Inputs& inputs, MarketScratch& market) {
  std::size_t groups = 0, offers = 0, quotas = 0, caps = 0;
  for (const MonthInputs& month : inputs.timeline.months) {
    groups = std::max({groups, month.groups.size(), month.shadow_groups.size()});
    quotas = std::max(quotas, month.quotas.size());
    caps = std::max(caps, month.customer_caps.size());
    for (const auto* market_groups : {&month.groups, &month.shadow_groups}) {
      for (const BuyerGroup& group : *market_groups) offers = std::max(offers, group.offers.size());
    }
  }
  market.pool.assign(inputs.timeline.pools.count() + quotas, 0);
  market.wanted = market.ration = market.pool;
  market.claim.assign(inputs.n_blocs() * market.pool.size(), 0);
  market.group.assign(inputs.n_buyers(), 0);
  market.money.assign(groups, 0);
  market.left = market.money;
  market.cap.assign(groups * caps, 0);
  market.addends.assign(inputs.n_buyers(), 0);
  market.bought.assign(groups, std::vector<double>(offers, 0));
  market.planned = market.bought;
}

namespace {

/// Months that the rings must remember: the longest lag in use.
int ring_depth(const Parameters& p) {
  int longest = p.training.distillation_lag_months();
  for (Channel channel : {Channel::publication, Channel::open_weights, Channel::talent, Channel::espionage}) {
    longest = std::max(longest, p.diffusion.lag(channel));
  }
  return longest + 1;
}

void reset_labs(const Inputs& inputs, std::uint32_t replicate, World& world) {
  const Parameters& p = inputs.parameters;
  for (int i = 0; i < inputs.n_labs(); ++i) {
    const Address luck{
        .seed = inputs.seed, .replicate = replicate, .stream = StreamId::talent, .agent = inputs.labs.agent[i]};
    world.taste[i] = math::exp(p.research.taste_sd * normal(luck));
    // Labs come to the race somewhere between two runs.
    Address phase = luck;
    phase.stream = StreamId::initial;
    phase.partner = 2;
    world.project[i] = {.months_left = static_cast<std::int32_t>(p.training.duration_months() * uniform(phase))};
  }
}

/// Flags, counters and totals start at nothing.
void reset_counters(const Inputs& inputs, World& world) {
  for (Column<double>* column : {&world.compute, &world.shadow_compute, &world.scarcity, &world.research,
                                 &world.base_log_flop, &world.base_log_a_pre, &world.base_floor, &world.noise}) {
    std::ranges::fill(*column, 0.0);
  }
  for (Column<double>& gain : world.gain) std::ranges::fill(gain, 0.0);
  for (Column<OpenModel>& row : world.waiting) std::ranges::fill(row, OpenModel{});
  for (Column<double>* column :
       {&world.open_log_a_pre, &world.open_log_a_post, &world.open_log_effective, &world.open_eci}) {
    std::ranges::fill(*column, -infinity);
  }
  std::ranges::fill(world.latest, Release{.month = -1});
  std::ranges::fill(world.rerelease, std::uint8_t{0});
  std::uint32_t held = 0;
  for (std::size_t k = 0; k < inputs.paradigms.size(); ++k) {
    world.paradigm_arrived[k] = inputs.paradigms[k].held ? 0 : -1;
    if (inputs.paradigms[k].held) held |= 1u << k;
  }
  std::ranges::fill(world.perceived, held);
  std::ranges::fill(world.paradigm_jump, 0.0);
  Ledger& ledger = world.ledger;
  for (auto* column : {&ledger.sold, &ledger.route, &ledger.smuggled, &ledger.capex, &ledger.releases,
                       &ledger.open_releases, &ledger.notable, &ledger.rent, &ledger.exits}) {
    std::ranges::fill(*column, 0.0);
  }
  world.largest_log10_flop = log10_reference_flop - 2;  // runs before the clock were some hundred times smaller
  world.frontier_eci = -infinity;
  for (int i = 0; i < inputs.n_named(); ++i) {
    if (inputs.labs.entry[i] <= 0) world.frontier_eci = std::max(world.frontier_eci, inputs.labs.initial_eci[i]);
  }
  world.t = 0;
}

}  // namespace

void make_world(const Inputs& inputs, World& world) {
  const std::size_t labs = inputs.n_labs();
  for (Column<double>* column :
       {&world.log_a_pre, &world.log_a_post, &world.staff, &world.compute, &world.shadow_compute, &world.scarcity,
        &world.taste, &world.research, &world.best_eci, &world.base_log_flop, &world.base_log_a_pre, &world.base_floor,
        &world.open_log_a_pre, &world.open_log_a_post, &world.open_log_effective, &world.open_eci, &world.noise}) {
    column->assign(labs, unset);
  }
  for (Column<double>& gain : world.gain) gain.assign(labs, unset);
  world.project.assign(labs, {});
  world.perceived.assign(labs, 0);
  world.rerelease.assign(labs, 0);
  world.waiting.assign(inputs.parameters.openness.leader_delay_months() + 1, Column<OpenModel>(inputs.n_named()));
  world.latest.assign(inputs.n_named(), {});
  world.depth = ring_depth(inputs.parameters);
  for (auto* past : {&world.past_log_a_pre, &world.past_log_a_post, &world.past_open_pre, &world.past_open_post,
                     &world.past_open_effective, &world.past_open_eci, &world.past_eci}) {
    past->assign(world.depth, Column<double>(labs, unset));
  }
  make_stocks(inputs, world.real);
  make_stocks(inputs, world.shadow);
  make_market(inputs, world.market);
  world.finance.make(inputs);
  world.demand.make(inputs);
  world.power.make(inputs);
  world.adoption.make(inputs);
  world.ecosystem.make(inputs);
  world.safety.make(inputs);
  const std::size_t blocs = inputs.n_blocs();
  world.ledger.sold.assign(blocs * inputs.n_vendors(), 0);
  world.ledger.route.assign(blocs * n_routes, 0);
  for (auto* column : {&world.ledger.smuggled, &world.ledger.capex, &world.ledger.releases, &world.ledger.open_releases,
                       &world.ledger.notable, &world.ledger.rent, &world.ledger.exits}) {
    column->assign(blocs, 0);
  }
  world.paradigm_arrived.assign(inputs.paradigms.size(), -1);
  world.paradigm_jump.assign(inputs.paradigms.size(), 0);
}

World make_world(const Inputs& inputs) {
  World world;
  make_world(inputs, world);
  return world;
}

void reset_world(const Inputs& inputs, std::uint32_t replicate, World& world) {
  std::ranges::copy(inputs.labs.initial_log_a_pre, world.log_a_pre.begin());
  std::ranges::copy(inputs.labs.initial_log_a_post, world.log_a_post.begin());
  if (inputs.structure.efficiency_stocks == EfficiencyStocks::one) {  // all of it in the first stock
    for (int i = 0; i < inputs.n_labs(); ++i) world.log_a_pre[i] += std::exchange(world.log_a_post[i], 0.0);
  }
  std::ranges::copy(inputs.labs.initial_eci, world.best_eci.begin());
  std::ranges::copy(inputs.labs.staff, world.staff.begin());
  reset_labs(inputs, replicate, world);
  reset_counters(inputs, world);
  reset_stocks(inputs, world.real);
  reset_stocks(inputs, world.shadow);
  reset_power(inputs, world.real);
  reset_power(inputs, world.shadow);
  world.finance.reset(inputs);
  world.demand.reset(inputs);
  world.power.reset(inputs);
  world.adoption.reset(inputs);
  world.ecosystem.reset();
  world.safety.reset();
  SafetyRace::start(inputs, replicate, world);
  const Address luck{.seed = inputs.seed, .replicate = replicate, .stream = StreamId::smuggling};
  world.smuggling_noise = math::exp(inputs.parameters.chip_market.smuggling_spread * normal(luck));
  frontier::remember(inputs, world, {0, inputs.n_labs()});
}

}  // namespace racesim
