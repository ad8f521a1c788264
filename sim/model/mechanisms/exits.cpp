#include "racesim/model/mechanisms/exits.hpp"

#include <algorithm>

#include "racesim/core/sum.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

namespace {

/// Weight with which people of lab j come to lab i.
double pull(const Stage& stage, int j, int i) {
  if (i == j || !stage.races(i)) return 0;
  const Layer& talent = stage.inputs.network[Channel::talent];
  const LabTraits& labs = stage.inputs.labs;
  for (std::uint32_t e = talent.offset[i]; e < talent.offset[i + 1]; ++e) {
    if (static_cast<int>(talent.source[e]) != j) continue;
    return talent.weight[e] * stage.month().talent_flow[labs.bloc[j] * stage.inputs.n_blocs() + labs.bloc[i]];
  }
  return 0;
}

void move_people(const Stage& stage, Exits::State& own, int leaver) {
  const int n = stage.inputs.n_named();
  std::vector<double>& weight = own.scratch;
  for (int i = 0; i < n; ++i) weight[i] = pull(stage, leaver, i);
  const double total = order_free_sum(weight);
  const double people = stage.month().staff[leaver] + own.moved_in[leaver];
  for (int i = 0; i < n && total > 0; ++i) own.moved_in[i] += people * (weight[i] / total);
  own.moved_in[leaver] = 0;
}

}  // namespace

void Exits::advance(const Stage& stage, State& own) {
  std::ranges::fill(own.order, -1);
  if (stage.inputs.segments.empty()) return;
  const int patience = stage.parameters().capital.patience_months();
  for (int place = 0;; ++place) {
    int next = -1;
    for (int i = 0; i < stage.inputs.n_named(); ++i) {
      if (!stage.races(i) || stage.world.capital.months_in_debt[i] < patience) continue;
      if (next < 0 || stage.inputs.labs.agent[i] < stage.inputs.labs.agent[next]) next = i;
    }
    if (next < 0) return;
    own.month[next] = stage.t;
    own.order[next] = place;
    own.exits[stage.inputs.labs.bloc[next]] += 1;
    move_people(stage, own, next);
  }
}

int Exits::leaver(const Stage& stage, int place) {
  const Column<std::int32_t>& order = stage.world.exits.order;
  const auto found = std::ranges::find(order, place);
  return found == order.end() ? -1 : static_cast<int>(found - order.begin());
}

bool Exits::inherits(const Stage& stage, int leaver, int buyer, bool racing) {
  const BuyerTraits& buyers = stage.inputs.buyers;
  if (buyer == leaver || buyers.bloc[buyer] != buyers.bloc[leaver]) return false;
  if (buyer >= stage.inputs.n_named()) return !racing;
  // Who leaves later in the same month still inherits, and passes it on.
  const Column<std::int32_t>& order = stage.world.exits.order;
  return racing && (stage.races(buyer) || order[buyer] > order[leaver]);
}

}  // namespace racesim
