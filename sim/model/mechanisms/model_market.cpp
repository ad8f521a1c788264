#include "racesim/model/mechanisms/model_market.hpp"

#include "market_month.hpp"
#include "racesim/core/sum.hpp"
#include "racesim/model/decaying_growth.hpp"

namespace racesim {

double ModelMarket::Params::log_growth(double years) const {
  return decaying_growth(years, growth, late_growth, decay_time);
}

double ModelMarket::Params::markup(double weight, double share) const {
  const double less_one = weight * (1 - share);  // elasticity of demand less 1
  return less_one * (markup_cap - 1) <= 1 ? markup_cap : (1 + less_one) / less_one;
}

double ModelMarket::Params::log_relative_work(double log_flop, double log_b) const {
  return serving_size_exponent * (log_flop - log_reference_flop) - log_b;
}

namespace {

/// Which run is behind the model on sale, for each way of serving.
void note_releases(const MarketMonth& m) {
  for (int i = 0; i < m.labs; ++i) {
    const Release& latest = m.world.releases.latest[i];
    const double size = latest.log10_flop * math::ln10;
    if (latest.month >= 0 && m.world.releases.best_eci[i] > m.demand.marked_eci[own_service][i]) {
      m.demand.log_size[own_service][i] = size;
      m.demand.marked_eci[own_service][i] = m.world.releases.best_eci[i];
    }
    if (latest.month == m.stage.t - 1 && latest.open) m.demand.marked_log_size[i] = size;
    if (m.world.releases.open_eci[i] > m.demand.marked_eci[open_service][i]) {
      m.demand.log_size[open_service][i] = m.demand.marked_log_size[i];
      m.demand.marked_eci[open_service][i] = m.world.releases.open_eci[i];
    }
  }
}

void improve_serving(MarketMonth& m) {
  const Research::Params& research = m.stage.parameters().research;
  double best = -infinity;
  for (int i = 0; i < m.labs; ++i) best = std::max(best, m.demand.log_b[i]);
  for (int i = 0; i < m.labs; ++i) {
    double& log_b = m.demand.log_b[i];
    const double gained = m.sells(i) ? research.gain(m.world.research.output[i], log_b, m.p.inference_growth) : 0.0;
    log_b += gained + std::min(1.0, m.p.inference_catch_up * month_in_years) * (best - log_b);
    m.best_log_b = std::max(m.best_log_b, log_b);
  }
}

/// What the segments spend. Where adoption is simulated it sets a share of their growth after the data.
void set_spending(const MarketMonth& m) {
  const double years = std::max(0, m.stage.t - m.inputs.data_end) * month_in_years;
  for (int b = 0; b < m.blocs; ++b) {
    const double share = m.world.adoption.bloc_share[b];
    double& adopted = m.demand.adopted[b];
    if (years <= 0 || m.stage.t == 0) adopted = share;
    const double link = adopted > 0 && years > 0 ? math::log(share / adopted) - m.p.log_growth(years) : 0;
    m.demand.spending[b] = 0;
    for (int s = 0; s < m.inputs.n_segments(); ++s) {
      const int k = b * m.inputs.n_segments() + s;
      const double linked = m.inputs.segments[s].adoption * link;
      m.demand.potential[k] = m.stage.month().spending[k] * (linked == 0 ? 1 : math::exp(linked));
      m.demand.spending[b] += m.demand.potential[k];
    }
  }
}

/// Weight of ln price in the segments, by what they spend.
double mean_price_weight(const MarketMonth& m) {
  double sum = 0, spent = 0;
  for (int b = 0; b < m.blocs; ++b) {
    for (int s = 0; s < m.inputs.n_segments(); ++s) {
      const double x = m.demand.potential[b * m.inputs.n_segments() + s];
      sum += x * m.inputs.segments[s].price;
      spent += x;
    }
  }
  return spent > 0 ? sum / spent : 1;
}

/// Prices of own services, and ln of all prices relative to the reference price; infinite where nothing is on offer.
void set_prices(const MarketMonth& m) {
  const double log_reference = math::log(ModelMarket::Params::reference_price);
  ModelMarket::Scratch& scratch = m.demand.scratch;
  for (int i = 0; i < m.labs; ++i) {
    m.demand.price[i] = m.demand.unit_cost[i] = 0;
    scratch.log_price[own_service][i] = scratch.log_price[open_service][i] = infinity;
    if (m.world.releases.open_eci[i] > -infinity) {
      const double log_cost = m.log_least_cost + m.log_relative_cost(m.demand.log_size[open_service][i], m.best_log_b);
      scratch.log_price[open_service][i] = log_cost - log_reference;
    }
    if (!m.sells(i)) continue;
    const double markup = m.p.markup(m.price_weight, m.demand.market_share[i]);
    const double asked = std::min(m.p.markup_cap, markup * m.demand.congestion[i]);
    const double log_cost =
        m.log_cost[m.inputs.labs.bloc[i]] + m.log_relative_cost(m.demand.log_size[own_service][i], m.demand.log_b[i]);
    m.demand.unit_cost[i] = math::exp(log_cost);
    m.demand.price[i] = asked * m.demand.unit_cost[i];
    scratch.log_price[own_service][i] = log_cost + math::log(asked) - log_reference;
  }
}

/// What the segments of every bloc spend on every service.
void sum_wanted(const MarketMonth& m) {
  for (int b = 0; b < m.blocs; ++b) {
    for (int k = 0; k < n_services; ++k) {
      double* wanted = m.demand.scratch.wanted_in(b, k);
      std::fill_n(wanted, m.labs, 0.0);
      for (int s = 0; s < m.inputs.n_segments(); ++s) {
        const double potential = m.demand.potential[b * m.inputs.n_segments() + s];
        const std::span<const double> share = m.demand.share[ModelMarket::place(m.inputs, b, s, k)];
        for (int i = 0; i < m.labs; ++i) wanted[i] += potential * share[i];
      }
    }
  }
}

/// What all blocs spend on a lab's service.
double wanted_from(const MarketMonth& m, int service, int i) {
  double sum = 0;
  for (int b = 0; b < m.blocs; ++b) sum += m.demand.scratch.wanted_in(b, service)[i];
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
  const double headroom = std::max(0.0, m.p.serving_limit - m.p.own_use);
  double month_cost[max_blocs];  // USD per H100e-month
  for (int b = 0; b < m.blocs; ++b) month_cost[b] = math::exp(m.log_cost[b]);
  double* filled = m.demand.scratch.values.data();  // labs: share of what is wanted that is served
  for (int i = 0; i < m.labs; ++i) {
    const double on_own = wanted_from(m, own_service, i);
    const double on_open = wanted_from(m, open_service, i);
    m.demand.market_share[i] = spent > 0 ? on_own / spent : 0;
    const double available = headroom * m.world.fleet.compute[i];
    const double at_cost = on_own / month_cost[m.inputs.labs.bloc[i]];  // H100e if sold at cost
    if (m.demand.price[i] > 0) clear(m, i, available > 0 ? at_cost / available : infinity);
    const double cost_share = m.demand.price[i] > 0 ? m.demand.unit_cost[i] / m.demand.price[i] : 0;
    const double compute = at_cost * cost_share;
    filled[i] = compute > available ? available / compute : 1;
    const double captured = m.sells(i) ? m.p.open_capture * on_open : 0;
    m.demand.revenue[i] = on_own * filled[i] + captured;
    m.demand.margin[i] = on_own * filled[i] * (1 - cost_share) + captured;
    m.demand.serving_share[i] =
        m.p.own_use + (m.world.fleet.compute[i] > 0 ? std::min(compute, available) / m.world.fleet.compute[i] : 0);
  }
  double* served = m.demand.scratch.values.data() + m.labs;
  for (int b = 0; b < m.blocs; ++b) {
    const double* wanted = m.demand.scratch.wanted_in(b, own_service);
    const auto total = [&](bool all) {
      for (int i = 0; i < m.labs; ++i) served[i] = wanted[i] * (all ? 1 : filled[i]);
      return order_free_sum({served, static_cast<std::size_t>(m.labs)});
    };
    const double all = total(true);
    m.demand.filled[b] = all > 0 ? total(false) / all : 1;
  }
}

/// Use of open models in tokens, by lab and by where they were made.
void count_open_use(const MarketMonth& m) {
  double* tokens = m.demand.scratch.values.data();
  double* of_bloc = m.demand.scratch.values.data() + m.labs;
  for (int i = 0; i < m.labs; ++i) {
    const double spent = wanted_from(m, open_service, i);
    tokens[i] = spent > 0 ? spent / ModelMarket::Params::reference_price *
                                math::exp(-m.demand.scratch.log_price[open_service][i])
                          : 0;
  }
  const double all = order_free_sum({tokens, static_cast<std::size_t>(m.labs)});
  for (int i = 0; i < m.labs; ++i) m.demand.open_use[i] = all > 0 ? tokens[i] / all : 0;
  for (int b = 0; b < m.blocs; ++b) {
    for (int i = 0; i < m.labs; ++i) of_bloc[i] = m.inputs.labs.bloc[i] == b ? tokens[i] : 0;
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
    double& made = by_maker[m.inputs.labs.bloc[i]];
    made = std::min(made, log_usd);
    for (int b = 0; b < m.blocs; ++b) {
      if (log_usd < least[b] && m.access(service, i, b) > 0) least[b] = log_usd;
    }
  };
  for (int i = 0; i < m.labs; ++i) {
    if (m.demand.price[i] > 0 && m.world.releases.best_eci[i] >= reference_eci) {
      const double needed = log_reference_flop - m.world.efficiency.log_a_pre[i] - m.world.efficiency.log_a_post[i];
      const double smaller = std::min(0.0, needed - m.demand.log_size[own_service][i]);
      offer(own_service, i, math::log(m.demand.price[i]) + m.p.serving_size_exponent * smaller);
    }
    if (m.world.releases.open_eci[i] >= reference_eci) {
      const double needed =
          log_reference_flop - m.world.releases.open_log_a_pre[i] - m.world.releases.open_log_a_post[i];
      const double smaller = std::min(0.0, needed - m.demand.log_size[open_service][i]);
      offer(open_service, i,
            m.demand.scratch.log_price[open_service][i] + math::log(ModelMarket::Params::reference_price) +
                m.p.serving_size_exponent * smaller);
    }
  }
  for (int b = 0; b < m.blocs; ++b) {
    m.demand.price_at_reference[b] = least[b] < infinity ? math::exp(least[b]) : 0;
    m.demand.price_by_maker[b] = by_maker[b] < infinity ? math::exp(by_maker[b]) : 0;
  }
}

}  // namespace

void ModelMarket::advance(const Stage& stage, State& own) {
  if (stage.inputs.segments.empty()) return;
  MarketMonth month(stage, own);
  set_spending(month);
  month.price_weight = month.p.price_weight * mean_price_weight(month);
  note_releases(month);
  improve_serving(month);
  set_prices(month);
  for (int s = 0; s < stage.inputs.n_segments(); ++s) choose(month, s);
  sum_wanted(month);
  serve(month);
  count_open_use(month);
  price_reference(month);
}

}  // namespace racesim
