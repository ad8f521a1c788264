#include "racesim/reference/scalar_loop.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace racesim {

ScalarLoop::ScalarLoop(const WorkloadOptions& options)
    : options_(options),
      begin_(options.labs + 1),
      source_(options.labs * WorkloadGraph::edges_per_lab),
      weight_(source_.size()),
      budget_(options.labs),
      stock_(options.labs),
      efficiency_(options.labs),
      next_efficiency_(options.labs),
      generator_(options.seed) {
  for (std::size_t edge = 0; edge < source_.size(); ++edge) {
    ++begin_[workload_edge(edge, options.labs).target + 1];
  }
  std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
  std::vector<std::size_t> next(begin_.begin(), begin_.end() - 1);
  for (std::size_t edge = 0; edge < source_.size(); ++edge) {
    const auto [target, weight] = workload_edge(edge, options.labs);
    source_[next[target]] = static_cast<std::uint32_t>(edge / WorkloadGraph::edges_per_lab);
    weight_[next[target]++] = weight;
  }
}

void ScalarLoop::start() {
  for (std::uint32_t lab = 0; lab < options_.labs; ++lab) {
    budget_[lab] = first_budget(lab);
    stock_[lab] = 20 * budget_[lab];
    efficiency_[lab] = first_efficiency(lab);
  }
}

void ScalarLoop::advance() {
  const WorkloadParameters& p = options_.parameters;
  for (std::size_t lab = 0; lab < options_.labs; ++lab) {
    const double a = efficiency_[lab];
    const double stock = stock_[lab] * (1 - p.depreciation) + budget_[lab] * p.purchases;
    const double scarcity = std::max(0.0, std::log(p.scarcity_scale * budget_[lab] / stock));
    const double capital = std::pow(0.3 * std::pow(stock, p.substitution) + 0.7, 1 / p.substitution);
    const double own = p.research * std::exp(-p.exhaustion * a) * capital * (1 + p.ingenuity * scarcity) *
                       std::exp(p.noise * normal_(generator_));
    double lead = 0;
    for (std::size_t edge = begin_[lab]; edge < begin_[lab + 1]; ++edge) {
      lead += weight_[edge] * std::max(0.0, efficiency_[source_[edge]] - a);
    }
    const auto in_degree = static_cast<double>(begin_[lab + 1] - begin_[lab]);
    next_efficiency_[lab] = a + own + (in_degree > 0 ? p.diffusion / in_degree * lead : 0);
    stock_[lab] = stock;
    budget_[lab] *= 1 + p.budget_growth;
  }
  efficiency_.swap(next_efficiency_);
}

WorkloadResult ScalarLoop::run() {
  WorkloadResult result;
  const double share = 1 / (static_cast<double>(options_.labs) * options_.runs);
  for (int run = 0; run < options_.runs; ++run) {
    start();
    for (int month = 0; month < options_.months; ++month) {
      advance();
    }
    result.mean_efficiency += share * std::accumulate(efficiency_.begin(), efficiency_.end(), 0.0);
    result.mean_stock += share * std::accumulate(stock_.begin(), stock_.end(), 0.0);
    result.max_efficiency = std::max(result.max_efficiency, *std::max_element(efficiency_.begin(), efficiency_.end()));
  }
  return result;
}

}  // namespace racesim
