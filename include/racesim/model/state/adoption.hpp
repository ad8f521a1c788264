#pragma once
// State of the use of AI in the sectors of the blocs' economies.
#include <cstdint>
#include <vector>

namespace racesim {

struct Inputs;

struct AdoptionState {
  std::vector<double> share;             ///< blocs x sectors: share of firms that use AI
  std::vector<double> domain_data;       ///< blocs x sectors: data from deployment [firm-share years]
  std::vector<double> bloc_share;        ///< blocs: share of firms, sectors by weight
  std::vector<double> eci_available;     ///< blocs: best model that firms can use [ECI]; -inf: none
  std::vector<double> industrial_index;  ///< blocs: capability above need in use, mean over all firms [ECI]
  std::vector<std::int32_t> reached;     ///< goals: month of the run in which the share was reached; -1: not yet

  void make(const Inputs& inputs);
  void reset(const Inputs& inputs);
};

}  // namespace racesim
