#include "racesim/model/mechanisms/exits.hpp"

#include <algorithm>
#include <cmath>

#include "racesim/core/sum.hpp"
#include "racesim/model/stage.hpp"

namespace racesim::exits {

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

void move_people(const Stage& stage, int leaver) {
  World& world = stage.world;
  const int n = stage.inputs.n_named();
  std::vector<double>& weight = world.finance.scratch;
  for (int i = 0; i < n; ++i) weight[i] = pull(stage, leaver, i);
  const double total = order_free_sum({weight.data(), static_cast<std::size_t>(n)});
  const double people = stage.month().staff[leaver] + world.finance.moved_in[leaver];
  for (int i = 0; i < n && total > 0; ++i) world.finance.moved_in[i] += people * (weight[i] / total);
  world.finance.moved_in[leaver] = 0;
  world.staff[leaver] = 0;
}

void hand_over(const Stage& stage, Stocks& stocks, int leaver) {
  const Inputs& inputs = stage.inputs;
  stocks.rented[leaver] = 0;
  for (Column<double>& month_signed : stocks.signed_rent) month_signed[leaver] = 0;
  const auto takes = [&](int i, bool races) {
    if (i == leaver || inputs.buyers.bloc[i] != inputs.buyers.bloc[leaver]) return false;
    return races ? i < inputs.n_named() && stage.races(i) : i >= inputs.n_named();
  };
  for (bool races : {false, true}) {
    int heirs = 0;
    for (int i = 0; i < inputs.n_buyers(); ++i) heirs += takes(i, races) ? 1 : 0;
    if (heirs == 0) continue;
    for (int c = 0; c < inputs.n_chips(); ++c) {
      const int from = leaver * inputs.n_chips() + c;
      for (int i = 0; i < inputs.n_buyers(); ++i) {
        if (!takes(i, races)) continue;
        const int to = i * inputs.n_chips() + c;
        const double part = stocks.count[from] / heirs, sum = stocks.count[to] + part;
        if (sum > 0) stocks.age[to] = (stocks.age[to] * stocks.count[to] + stocks.age[from] * part) / sum;
        stocks.count[to] = sum;
        for (Column<double>& slot : stocks.transit) slot[to] += slot[from] / heirs;
      }
      stocks.count[from] = stocks.age[from] = 0;
      for (Column<double>& slot : stocks.transit) slot[from] = 0;
    }
    return;
  }
}

void leave(const Stage& stage, int lab) {
  stage.world.finance.exit[lab] = stage.t;
  stage.world.ledger.exits[stage.inputs.labs.bloc[lab]] += 1;
  move_people(stage, lab);
  hand_over(stage, stage.world.real, lab);
  hand_over(stage, stage.world.shadow, lab);
  stage.world.project[lab] = {};
}

}  // namespace

void advance(const Stage& stage) {
  if (stage.inputs.segments.empty()) return;
  const int patience = stage.parameters().capital.patience_months();
  while (true) {
    int next = -1;
    for (int i = 0; i < stage.inputs.n_named(); ++i) {
      if (!stage.races(i) || stage.world.finance.months_in_debt[i] < patience) continue;
      if (next < 0 || stage.inputs.labs.agent[i] < stage.inputs.labs.agent[next]) next = i;
    }
    if (next < 0) return;
    leave(stage, next);
  }
}

}  // namespace racesim::exits
