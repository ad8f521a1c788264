// One month of the reference workload. Chunks of labs pass through buffers that stay in the nearest cache, in loops
// short enough for the compiler to turn into vectors.
#include <algorithm>
#include <utility>

#include "racesim/core/lanes.hpp"
#include "racesim/core/math.hpp"
#include "racesim/core/normals.hpp"
#include "workload_kernel.hpp"

namespace racesim::RACESIM_KERNEL {
namespace {

constexpr std::size_t chunk = 512;  // elements: labs times lanes
constexpr std::size_t slice = WorkloadGraph::slice;
static_assert(slice % lane_count == 0);

/// own = theta e^(-beta a) (.3 K'^rho + .7)^(1/rho) (1 + kappa s) e^(sigma z); `own` holds z at first. Powers are taken
/// in logarithms, so that one exponential serves all factors.
void research(const WorkloadMonth& month, std::size_t first, std::size_t n, double* __restrict own) {
  const WorkloadParameters& p = month.parameters;
  const double rho = p.substitution, inverse_rho = 1 / p.substitution;
  const double* __restrict budget = month.budget + first;
  const double* __restrict efficiency = month.efficiency + first;
  double* __restrict stock = month.stock + first;
  alignas(64) double capital[chunk];
  for (std::size_t i = 0; i < n; ++i) {
    stock[i] = stock[i] * (1 - p.depreciation) + budget[i] * p.purchases;
    capital[i] = math::moderate_pow(stock[i], rho);
  }
  for (std::size_t i = 0; i < n; ++i) {
    own[i] = inverse_rho * math::log(0.3 * capital[i] + 0.7) - p.exhaustion * efficiency[i] + p.noise * own[i];
  }
  for (std::size_t i = 0; i < n; ++i) {
    const double wanting = math::log(p.scarcity_scale * budget[i] / stock[i]);
    const double scarcity = wanting > 0 ? wanting : 0;
    own[i] = p.research * math::exp(own[i]) * (1 + p.ingenuity * scarcity);
  }
}

[[gnu::always_inline]] inline Reals positive_part(Reals reals) { return reals > 0 ? reals : Reals{}; }

template <std::size_t... lane>
[[gnu::always_inline]] inline Reals gather(const double* from, const std::int32_t* places,
                                           std::index_sequence<lane...>) {
  return Reals{from[places[lane]]...};
}

/// a' = a + own + what a slice's labs learn from those ahead of them, lanes being labs.
void diffuse_labs(const WorkloadMonth& month, std::size_t first, const double* own) {
  const std::size_t begin = month.slice_begin[first / slice], end = month.slice_begin[first / slice + 1];
  for (std::size_t lab = 0; lab < slice; lab += lane_count) {
    const Reals here = load(month.efficiency + first + lab);
    Reals learnt{};
    for (std::size_t edge = begin + lab; edge < end; edge += slice) {
      const Reals there = gather(month.efficiency, month.source + edge, std::make_index_sequence<lane_count>{});
      learnt += load(month.weight + edge) * positive_part(there - here);
    }
    store(here + load(own + lab) + learnt, month.next_efficiency + first + lab);
  }
}

/// The same with runs as lanes.
template <std::size_t lanes>
void diffuse_runs(const WorkloadMonth& month, std::size_t first, const double* own) {
  const std::size_t begin = month.slice_begin[first / slice], end = month.slice_begin[first / slice + 1];
  for (std::size_t lab = 0; lab < slice; ++lab) {
    for (std::size_t run = 0; run < lanes; run += lane_count) {
      const std::size_t place = (first + lab) * lanes + run;
      const Reals here = load(month.efficiency + place);
      Reals learnt{};
      for (std::size_t edge = begin + lab; edge < end; edge += slice) {
        const Reals there = load(month.efficiency + month.source[edge] * lanes + run);
        learnt += month.weight[edge] * positive_part(there - here);
      }
      store(here + load(own + lab * lanes + run) + learnt, month.next_efficiency + place);
    }
  }
}

template <std::size_t lanes>
void advance(const WorkloadMonth& month, std::size_t first, std::size_t last) {
  alignas(64) double own[chunk];
  for (std::size_t place = first; place < last; place += chunk / lanes) {
    const std::size_t labs = std::min(chunk / lanes, last - place);
    normals(month.address, {month.id + place, labs}, {own, labs * lanes}, month.set);
    research(month, place * lanes, labs * lanes, own);
    for (std::size_t lab = 0; lab < labs; lab += slice) {
      if constexpr (lanes == 1) {
        diffuse_labs(month, place + lab, own + lab);
      } else {
        diffuse_runs<lanes>(month, place + lab, own + lab * lanes);
      }
    }
    double* __restrict budget = month.budget + place * lanes;
    for (std::size_t i = 0; i < labs * lanes; ++i) {
      budget[i] *= 1 + month.parameters.budget_growth;
    }
  }
}

}  // namespace

extern const WorkloadKernel workload_kernel{advance<1>, advance<8>, advance<16>};

}  // namespace racesim::RACESIM_KERNEL
