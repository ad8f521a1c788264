#pragma once
// Everything that does not change during a run: labs, chips, blocs, the network, what each month brings from outside.
// Built once from a scenario and its parameters; shared, read-only, by all replicates and threads.
#include <cstdint>
#include <string>
#include <vector>

#include "racesim/core/column.hpp"
#include "racesim/core/month.hpp"
#include "racesim/model/chips.hpp"
#include "racesim/model/network.hpp"
#include "racesim/model/parameters.hpp"
#include "racesim/model/structure.hpp"
#include "racesim/model/timeline.hpp"

namespace racesim {

/// Blocs at most: rules and pools are per bloc, and stages keep a number per bloc on the stack.
inline constexpr int max_blocs = 16;

/// What labs are. Named labs come first, then generated developers. One entry per lab in every column.
struct LabTraits {
  std::vector<std::string> name;  ///< of named labs only
  Column<std::uint32_t> agent;    ///< address of the lab's random numbers
  Column<std::uint8_t> bloc;
  Column<std::int32_t> entry;          ///< month of the run in which it enters; 0 or less: there from the start
  Column<double> openness_propensity;  ///< log-odds
  Column<double> publishing;           ///< share of its methods it publishes
  Column<double> api_access;           ///< share of its models outsiders can reach
  Column<double> api_revenue_share;
  Column<double> initial_log_a_pre;   ///< ln
  Column<double> initial_log_a_post;  ///< ln
  Column<double> initial_eci;         ///< ECI
  Column<double> staff;               ///< people at the start; named labs follow the timeline
  Column<double> developer_budget;    ///< USD per month of rented compute; 0 for named labs
};

/// Who buys chips: every named lab, then the owners that do not race. One entry per buyer in every column.
struct BuyerTraits {
  std::vector<std::string> name;
  std::vector<std::uint8_t> bloc;
  /// Chips held at the start [chips] and their mean age [yr], buyers x chips.
  std::vector<double> initial_count;
  std::vector<double> initial_age;
};

/// A way of making models that may arrive and change the pace.
struct ParadigmTraits {
  std::string name;
  int arrival = -1;         ///< month of the run; -1: by hazard
  double hazard = 0;        ///< 1/yr, from `earliest` on
  int earliest = 0;         ///< month of the run
  int pioneer = -1;         ///< lab that perceives it at once; -1: none
  double jump_mean = 0;     ///< ECI
  double jump_sd = 0;       ///< ECI
  double pre_growth = -1;   ///< ln/yr of pre-training efficiency of the reference lab under it; negative: as before it
  double post_growth = -1;  ///< the same of post-training efficiency
  double log_ceiling = infinity;          ///< ln A at which own progress ends; infinite: never
  double compute_intensity = 1;           ///< gamma: weight of distance in ln FLOP
  double log_compute_ceiling = infinity;  ///< ln FLOP beyond which more compute adds nothing
  double competence_destruction = 0;      ///< share of positive ln A that adopting it costs
  bool held = false;                      ///< there before the clock starts: every lab works in it
};

/// How blocs build power for AI chips. One entry per bloc in every vector.
struct PowerTraits {
  int first_order = 0;              ///< month of the run in which operators begin to order: the data have ended
  std::vector<int> lead;            ///< months from order to power, at least 1
  std::vector<double> build_limit;  ///< orders at most, share of the capacity per year
};

/// Sectors of the economy that take up AI.
struct SectorTraits {
  std::vector<std::string> name;
  std::vector<double> weight;    ///< share of firms, adding up to 1
  std::vector<double> need;      ///< ECI
  std::vector<double> richness;  ///< domain data of a year in which every firm uses AI [1]

  int count() const { return static_cast<int>(name.size()); }
};

/// A share of firms that a policy wants to reach.
struct AdoptionGoal {
  int bloc = 0;
  std::vector<std::uint8_t> sectors;  ///< 1: counts
  double share = 0;
  int due = 0;  ///< month of the run
};

/// A segment of the demand for models: its weights relative to the parameters'.
struct SegmentTraits {
  std::string name;
  double quality = 1;
  double price = 1;
  double home = 1;
  double adoption = 0;  ///< share of its growth after the data that adoption sets
};

struct Inputs {
  std::uint64_t seed = 0;
  Month start;
  int months = 0;
  int data_end = 0;  ///< month of the run: the last whose inputs are measured
  std::vector<std::string> blocs;
  int leader = 0;    ///< bloc compared, and
  int follower = 1;  ///< the bloc compared with it
  std::vector<ChipClass> chips;
  std::vector<std::string> vendors;
  std::vector<int> chip_vendor;      ///< per chip
  std::vector<int> chip_origin;      ///< bloc per chip
  std::vector<double> h100e;         ///< per chip
  std::vector<double> usable_h100e;  ///< per chip: h100e times software factor
  LabTraits labs;
  BuyerTraits buyers;
  std::vector<ParadigmTraits> paradigms;
  PowerTraits power;
  SectorTraits sectors;
  std::vector<double> initial_adoption;  ///< blocs: share of firms that use AI at the start
  std::vector<AdoptionGoal> goals;       ///< in the order of the policies
  std::vector<SegmentTraits> segments;   ///< none: no market for models
  Network network;
  Structure structure;
  Parameters parameters;
  Timeline timeline;

  int n_labs() const { return static_cast<int>(labs.agent.size()); }
  int n_named() const { return static_cast<int>(labs.name.size()); }
  int n_buyers() const { return static_cast<int>(buyers.name.size()); }
  int n_blocs() const { return static_cast<int>(blocs.size()); }
  int n_chips() const { return static_cast<int>(chips.size()); }
  int n_segments() const { return static_cast<int>(segments.size()); }
  int n_vendors() const { return static_cast<int>(vendors.size()); }
  int n_sectors() const { return sectors.count(); }
};

}  // namespace racesim
