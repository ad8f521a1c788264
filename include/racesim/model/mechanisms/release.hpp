#pragma once
// A model comes out: its capability by cause, open or closed, and what others can build on.
//
//   ln E = ln F + ln A_pre (of the base run) + ln A_post (today) + (gamma - 1 + omega) (ln F - ln F_ref)
//   base-model gain = access * max(0, ln eta_ow + max_j ln E_open,j(t - tau_ow) - ln E)
//   ECI = 126 + s_E/ln 10 * (ln E + base - ln F_ref) + sum of jumps + sd (luck - z_0)
//         + delta * max_j access_j max(0, ECI_j(t - tau_d) - ECI)                         distillation
// The parts by cause are entered in the release and add up to the ECI.
#include "racesim/model/mechanism.hpp"
#include "racesim/model/world.hpp"

namespace racesim::releases {

/// ln of effective FLOP that building on the best open model adds to a run of ln effective FLOP `own`.
double base_gain(const Stage& stage, int lab, double own);
/// ECI by which the paradigms that the lab has adopted lift its models.
double paradigm_jump(const Stage& stage, int lab);
/// ECI of the best teacher that the lab can reach, weighted by access: gain over `eci` before the share delta.
double teacher_distance(const Stage& stage, int lab, double eci);
/// Releases the lab's latest base model.
void publish(const Stage& stage, int lab);
/// Opens a leader's models that lead no more, and those whose delay is over.
void open_waiting(const Stage& stage, int lab);

}  // namespace racesim::releases
