#pragma once
// A lab that has been in debt for long leaves the race.
//
//   people: to the labs that race, along the edges of talent, by weight and by what rules leave of the flow
//   chips, and those on their way: to the owners of the bloc that do not race, in equal parts; where there are none, to
//          its other labs
//   contracts of rent end; models stay what they are
//
// Labs leave one after the other, in the order of their ids. Reads months in debt, talent edges. Writes exits and moved
// people; fleet and chip market hand the chips on. Draws nothing.
#include <vector>

#include "racesim/model/mechanism.hpp"

namespace racesim {

struct Exits {
  struct State {
    Column<std::int32_t> month, order;
    Column<double> moved_in;
    Column<double> exits;
    std::vector<double> scratch;  ///< named labs: room to work in

    template <class Self, class Visitor>
    static void describe(Self& self, Visitor&& visit) {
      visit(self.month, StateField{"month", Axis::named, "month", -1, "month in which the lab left; -1: still in it"});
      visit(self.order, StateField{"order", Axis::named, "1", -1, "place among those that left in the same month"});
      visit(self.moved_in, StateField{"moved_in", Axis::named, "people", 0, "people taken over from labs that left"});
      visit(self.exits, StateField{"exits", Axis::bloc, "count", 0, "labs that have left"});
    }
  };

  static void advance(const Stage& stage, State& own);

  /// Calls act(lab) for the labs that leave this month, in their order.
  template <class Act>
  static void for_leavers(const Stage& stage, Act&& act);
  /// Calls act(buyer, number of heirs) for those of all `buyers` that take over what a leaver owns.
  template <class Act>
  static void for_heirs(const Stage& stage, int leaver, int buyers, Act&& act);

 private:
  static bool inherits(const Stage& stage, int leaver, int buyer, bool racing);
  static int leaver(const Stage& stage, int place);
};

template <class Act>
void Exits::for_heirs(const Stage& stage, int leaver, int buyers, Act&& act) {
  for (const bool racing : {false, true}) {
    int heirs = 0;
    for (int i = 0; i < buyers; ++i) heirs += inherits(stage, leaver, i, racing) ? 1 : 0;
    for (int i = 0; i < buyers && heirs > 0; ++i) {
      if (inherits(stage, leaver, i, racing)) act(i, heirs);
    }
    if (heirs > 0) return;
  }
}

template <class Act>
void Exits::for_leavers(const Stage& stage, Act&& act) {
  for (int place = 0, lab = leaver(stage, 0); lab >= 0; lab = leaver(stage, ++place)) act(lab);
}

}  // namespace racesim
