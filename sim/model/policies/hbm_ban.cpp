#include "racesim/model/policies/hbm_ban.hpp"

#include "racesim/model/policies/policy_month.hpp"

namespace racesim {

bool HbmBan::anticipated_by(const Buyer& buyer, std::span<const ChipClass>) const { return names(to, buyer); }

void HbmBan::apply(double strength, PolicyMonth& month) const {
  for (int b : month.blocs(to)) {
    month.month_inputs.hbm_open[b] *= 1 - strength;
    if (month.month == first()) month.month_inputs.hbm_stockpiled[b] += stockpile;
  }
}

}  // namespace racesim
