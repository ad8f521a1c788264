#pragma once
// State of the market for models: who serves whom, at what price, with how much compute.
#include <vector>

#include "racesim/core/column.hpp"

namespace racesim {

struct Inputs;

/// A lab's models come to the market in two ways: its best model as its own service, and its best open model served by
/// anybody at cost.
enum class Service { own, open };
inline constexpr int n_services = 2;

/// Room for the market to work in; what a month leaves in it nobody reads.
struct DemandRoom {
  std::size_t labs = 0;
  std::vector<double> log_price[n_services];  ///< labs: relative to the reference price; infinite: not on offer
  std::vector<double> weight[n_services];     ///< labs: exp of utility, relative to the largest
  std::vector<double> wanted;                 ///< blocs x services x labs: USD this month
  std::vector<double> scratch;                ///< services x labs

  double* wanted_in(int bloc, int service) { return &wanted[(bloc * n_services + service) * labs]; }
};

struct Demand {
  // named labs
  Column<double> log_b;          ///< ln inference efficiency, 2023-03 = 0
  Column<double> unit_cost;      ///< USD per million tokens of the lab's best model, served
  Column<double> price;          ///< USD per million tokens; 0: nothing to sell
  Column<double> congestion;     ///< price over what the lab would ask if it had compute enough [1]
  Column<double> revenue;        ///< USD this month
  Column<double> margin;         ///< USD this month: revenue less the cost of serving
  Column<double> serving_share;  ///< share of the lab's compute that serves
  Column<double> market_share;   ///< share of all spending, the outside good's included, that wants the lab's service
  Column<double> open_use;       ///< share of the tokens of open models that are of the lab's; 0: not used
  Column<double> log_size[n_services];    ///< ln FLOP of the run behind the model
  Column<double> marked_log_size;         ///< ln FLOP of the latest model released open, which may still wait
  Column<double> marked_eci[n_services];  ///< ECI of the model that log_size is about
  std::vector<Column<double>> share;      ///< [bloc, segment, service][lab]: share of the spending
  // blocs
  std::vector<double> potential;           ///< blocs x segments: USD this month on models and what else does the job
  std::vector<double> adopted;             ///< share of firms that used AI at the end of the data; 0: not simulated
  std::vector<double> outside;             ///< blocs x segments: share of the outside good
  std::vector<double> filled;              ///< share of the demand that found compute to serve it
  std::vector<double> spending;            ///< USD this month on models and what else does the job
  std::vector<double> price_at_reference;  ///< USD per million tokens of the reference quality, cheapest; 0: none
  std::vector<double> price_by_maker;      ///< the same, of the models made in the bloc where they cost least; 0: none
  std::vector<double> open_tokens;         ///< million tokens this month of open models made in the bloc
  DemandRoom room;

  /// Place of a column of shares.
  static std::size_t place(const Inputs& inputs, int bloc, int segment, Service service);
  void make(const Inputs& inputs);
  void reset(const Inputs& inputs);
};

}  // namespace racesim
