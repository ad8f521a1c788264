#include "racesim/model/mechanisms/capital.hpp"

#include <algorithm>

#include "racesim/core/math.hpp"
#include "racesim/model/stage.hpp"

namespace racesim {

double Capital::log_growth(double years) const {
  return late_growth * years + (growth - late_growth) * tiring_time * -math::expm1(-years / tiring_time);
}

double Capital::carried(double available, double spent) const {
  const double left = available - spent;
  return left > 0 ? carry_over * left : left;
}

void Capital::advance(const Stage& stage, LabRange buyers) {
  const MonthInputs& month = stage.inputs();
  Stocks& real = stage.world.real;
  Stocks& shadow = stage.world.shadow;
  for (int i = buyers.first; i < buyers.last; ++i) {
    const double rush = month.anticipation[i];
    real.orders[i] = std::max(0.0, month.budget[i] + real.carried[i]) * rush;
    shadow.orders[i] = std::max(0.0, month.budget[i] + shadow.carried[i]);
  }
}

void Capital::settle(const Stage& stage, LabRange buyers) {
  const Capital& p = stage.parameters().capital;
  for (int i = buyers.first; i < buyers.last; ++i) {
    for (Stocks* stocks : {&stage.world.real, &stage.world.shadow}) {
      stocks->carried[i] = p.carried(stage.inputs().budget[i] + stocks->carried[i], stocks->spent[i]);
    }
  }
}

}  // namespace racesim
