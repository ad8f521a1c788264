#include "racesim/model/mechanisms/safety_race.hpp"

#include <cmath>

#include "racesim/core/math.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double SafetyRace::payoff(bool unsafe, bool against_unsafe) const {
  const double end = prize / rounds;
  const double survival = 1 - accident_probability;
  if (!unsafe) return against_unsafe ? benefit / (speed + 1) - cost : benefit / 2 - cost + end / 2;
  return against_unsafe ? benefit / 2 + survival * speed * end / 2
                        : speed * benefit / (speed + 1) + survival * speed * end;
}

double SafetyRace::mean_payoff(bool unsafe, double unsafe_others, double others) const {
  return ((others - unsafe_others) * payoff(unsafe, false) + unsafe_others * payoff(unsafe, true)) / others;
}

double SafetyRace::risk_dominance_survival() const {
  // payoff(safe, safe) + payoff(safe, unsafe) = payoff(unsafe, safe) + payoff(unsafe, unsafe), solved for the survival
  const double end = prize / rounds;
  return (end / 2 - 2 * cost - benefit * (speed - 1) / (speed + 1)) / (1.5 * speed * end);
}

double SafetyRace::welfare_survival() const {
  // payoff(safe, safe) = payoff(unsafe, unsafe), solved for the survival
  const double end = prize / rounds;
  return (end / 2 - cost) / (speed * end / 2);
}

namespace {

/// Ordinals of the draws of a lab's stance.
enum Draw : std::uint32_t { meets, explores, at_random, at_start };

bool plays(const Stage& stage, int lab) { return stage.inputs.structure.safety_race && lab < stage.inputs.n_named(); }

}  // namespace

void SafetyRace::start(const Inputs& inputs, std::uint32_t replicate, World& world) {
  if (!inputs.structure.safety_race) return;
  for (int i = 0; i < inputs.n_named(); ++i) {
    const Address luck{.seed = inputs.seed,
                       .replicate = replicate,
                       .stream = StreamId::stance,
                       .agent = inputs.labs.agent[i],
                       .partner = at_start};
    world.safety.unsafe[i] = uniform(luck) < inputs.parameters.safety_race.unsafe_at_start ? 1 : 0;
  }
}

void SafetyRace::advance(const Stage& stage) {
  if (!stage.inputs.structure.safety_race) return;
  const SafetyRace& p = stage.parameters().safety_race;
  Column<std::uint8_t>& unsafe = stage.world.safety.unsafe;
  const int named = stage.inputs.n_named();
  int racing = 0, taking_risks = 0;
  for (int i = 0; i < named; ++i) {
    if (!stage.races(i)) continue;
    ++racing;
    taking_risks += unsafe[i];
  }
  // Payoffs depend on the stances at the start of the month only, so that no lab is ahead of another.
  const double others = racing - 1;
  for (int i = 0; i < named; ++i) {
    if (!stage.races(i) || others <= 0) continue;
    const bool mine = unsafe[i] != 0;
    const auto draw = [&](Draw which) {
      return uniform(stage.address(StreamId::stance, stage.inputs.labs.agent[i], which));
    };
    const double unsafe_others = taking_risks - (mine ? 1 : 0);
    // A lab of the other stance sees one of this stance more, and one of its own less, among its others.
    const double seen_by_other = taking_risks - (mine ? 0 : 1);
    const double met = (mine ? others - unsafe_others : unsafe_others) / others;
    const double better = p.mean_payoff(!mine, seen_by_other, others) - p.mean_payoff(mine, unsafe_others, others);
    if (met > 0 && draw(meets) < met * math::logistic(p.imitation * better)) unsafe[i] = mine ? 0 : 1;
    if (p.exploration > 0 && draw(explores) < p.exploration) unsafe[i] = draw(at_random) < 0.5 ? 1 : 0;
  }
}

double SafetyRace::research_speed(const Stage& stage, int lab) {
  if (!plays(stage, lab) || stage.world.safety.unsafe[lab] != 0) return 1;
  return 1 / stage.parameters().safety_race.speed;
}

bool SafetyRace::halted(const Stage& stage, int lab) {
  return plays(stage, lab) && stage.t < stage.world.safety.halted_until[lab];
}

bool SafetyRace::accident(const Stage& stage, int lab) {
  if (!plays(stage, lab) || stage.world.safety.unsafe[lab] == 0) return false;
  const SafetyRace& p = stage.parameters().safety_race;
  if (uniform(stage.address(StreamId::accident, stage.inputs.labs.agent[lab])) >= p.accident_probability) return false;
  stage.world.safety.halted_until[lab] = stage.t + 1 + whole_months(p.halt);
  ++stage.world.safety.accidents[lab];
  return true;
}

}  // namespace racesim
