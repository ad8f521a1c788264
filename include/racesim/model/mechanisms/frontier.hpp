#pragma once
// The month closes: releases are counted, the frontier moves, and what others will learn from later is remembered.
//
// Reads releases, best models, ln A. Writes frontier, largest run, releases counted, histories. Draws nothing.
#include "racesim/model/mechanism.hpp"

namespace racesim {

struct Frontier {
  struct State {
    double eci, largest_log10_flop;
    Column<double> releases, open_releases, notable;
    Table<double> past_log_a_pre, past_log_a_post;
    Table<double> past_open_pre, past_open_post, past_open_effective, past_open_eci;
    Table<double> past_eci;

    template <class Self, class Visitor>
    static void describe(Self& self, Visitor&& visit) {
      visit(self.eci, StateField{"eci", Axis::world, "ECI", -infinity, "best model of any lab"});
      visit(self.largest_log10_flop, StateField{"largest_log10_flop", Axis::world, "log10 FLOP", unset, "largest run"});
      visit(self.releases, StateField{"releases", Axis::bloc, "count", 0, "releases so far"});
      visit(self.open_releases, StateField{"open_releases", Axis::bloc, "count", 0, "open ones among them"});
      visit(self.notable, StateField{"notable", Axis::bloc, "count", 0, "expected number of them in a catalogue"});
      visit(self.past_log_a_pre,
            StateField{"past_log_a_pre", Axis::lab, "ln", unset, "ln A_pre, ring of months", depth});
      visit(self.past_log_a_post, StateField{"past_log_a_post", Axis::lab, "ln", unset, "ln A_post, ring", depth});
      visit(self.past_open_pre,
            StateField{"past_open_pre", Axis::lab, "ln", unset, "ln A_pre that is open, ring", depth});
      visit(self.past_open_post,
            StateField{"past_open_post", Axis::lab, "ln", unset, "ln A_post that is open, ring", depth});
      visit(self.past_open_effective, StateField{"past_open_effective", Axis::lab, "ln FLOP", unset,
                                                 "effective FLOP of the best open model, ring", depth});
      visit(self.past_open_eci, StateField{"past_open_eci", Axis::lab, "ECI", unset, "best open model, ring", depth});
      visit(self.past_eci, StateField{"past_eci", Axis::lab, "ECI", unset, "best model, ring", depth});
    }
    /// Row of a ring that holds month `month` of the run; months before the start give the state at the start.
    int row(int month) const { return (month < 0 ? 0 : month) % static_cast<int>(past_eci.rows()); }
  };
  /// Months that the rings remember: the longest lag in use, and the present one.
  static std::size_t depth(const Inputs& inputs);

  /// Frontier and histories at the start, once labs and releases are there.
  static void start(const Stage& stage, State& own);
  /// Counts the month's releases of named labs and moves the frontier.
  static void count_releases(const Stage& stage, State& own);
  /// Keeps what labs can learn from later, as it is at the end of the month. Labs yet to enter teach nobody.
  static void remember(const Stage& stage, State& own, Range labs);
};

}  // namespace racesim
