#pragma once
// A model comes out: its capability by cause, open or closed, and what others can build on.
//
//   ln E = ln F + ln A_pre (of the base run) + ln A_post (today) + (gamma - 1 + omega) (ln F - ln F_ref)
//   base-model gain = access * max(0, ln eta_ow + max_j ln E_open,j(t - tau_ow) - ln E)
//   ECI = 126 + s_E/ln 10 * (ln E + base - ln F_ref) + sum of jumps + sd (z - z_0)
//         + delta * max_j access_j max(0, ECI_j(t - tau_d) - ECI)                         distillation
// z: correlated noise, z_0: the residual of the reference model itself. The parts by cause are entered in the release
// and add up to the ECI.
//
// Reads finished runs, ln A, teachers, paradigms, motives to open. Writes releases, best and open models. Draws, for
// each release, two normals for each month of the noise window.
#include "racesim/model/mechanism.hpp"

namespace racesim {

/// Causes of a release's ECI. Reference and parts add up to the ECI.
enum class Part : std::uint8_t { compute, pre_training, post_training, base_model, distillation, paradigm, noise };
inline constexpr int n_parts = 7;
std::span<const std::string_view> enum_names(Part);

/// A model that was released.
struct Release {
  int month = -1;  ///< of the run; -1: none yet
  int lab = 0;
  double log10_flop = 0;  ///< FLOP of the final run
  double eci = 0;
  bool open = false;
  double part[n_parts] = {};  ///< ECI by cause, relative to the reference run
};

/// What others can build on once a model is open; -inf: nothing.
struct OpenModel {
  double log_a_pre = -infinity;      ///< ln
  double log_a_post = -infinity;     ///< ln
  double log_effective = -infinity;  ///< ln effective FLOP
  double eci = -infinity;            ///< ECI
};

struct Releases {
  struct State {
    Column<double> best_eci;
    Column<Release> latest;
    Table<OpenModel> waiting;
    Column<double> open_log_a_pre, open_log_a_post, open_log_effective, open_eci;
    Column<std::uint8_t> withdrawn;

    template <class Self, class Visitor>
    static void describe(Self& self, Visitor&& visit) {
      visit(self.best_eci, StateField{"best_eci", Axis::lab, "ECI", unset, "best model released"});
      visit(self.latest, StateField{"latest", Axis::named, "", unset, "latest release, by cause"});
      visit(self.waiting, StateField{"waiting", Axis::named, "", unset,
                                     "open models held back while they lead, ring of months", delay});
      visit(self.open_log_a_pre,
            StateField{"open_log_a_pre", Axis::lab, "ln", -infinity, "ln A_pre embodied in open models"});
      visit(self.open_log_a_post,
            StateField{"open_log_a_post", Axis::lab, "ln", -infinity, "ln A_post embodied in them"});
      visit(self.open_log_effective,
            StateField{"open_log_effective", Axis::lab, "ln FLOP", -infinity, "effective FLOP of the best open model"});
      visit(self.open_eci, StateField{"open_eci", Axis::lab, "ECI", -infinity, "best open model; -inf: none"});
      visit(self.withdrawn,
            StateField{"withdrawn", Axis::lab, "1", 0, "1: a release of this month was withdrawn after an accident"});
    }
    static std::size_t delay(const Inputs& inputs);
  };

  /// Best models at the start.
  static void start(const Inputs& inputs, State& own);
  /// Models that are due come out, open models held back are opened.
  static void advance(const Stage& stage, State& own, Range labs);

  /// ln of effective FLOP that building on the best open model adds to a run of ln effective FLOP `own`.
  static double base_gain(const Stage& stage, int lab, double own);
  /// ECI by which the paradigms that the lab has adopted lift its models.
  static double paradigm_jump(const Stage& stage, int lab);
  /// ECI of the best teacher that the lab can reach, weighted by access: gain over `eci` before the share delta.
  static double teacher_distance(const Stage& stage, int lab, double eci);
};

}  // namespace racesim
