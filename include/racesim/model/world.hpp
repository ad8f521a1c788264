#pragma once
// The state of one run: plain columns, one entry per lab, buyer or bloc. Copying a World is a checkpoint.
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "racesim/core/column.hpp"
#include "racesim/core/field.hpp"
#include "racesim/model/state/adoption.hpp"
#include "racesim/model/state/demand.hpp"
#include "racesim/model/state/ecosystem.hpp"
#include "racesim/model/state/finance.hpp"
#include "racesim/model/state/power.hpp"
#include "racesim/model/state/safety.hpp"
#include "racesim/model/timeline.hpp"

namespace racesim {

/// Causes of a gain of ln A. Own progress and the part of it that scarcity induced are told apart.
enum class Cause : std::uint8_t {
  own,
  induced,
  publication,
  open_weights,
  talent,
  espionage,
  ecosystem,
  paradigm,
  shock
};
inline constexpr int n_causes = 9;
std::span<const std::string_view> enum_names(Cause);

/// Causes of a release's ECI. Reference and parts add up to the ECI.
enum class Part : std::uint8_t { compute, pre_training, post_training, base_model, distillation, paradigm, noise };
inline constexpr int n_parts = 7;
std::span<const std::string_view> enum_names(Part);

/// A model that was released.
struct Release {
  int month = 0;  ///< of the run
  int lab = 0;
  double log10_flop = 0;  ///< FLOP of the final run
  double eci = 0;
  bool open = false;
  double part[n_parts] = {};  ///< ECI by cause, relative to the reference run
};

/// The chips of one market's buyers, buyers x chips; deliveries [delay][buyers x chips].
struct Stocks {
  Column<double> count;                       ///< chips
  Column<double> age;                         ///< mean, yr
  std::vector<Column<double>> transit;        ///< ring of months on the way
  Column<double> rented;                      ///< buyers: H100e under contract
  std::vector<Column<double>> signed_rent;    ///< ring of months: buyers: H100e of contracts that have yet to begin
  Column<double> carried;                     ///< buyers: USD left over, negative when orders ran ahead
  Column<double> orders;                      ///< buyers: USD this month
  Column<double> spent;                       ///< buyers: USD this month, rent included
  Column<double> installed;                   ///< buyers: H100e owned and delivered
  Column<double> usable;                      ///< buyers: H100e owned, times software factor
  Column<double> kw_per_h100e;                ///< buyers: mean at the wall of the chips installed
  std::vector<double> power_share;            ///< blocs: share of the power wanted that can be had
  std::vector<double> power_drawn;            ///< blocs: MW at the wall
  std::vector<double> domestic_made;          ///< blocs: H100e made so far, and
  std::vector<double> domestic_made_in_data;  ///< while the yield was measured
  std::vector<double> hbm_stock;              ///< blocs: stacks
};

/// Flows of the month that observables count, all cumulative since the start.
struct Ledger {
  std::vector<double> sold;      ///< blocs x vendors: H100e sold legally
  std::vector<double> route;     ///< blocs x routes: H100e bought (rented: H100e-months)
  std::vector<double> smuggled;  ///< blocs: chips
  std::vector<double> capex;     ///< blocs: USD for chips
  std::vector<double> rent;      ///< blocs: USD for contracts of rent
  std::vector<double> releases;  ///< blocs: count
  std::vector<double> open_releases;
  std::vector<double> notable;  ///< blocs: expected number listed
  std::vector<double> exits;    ///< blocs: labs that left the race
};

/// Room for the market to work in, so that no month allocates.
struct MarketScratch {
  std::vector<int> group;                    ///< buyers: group this month
  std::vector<double> pool;                  ///< what is left of every pool [H100e]
  std::vector<double> claim;                 ///< blocs x pools: money of the groups that may draw on it [USD]
  std::vector<double> wanted;                ///< orders on every pool [H100e]
  std::vector<double> money;                 ///< groups: orders [USD]
  std::vector<double> left;                  ///< groups: orders not yet filled [USD]
  std::vector<double> ration;                ///< share of the orders that every pool fills
  std::vector<std::vector<double>> planned;  ///< groups x offers [H100e]
  std::vector<std::vector<double>> bought;   ///< groups x offers [H100e]
  std::vector<double> cap;                   ///< groups x caps: chips that the buyer may still get
  std::vector<double> addends;               ///< buyers
};

/// A training run under way; months_left 0: none. Without compute: what kept a lab busy before its first one.
struct Project {
  std::int32_t months_left = 0;
  double compute = 0;  ///< H100e locked
};

/// What others can build on once a model is open; -inf: nothing.
struct OpenModel {
  double log_a_pre = -infinity;      ///< ln
  double log_a_post = -infinity;     ///< ln
  double log_effective = -infinity;  ///< ln effective FLOP
  double eci = -infinity;            ///< ECI
};

struct World {
  // labs
  Column<double> log_a_pre, log_a_post;    ///< efficiency stocks [ln]
  Column<double> staff;                    ///< people
  Column<double> compute, shadow_compute;  ///< K, K* [usable H100e]
  Column<double> scarcity;                 ///< u [ln]
  Column<double> taste;                    ///< research taste [1]
  Column<double> research;                 ///< R [1]
  Column<double> best_eci;                 ///< best model released [ECI]
  Column<double> base_log_flop;            ///< ln FLOP of the latest base run
  Column<double> base_log_a_pre;           ///< ln A_pre at the end of the latest base run
  Column<double> base_floor;               ///< ln of effective FLOP that an open base added to the latest base run
  Column<Project> project;
  Column<std::uint32_t> perceived;                 ///< bit set of paradigms perceived and adopted
  Column<std::uint8_t> rerelease;                  ///< 1: a paradigm was adopted this month
  std::vector<Column<OpenModel>> waiting;          ///< named labs: models held back while they lead, ring of months
  Column<double> open_log_a_pre, open_log_a_post;  ///< ln A embodied in the latest open release; -inf: none
  Column<double> open_log_effective;               ///< ln effective FLOP of the best open release; -inf: none
  Column<double> open_eci;                         ///< ECI of the best open release; -inf: none
  Column<Release> latest;                          ///< latest release of named labs
  Column<double> gain[n_causes];                   ///< gains of ln A this month, both stocks together [ln]
  Column<double> noise;                            ///< scratch: normals of the month

  // histories, ring of `depth` months, row (t mod depth)
  int depth = 0;
  std::vector<Column<double>> past_log_a_pre, past_log_a_post;
  std::vector<Column<double>> past_open_pre, past_open_post, past_open_effective, past_open_eci;
  std::vector<Column<double>> past_eci;

  // buyers
  Stocks real, shadow;

  Finance finance;
  Demand demand;
  PowerState power;
  AdoptionState adoption;
  EcosystemState ecosystem;
  SafetyState safety;

  Ledger ledger;
  MarketScratch market;

  // world
  double frontier_eci = 0;                     ///< best model of any lab
  double largest_log10_flop = 0;               ///< largest run so far
  double race_compute = 0;                     ///< usable H100e of all named labs
  double smuggling_noise = 1;                  ///< of this run
  std::vector<std::int32_t> paradigm_arrived;  ///< month, -1: not yet
  std::vector<double> paradigm_jump;           ///< ECI
  int t = 0;                                   ///< months done

  /// Row of a ring that holds month `month` of the run; months before the start give the state at the start.
  int row(int month) const { return (month < 0 ? 0 : month) % depth; }
};

}  // namespace racesim
