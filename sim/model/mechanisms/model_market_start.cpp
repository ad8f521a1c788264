// The market for models: its parameters, and how it stands before the first month.
#include <algorithm>

#include "market_month.hpp"
#include "racesim/model/decaying_growth.hpp"

namespace racesim {

std::size_t ModelMarket::place(const Inputs& inputs, int bloc, int segment, int service) {
  return static_cast<std::size_t>((bloc * inputs.n_segments() + segment) * n_services + service);
}

std::size_t ModelMarket::by_market(const Inputs& inputs) {
  return static_cast<std::size_t>(inputs.n_blocs()) * inputs.n_segments() * n_services;
}

void ModelMarket::Scratch::make(const Inputs& inputs) {
  labs = inputs.n_named();
  for (int k = 0; k < n_services; ++k) {
    log_price[k].assign(labs, 0);
    weight[k].assign(labs, 0);
  }
  wanted.assign(inputs.n_blocs() * n_services * labs, 0);
  values.assign(n_services * labs, 0);
}

void ModelMarket::start(const Inputs& inputs, State& own) {
  const Parameters& p = inputs.parameters;
  const double years = (inputs.start - Month::of(2023, 3)) * month_in_years;
  std::ranges::fill(own.log_b, p.model_market.inference_growth * years);
  std::ranges::fill(own.serving_share, p.model_market.serving_share);
  const double per_eci = math::ln10 / p.training.eci_per_magnitude;
  for (int i = 0; i < inputs.n_named(); ++i) {
    // The run behind the model of the start is what its index and the lab's efficiency say.
    const LabTraits& labs = inputs.labs;
    const double size = log_reference_flop + per_eci * (labs.initial_eci[i] - reference_eci) -
                        labs.initial_log_a_pre[i] - labs.initial_log_a_post[i];
    for (int k = 0; k < n_services; ++k) own.log_size[k][i] = size;
    own.marked_log_size[i] = size;
    own.marked_eci[ModelMarket::own][i] = labs.initial_eci[i];
    own.marked_eci[open][i] = -infinity;
  }
}

std::span<const Parameter<ModelMarket::Params>> ModelMarket::Params::fields() {
  static constexpr Parameter<Params> rows[] = {
      {&Params::quality_weight,
       {.name = "quality_weight",
        .symbol = "a_q",
        .unit = "1/ECI",
        .lower = 0,
        .upper = 2,
        .prior = Prior::uniform(0.05, 0.2),
        .source = "judgement",
        .doc = "utility of a point of ECI"}},
      {&Params::price_weight,
       {.name = "price_weight",
        .symbol = "alpha",
        .lower = 0.05,
        .upper = 10,
        .prior = Prior::lognormal(0.5, 2),
        .source = "judgement",
        .doc = "weight of ln price in utility; elasticity of substitution less 1"}},
      {&Params::home_bias,
       {.name = "home_bias",
        .lower = 0,
        .upper = 10,
        .prior = Prior::uniform(0.2, 1.0),
        .source = "judgement",
        .doc = "utility of a service of the own bloc"}},
      {&Params::inertia,
       {.name = "inertia",
        .symbol = "iota",
        .lower = 0,
        .upper = 0.999,
        .prior = Prior::uniform(0.75, 0.93),
        .source = "judgement",
        .doc = "share of the month before in a market share"}},
      {&Params::outside_utility,
       {.name = "outside_utility",
        .symbol = "U_0",
        .lower = -10,
        .upper = 20,
        .prior = Prior::uniform(1, 3),
        .source = "judgement: in 2023-12 models get about a third of the spending",
        .doc = "utility of what does the job without a model"}},
      {&Params::markup_cap,
       {.name = "markup_cap",
        .lower = 1,
        .upper = 100,
        .prior = Prior::lognormal(3, 10),
        .source = "judgement",
        .doc = "price over cost at most"}},
      {&Params::serving_work,
       {.name = "serving_work",
        .symbol = "w",
        .unit = "H100e*h/Mtoken",
        .lower = 0.01,
        .upper = 1e4,
        .prior = Prior::lognormal(2, 15),
        .source = "judgement, unverified: GPT-4 sold at 30 and 60 USD per million tokens in 2023-03",
        .doc = "work of serving a million tokens of the reference model at 2023-03"}},
      {&Params::serving_size_exponent,
       {.name = "serving_size_exponent",
        .symbol = "sigma",
        .lower = 0,
        .upper = 1,
        .prior = Prior::uniform(0.4, 0.6),
        .confidence = Confidence::excerpt,
        .source = "Hoffmann et al. 2022, arXiv 2203.15556: size ~ FLOP^0.5",
        .doc = "elasticity of serving work in the FLOP of the training run"}},
      {&Params::inference_growth,
       {.name = "inference_growth",
        .symbol = "g_B",
        .unit = "ln/yr",
        .lower = 0,
        .upper = 10,
        .prior = Prior::uniform(0.6, 2.0),
        .confidence = Confidence::excerpt,
        .source = "AI Index: GPT-3.5 quality from 20 to 0.07 USD per million tokens, 2022-11 to 2024-10, 2.9 "
                  "ln/yr, of which cheaper chips and smaller models are 1.0-1.5 (judgement)",
        .doc = "growth of inference efficiency of the reference lab"}},
      {&Params::inference_catch_up,
       {.name = "inference_catch_up",
        .symbol = "kappa_B",
        .unit = "1/yr",
        .lower = 0,
        .upper = 20,
        .prior = Prior::lognormal(0.4, 2.5),
        .source = "judgement: serving software is mostly open",
        .doc = "rate at which labs catch up with the best inference efficiency"}},
      {&Params::energy_cost_share,
       {.name = "energy_cost_share",
        .symbol = "e",
        .lower = 0,
        .upper = 1,
        .prior = Prior::uniform(0.03, 0.15),
        .confidence = Confidence::excerpt,
        .source = "Cottier et al., arXiv 2405.21015: 2-6 % of the cost of a run",
        .doc = "share of energy in the cost of compute at idle capacity"}},
      {&Params::open_capture,
       {.name = "open_capture",
        .lower = 0,
        .upper = 1,
        .prior = Prior::uniform(0.0, 0.3),
        .source = "judgement",
        .doc = "share of the spending on its open models that the maker gets"}},
      {&Params::own_use,
       {.name = "own_use",
        .symbol = "s_0",
        .lower = 0,
        .upper = 0.9,
        .prior = Prior::uniform(0.05, 0.3),
        .source = "judgement",
        .doc = "share of compute that serves own products and users who do not pay"}},
      {&Params::serving_limit,
       {.name = "serving_limit",
        .symbol = "s_max",
        .lower = 0,
        .upper = 0.95,
        .prior = Prior::uniform(0.5, 0.8),
        .source = "judgement",
        .doc = "share of compute that serves at most"}},
      {&Params::serving_share,
       {.name = "serving_share",
        .lower = 0,
        .upper = 0.95,
        .prior = Prior::uniform(0.3, 0.5),
        .confidence = Confidence::derived,
        .source = "Epoch AI, OpenAI compute spending 2024: 1.8-2 of 6-7 bn USD, and use within the firm",
        .doc = "share of compute that serves where there is no market, and at which the shares of experiments "
               "and training are measured"}},
      {&Params::growth,
       {.name = "growth",
        .unit = "ln/yr",
        .lower = -2,
        .upper = 5,
        .prior = Prior::normal(0.4, 1.4),
        .source = "judgement",
        .doc = "growth of spending when the data end"}},
      {&Params::late_growth,
       {.name = "late_growth",
        .unit = "ln/yr",
        .lower = -0.5,
        .upper = 1,
        .prior = Prior::normal(0.03, 0.2),
        .source = "judgement",
        .doc = "growth of spending in the long run"}},
      {&Params::decay_time,
       {.name = "decay_time",
        .unit = "yr",
        .lower = 0.25,
        .upper = 50,
        .prior = Prior::lognormal(1.5, 6),
        .source = "judgement",
        .doc = "time over which growth of spending falls to its long-run rate"}},
  };
  return rows;
}

}  // namespace racesim
