#include "racesim/model/mechanisms/market.hpp"

#include <algorithm>

#include "racesim/core/math.hpp"
#include "racesim/core/month.hpp"
#include "racesim/core/sum.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double Market::log_growth(double years) const {
  return late_growth * years + (growth - late_growth) * tiring_time * -math::expm1(-years / tiring_time);
}

double Market::markup(double weight, double share) const {
  const double less_one = weight * (1 - share);  // elasticity of demand less 1
  return less_one * (markup_cap - 1) <= 1 ? markup_cap : (1 + less_one) / less_one;
}

double Market::work(double log_flop, double log_b) const {
  constexpr double hours_per_month = month_in_seconds / 3600;
  return serving_work / hours_per_month * math::exp(size_exponent * (log_flop - log_reference_flop) - log_b);
}

namespace {

constexpr int own = static_cast<int>(Service::own);
constexpr int open = static_cast<int>(Service::open);

/// The month's market: what its steps share.
struct MarketMonth {
  const Stage& stage;
  const Market& p;
  const Setting& setting;
  World& world;
  Demand& demand;
  int labs;
  int blocs;
  double log_cost[max_blocs];  ///< ln USD per H100e-month in a bloc
  double log_least_cost = infinity;
  double best_log_b = -infinity;
  double price_weight = 1;  ///< of ln price, in the mean of the segments

  explicit MarketMonth(const Stage& s)
      : stage(s),
        p(s.parameters().market),
        setting(s.setting),
        world(s.world),
        demand(s.world.demand),
        labs(s.setting.n_named()),
        blocs(s.setting.n_blocs()) {
    for (int b = 0; b < blocs; ++b) {
      const double energy = p.energy_cost_share * (world.power.price_factor[b] - 1);
      log_cost[b] = math::log(s.inputs().rent * (1 + energy));
      log_least_cost = std::min(log_least_cost, log_cost[b]);
    }
  }

  bool sells(int i) const { return stage.races(i); }
  double access(int service, int i, int bloc) const {
    const int home = setting.labs.bloc[i];
    if (home == bloc) return 1;
    return service == own ? stage.inputs().api_access[i * blocs + bloc]
                          : stage.inputs().weights_access[home * blocs + bloc];
  }
};

/// Which run is behind the model on sale, for each way of serving.
void note_releases(const MarketMonth& m) {
  for (int i = 0; i < m.labs; ++i) {
    const Release& latest = m.world.latest[i];
    const double size = latest.log10_flop * math::ln10;
    if (latest.month >= 0 && m.world.best_eci[i] > m.demand.marked_eci[own][i]) {
      m.demand.log_size[own][i] = size;
      m.demand.marked_eci[own][i] = m.world.best_eci[i];
    }
    if (latest.month == m.stage.t - 1 && latest.open) m.demand.marked_log_size[i] = size;
    if (m.world.open_eci[i] > m.demand.marked_eci[open][i]) {
      m.demand.log_size[open][i] = m.demand.marked_log_size[i];
      m.demand.marked_eci[open][i] = m.world.open_eci[i];
    }
  }
}

void improve_serving(MarketMonth& m) {
  const Research& research = m.stage.parameters().research;
  double best = -infinity;
  for (int i = 0; i < m.labs; ++i) best = std::max(best, m.demand.log_b[i]);
  for (int i = 0; i < m.labs; ++i) {
    double& log_b = m.demand.log_b[i];
    const double gained = m.sells(i) ? research.gain(m.world.research[i], log_b, m.p.inference_growth) : 0.0;
    log_b += gained + std::min(1.0, m.p.inference_catch_up * month_in_years) * (best - log_b);
    m.best_log_b = std::max(m.best_log_b, log_b);
  }
}

/// ln of work per million tokens, H100e-months.
double log_work(const MarketMonth& m, double log_size, double log_b) {
  constexpr double hours_per_month = month_in_seconds / 3600;
  return math::log(m.p.serving_work / hours_per_month) + m.p.size_exponent * (log_size - log_reference_flop) - log_b;
}

/// What the segments spend. Where adoption is simulated it sets a share of their growth after the data.
void set_spending(const MarketMonth& m) {
  const double years = std::max(0, m.stage.t - m.setting.data_end) * month_in_years;
  for (int b = 0; b < m.blocs; ++b) {
    const double share = m.world.adoption.bloc_share[b];
    double& adopted = m.demand.adopted[b];
    if (years <= 0 || m.stage.t == 0) adopted = share;
    const double link = adopted > 0 && years > 0 ? math::log(share / adopted) - m.p.log_growth(years) : 0;
    m.demand.spending[b] = 0;
    for (int s = 0; s < m.setting.n_segments(); ++s) {
      const int k = b * m.setting.n_segments() + s;
      const double linked = m.setting.segments[s].adoption * link;
      m.demand.potential[k] = m.stage.inputs().spending[k] * (linked == 0 ? 1 : math::exp(linked));
      m.demand.spending[b] += m.demand.potential[k];
    }
  }
}

/// Weight of ln price in the segments, by what they spend.
double mean_price_weight(const MarketMonth& m) {
  double sum = 0, spent = 0;
  for (int b = 0; b < m.blocs; ++b) {
    for (int s = 0; s < m.setting.n_segments(); ++s) {
      const double x = m.demand.potential[b * m.setting.n_segments() + s];
      sum += x * m.setting.segments[s].price;
      spent += x;
    }
  }
  return spent > 0 ? sum / spent : 1;
}

/// Prices of own services, and for every way of serving exp of utility relative to a bound on all utilities.
void set_prices(const MarketMonth& m) {
  for (int i = 0; i < m.labs; ++i) {
    m.demand.price[i] = m.demand.unit_cost[i] = 0;
    if (!m.sells(i)) continue;
    const double markup = m.p.markup(m.price_weight, m.demand.market_share[i]);
    m.demand.unit_cost[i] =
        math::exp(m.log_cost[m.setting.labs.bloc[i]] + log_work(m, m.demand.log_size[own][i], m.demand.log_b[i]));
    m.demand.price[i] = std::min(m.p.markup_cap, markup * m.demand.congestion[i]) * m.demand.unit_cost[i];
  }
}

/// ln of the price of a lab's service relative to the reference price.
double log_price(const MarketMonth& m, int service, int i) {
  const double cost = service == own ? math::log(m.demand.price[i])
                                     : m.log_least_cost + log_work(m, m.demand.log_size[open][i], m.best_log_b);
  return cost - math::log(Market::reference_price);
}

void choose(const MarketMonth& m, int segment) {
  const SegmentTraits& traits = m.setting.segments[segment];
  const double quality = m.p.quality_weight * traits.quality, price = m.p.price_weight * traits.price;
  const double home = m.p.home_bias * traits.home;
  // Relative to the best of all, so that nothing overflows and sums on a grid are exact in any order of the labs.
  double top = m.p.outside_utility - home;
  const auto offered = [&](int service, int i) {
    return service == own ? m.demand.price[i] > 0 : m.world.open_eci[i] > -infinity;
  };
  for (int k = 0; k < n_services; ++k) {
    for (int i = 0; i < m.labs; ++i) {
      const double eci = k == own ? m.world.best_eci[i] : m.world.open_eci[i];
      double& utility = m.demand.weight[k][i];
      utility = offered(k, i) ? quality * (eci - reference_eci) - price * log_price(m, k, i) : -infinity;
      top = std::max(top, utility);
    }
  }
  for (auto& column : m.demand.weight) {
    for (double& x : column) x = x > -infinity ? math::exp(x - top - home) : 0;
  }
  const double outside = quantise_log(math::exp(m.p.outside_utility - top - home));
  const double at_home = math::exp(home);
  for (int b = 0; b < m.blocs; ++b) {
    double total = outside;
    for (int k = 0; k < n_services; ++k) {
      double* pull = &m.demand.scratch[k * m.labs];
      for (int i = 0; i < m.labs; ++i) {
        const double weight = m.demand.weight[k][i];
        pull[i] =
            weight > 0 ? quantise_log(weight * m.access(k, i, b) * (m.setting.labs.bloc[i] == b ? at_home : 1)) : 0;
        total += pull[i];
      }
    }
    double gone = 0;  // who can no longer be had is left at once
    for (int k = 0; k < n_services; ++k) {
      const double* pull = &m.demand.scratch[k * m.labs];
      Column<double>& share = m.demand.share[Demand::place(m.setting, b, segment, static_cast<Service>(k))];
      for (int i = 0; i < m.labs; ++i) {
        if (pull[i] <= 0) gone += quantise_log(m.p.inertia * share[i]);
        share[i] = pull[i] > 0 ? m.p.inertia * share[i] + (1 - m.p.inertia) * (pull[i] / total) : 0;
      }
    }
    double& rest = m.demand.outside[b * m.setting.n_segments() + segment];
    rest = m.p.inertia * rest + (1 - m.p.inertia) * (outside / total) + gone;
  }
}

/// What the segments of a bloc spend on a lab's service.
double wanted(const MarketMonth& m, int bloc, Service service, int i) {
  double sum = 0;
  for (int s = 0; s < m.setting.n_segments(); ++s) {
    sum += m.demand.potential[bloc * m.setting.n_segments() + s] *
           m.demand.share[Demand::place(m.setting, bloc, s, service)][i];
  }
  return sum;
}

/// Where compute is short the price rises until what is wanted fits: to `needed` times the cost, within the cap.
void clear(const MarketMonth& m, int i, double needed) {
  const double markup = m.p.markup(m.price_weight, m.demand.market_share[i]);
  const double asked = std::min(m.p.markup_cap, std::max(markup, needed));
  m.demand.congestion[i] = asked / markup;
  m.demand.price[i] = asked * m.demand.unit_cost[i];
}

/// Serves what compute allows; books revenue and its margin.
void serve(const MarketMonth& m) {
  double spent = 0;
  for (int b = 0; b < m.blocs; ++b) spent += m.demand.spending[b];
  const double room = std::max(0.0, m.p.serving_limit - m.p.own_use);
  double month_cost[max_blocs];  // USD per H100e-month
  for (int b = 0; b < m.blocs; ++b) month_cost[b] = math::exp(m.log_cost[b]);
  double* filled = m.demand.scratch.data();  // labs: share of what is wanted that is served
  for (int i = 0; i < m.labs; ++i) {
    double on_own = 0, on_open = 0;
    for (int b = 0; b < m.blocs; ++b) {
      on_own += wanted(m, b, Service::own, i);
      on_open += wanted(m, b, Service::open, i);
    }
    m.demand.market_share[i] = spent > 0 ? on_own / spent : 0;
    const double available = room * m.world.compute[i];
    const double at_cost = on_own / month_cost[m.setting.labs.bloc[i]];  // H100e if sold at cost
    if (m.demand.price[i] > 0) clear(m, i, available > 0 ? at_cost / available : infinity);
    const double cost_share = m.demand.price[i] > 0 ? m.demand.unit_cost[i] / m.demand.price[i] : 0;
    const double compute = at_cost * cost_share;
    filled[i] = compute > available ? available / compute : 1;
    const double captured = m.sells(i) ? m.p.open_capture * on_open : 0;
    m.demand.revenue[i] = on_own * filled[i] + captured;
    m.demand.margin[i] = on_own * filled[i] * (1 - cost_share) + captured;
    m.demand.serving_share[i] =
        m.p.own_use + (m.world.compute[i] > 0 ? std::min(compute, available) / m.world.compute[i] : 0);
  }
  double* served = m.demand.scratch.data() + m.labs;
  for (int b = 0; b < m.blocs; ++b) {
    const auto total = [&](bool all) {
      for (int i = 0; i < m.labs; ++i) served[i] = wanted(m, b, Service::own, i) * (all ? 1 : filled[i]);
      return order_free_sum({served, static_cast<std::size_t>(m.labs)});
    };
    const double all = total(true);
    m.demand.filled[b] = all > 0 ? total(false) / all : 1;
  }
}

/// Use of open models by where they were made, in tokens.
void count_open_use(const MarketMonth& m) {
  double* tokens = m.demand.scratch.data();
  double* of_bloc = m.demand.scratch.data() + m.labs;
  for (int i = 0; i < m.labs; ++i) {
    double spent = 0;
    for (int b = 0; b < m.blocs; ++b) spent += wanted(m, b, Service::open, i);
    tokens[i] = spent > 0 ? spent / (Market::reference_price * math::exp(log_price(m, open, i))) : 0;
  }
  for (int b = 0; b < m.blocs; ++b) {
    for (int i = 0; i < m.labs; ++i) of_bloc[i] = m.setting.labs.bloc[i] == b ? tokens[i] : 0;
    m.demand.open_tokens[b] = order_free_sum({of_bloc, static_cast<std::size_t>(m.labs)});
  }
}

/// Cheapest million tokens of the reference quality: of a model no larger than what the maker's efficiency needs for
/// it.
void price_reference(const MarketMonth& m) {
  double least[max_blocs], by_maker[max_blocs];
  std::fill_n(least, m.blocs, infinity);
  std::fill_n(by_maker, m.blocs, infinity);
  const auto offer = [&](int service, int i, double log_usd) {
    double& made = by_maker[m.setting.labs.bloc[i]];
    made = std::min(made, log_usd);
    for (int b = 0; b < m.blocs; ++b) {
      if (log_usd < least[b] && m.access(service, i, b) > 0) least[b] = log_usd;
    }
  };
  for (int i = 0; i < m.labs; ++i) {
    if (m.demand.price[i] > 0 && m.world.best_eci[i] >= reference_eci) {
      const double needed = log_reference_flop - m.world.log_a_pre[i] - m.world.log_a_post[i];
      const double smaller = std::min(0.0, needed - m.demand.log_size[own][i]);
      offer(own, i, math::log(m.demand.price[i]) + m.p.size_exponent * smaller);
    }
    if (m.world.open_eci[i] >= reference_eci) {
      const double needed = log_reference_flop - m.world.open_log_a_pre[i] - m.world.open_log_a_post[i];
      const double smaller = std::min(0.0, needed - m.demand.log_size[open][i]);
      offer(open, i, log_price(m, open, i) + math::log(Market::reference_price) + m.p.size_exponent * smaller);
    }
  }
  for (int b = 0; b < m.blocs; ++b) {
    m.demand.price_at_reference[b] = least[b] < infinity ? math::exp(least[b]) : 0;
    m.demand.price_by_maker[b] = by_maker[b] < infinity ? math::exp(by_maker[b]) : 0;
  }
}

}  // namespace

void Market::advance(const Stage& stage) {
  if (stage.setting.segments.empty()) return;
  MarketMonth month(stage);
  set_spending(month);
  month.price_weight = month.p.price_weight * mean_price_weight(month);
  note_releases(month);
  improve_serving(month);
  set_prices(month);
  for (int s = 0; s < stage.setting.n_segments(); ++s) choose(month, s);
  serve(month);
  count_open_use(month);
  price_reference(month);
}

}  // namespace racesim
