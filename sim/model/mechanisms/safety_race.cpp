#include "racesim/model/mechanisms/safety_race.hpp"

#include <cmath>

#include "racesim/core/math.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double SafetyRace::Params::payoff(bool unsafe, bool against_unsafe) const {
  const double end = prize / rounds;
  const double survival = 1 - accident_probability;
  if (!unsafe) return against_unsafe ? benefit / (unsafe_speed + 1) - cost : benefit / 2 - cost + end / 2;
  return against_unsafe ? benefit / 2 + survival * unsafe_speed * end / 2
                        : unsafe_speed * benefit / (unsafe_speed + 1) + survival * unsafe_speed * end;
}

double SafetyRace::Params::mean_payoff(bool unsafe, double unsafe_others, double others) const {
  return ((others - unsafe_others) * payoff(unsafe, false) + unsafe_others * payoff(unsafe, true)) / others;
}

double SafetyRace::Params::risk_dominance_survival() const {
  // payoff(safe, safe) + payoff(safe, unsafe) = payoff(unsafe, safe) + payoff(unsafe, unsafe), solved for the survival
  const double end = prize / rounds;
  return (end / 2 - 2 * cost - benefit * (unsafe_speed - 1) / (unsafe_speed + 1)) / (1.5 * unsafe_speed * end);
}

double SafetyRace::Params::welfare_survival() const {
  // payoff(safe, safe) = payoff(unsafe, unsafe), solved for the survival
  const double end = prize / rounds;
  return (end / 2 - cost) / (unsafe_speed * end / 2);
}

namespace {

/// Ordinals of the draws of a lab's stance.
enum Draw : std::uint32_t { meets, explores, at_random, at_start };

bool plays(const Stage& stage, int lab) { return stage.inputs.structure.safety_race && lab < stage.inputs.n_named(); }

}  // namespace

void SafetyRace::start(const Inputs& inputs, std::uint32_t replicate, State& own) {
  if (!inputs.structure.safety_race) return;
  for (int i = 0; i < inputs.n_named(); ++i) {
    const Address at{.seed = inputs.seed,
                     .replicate = replicate,
                     .stream = StreamId::stance,
                     .agent = inputs.labs.agent[i],
                     .partner = at_start};
    own.unsafe[i] = uniform(at) < inputs.parameters.safety_race.unsafe_at_start ? 1 : 0;
  }
}

void SafetyRace::advance(const Stage& stage, State& own) {
  if (!stage.inputs.structure.safety_race) return;
  const SafetyRace::Params& p = stage.parameters().safety_race;
  Column<std::uint8_t>& unsafe = own.unsafe;
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
  if (!plays(stage, lab) || stage.world.safety_race.unsafe[lab] != 0) return 1;
  return 1 / stage.parameters().safety_race.unsafe_speed;
}

bool SafetyRace::halted(const Stage& stage, int lab) {
  return plays(stage, lab) && stage.t < stage.world.safety_race.halted_until[lab];
}

bool SafetyRace::accident(const Stage& stage, int lab) {
  if (!plays(stage, lab) || stage.world.safety_race.unsafe[lab] == 0) return false;
  const double chance = stage.parameters().safety_race.accident_probability;
  return uniform(stage.address(StreamId::accident, stage.inputs.labs.agent[lab])) < chance;
}

void SafetyRace::halt(const Stage& stage, State& own) {
  const int months = whole_months(stage.parameters().safety_race.accident_halt);
  for (int i = 0; i < stage.inputs.n_named(); ++i) {
    if (stage.world.releases.withdrawn[i] == 0) continue;
    own.halted_until[i] = stage.t + 1 + months;
    ++own.accidents[i];
  }
}

std::span<const Parameter<SafetyRace::Params>> SafetyRace::Params::fields() {
  constexpr const char* source = "DSAIR (Han, Pereira, Santos & Lenaerts 2020)";
  static constexpr Parameter<Params> rows[] = {
      {&Params::benefit,
       {.name = "benefit",
        .symbol = "b",
        .lower = 0,
        .upper = 1e6,
        .confidence = Confidence::verified,
        .source = source,
        .doc = "benefit of a round"}},
      {&Params::cost,
       {.name = "cost",
        .symbol = "c",
        .lower = 0,
        .upper = 1e6,
        .confidence = Confidence::verified,
        .source = source,
        .doc = "cost of precaution a round"}},
      {&Params::prize,
       {.name = "prize",
        .symbol = "B",
        .lower = 0,
        .upper = 1e12,
        .confidence = Confidence::verified,
        .source = source,
        .doc = "prize at the end of the race"}},
      {&Params::rounds,
       {.name = "rounds",
        .symbol = "W",
        .lower = 1,
        .upper = 1e6,
        .confidence = Confidence::verified,
        .source = source,
        .doc = "rounds to the prize of a safe lab"}},
      {&Params::unsafe_speed,
       {.name = "unsafe_speed",
        .symbol = "s",
        .lower = 1,
        .upper = 5,
        .prior = Prior::uniform(1.1, 3),
        .source = "judgement within DSAIR's 1-5",
        .doc = "speed of research without precautions, relative to with"}},
      {&Params::imitation,
       {.name = "imitation",
        .symbol = "beta",
        .lower = 0,
        .upper = 10,
        .confidence = Confidence::verified,
        .source = source,
        .doc = "strength of imitation"}},
      {&Params::exploration,
       {.name = "exploration",
        .unit = "1/month",
        .lower = 0,
        .upper = 1,
        .prior = Prior::lognormal(0.002, 0.05),
        .source = "judgement",
        .doc = "chance per month that a lab takes a stance at random"}},
      {&Params::unsafe_at_start,
       {.name = "unsafe_at_start",
        .lower = 0,
        .upper = 1,
        .prior = Prior::uniform(0.1, 0.9),
        .source = "judgement",
        .doc = "chance that a lab starts without precautions"}},
      {&Params::accident_probability,
       {.name = "accident_probability",
        .symbol = "1-p",
        .lower = 0,
        .upper = 1,
        .prior = Prior::uniform(0.02, 0.6),
        .source = "judgement",
        .doc = "chance that an unsafe release has an accident"}},
      {&Params::accident_halt,
       {.name = "accident_halt",
        .unit = "month",
        .lower = 0,
        .upper = 120,
        .prior = Prior::uniform(1, 12),
        .source = "judgement",
        .doc = "months that a lab loses by an accident"}},
  };
  return rows;
}  // namespace racesim

}  // namespace racesim
