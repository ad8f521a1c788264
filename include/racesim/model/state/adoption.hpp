#pragma once
// State of the use of AI in the sectors of the blocs' economies.
#include <vector>

namespace racesim {

struct Setting;

struct AdoptionState {
  std::vector<double> share;        ///< blocs x sectors: share of firms that use AI
  std::vector<double> domain_data;  ///< blocs x sectors: data from deployment [firm-share years]
  std::vector<double> bloc_share;   ///< blocs: share of firms, sectors by weight

  void make(const Setting& setting);
  void reset(const Setting& setting);
};

}  // namespace racesim
