#pragma once
// A lab that has been in debt for long leaves the race.
//
//   people: to the labs that race, along the edges of talent, by weight and by what rules leave of the flow
//   chips, and those on their way: to the owners of the bloc that do not race, in equal parts; where there are none, to
//          its other labs
//   contracts of rent end; models stay what they are
//
// Reads months in debt, talent edges. Writes exits, people, chips. Draws nothing.
#include "racesim/model/mechanism.hpp"

namespace racesim::exits {

/// The labs whose patience is over leave, one after the other in the order of their ids.
void advance(const Stage& stage);

}  // namespace racesim::exits
