// Numbers about a whole run.
#include "measures.hpp"

namespace racesim {

namespace {

using namespace measures;

/// Month of the run in which the first goal was reached; -1: it was not, or there is none.
int goal_reached(const View& v) { return v.inputs.goals.empty() ? -1 : v.world.adoption.reached[0]; }

double target_met(const View& v) {
  if (v.inputs.goals.empty()) return none;
  const int due = v.inputs.goals[0].due;
  if (goal_reached(v) >= 0) return goal_reached(v) <= due ? 1 : 0;
  return due < v.world.t ? 0 : none;
}

constexpr Outcome outcome_table[] = {
    {"final_lag_months", "month", "lag at the end of the run",
     [](const View& v) { return lag_months(leader(v), follower(v), v.history.t); }},
    {"final_gap_eci", "ECI", "ECI gap at the end of the run",
     [](const View& v) { return finite(leader(v)[v.history.t] - follower(v)[v.history.t]); }},
    {"final_leader_eci", "ECI", "leader's best model at the end",
     [](const View& v) { return finite(leader(v)[v.history.t]); }},
    {"final_follower_eci", "ECI", "follower's best model at the end",
     [](const View& v) { return finite(follower(v)[v.history.t]); }},
    {"final_leader_log_efficiency", "ln", "leader's ln A at the end",
     [](const View& v) { return log_efficiency(v, v.inputs.leader); }},
    {"final_follower_log_efficiency", "ln", "follower's ln A at the end",
     [](const View& v) { return log_efficiency(v, v.inputs.follower); }},
    {"final_follower_compute_share", "1", "follower's share of installed chips at the end",
     [](const View& v) { return owned(v, v.inputs.follower) / all_blocs(v, owned); }},
    {"final_follower_scarcity", "ln", "follower's scarcity at the end",
     [](const View& v) { return scarcity(v, v.inputs.follower); }},
    {"adoption_target_met", "1",
     "1: the first adoption target was reached by its date, 0: it was not; none without a target or before its date",
     target_met},
    {"adoption_target_month", "month",
     "months from the start to the month in which the first adoption target was reached",
     [](const View& v) { return goal_reached(v) >= 0 ? goal_reached(v) : none; }},
    {"match_delay_126", "month", "months from the leader's reaching ECI 126 to the follower's",
     [](const View& v) { return match_delay(leader(v), follower(v), v.history.t, reference_eci); }},
    {"match_delay_140", "month", "months from the leader's reaching ECI 140 to the follower's",
     [](const View& v) { return match_delay(leader(v), follower(v), v.history.t, 140); }},
    {"match_delay_160", "month", "months from the leader's reaching ECI 160 to the follower's",
     [](const View& v) { return match_delay(leader(v), follower(v), v.history.t, 160); }},
    {"open_use_crossing", "month",
     "months from the start until the follower's open models are used more than the leader's",
     [](const View& v) { return v.history.open_use_crossing < 0 ? none : v.history.open_use_crossing; }},
};

}  // namespace

std::span<const Outcome> outcomes() { return outcome_table; }

}  // namespace racesim
