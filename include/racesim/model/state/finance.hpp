#pragma once
// State of the labs' money, and how chip makers are valued.
#include <cstdint>

#include "racesim/core/column.hpp"

namespace racesim {

struct Setting;

struct Finance {
  // buyers
  Column<double> budget;  ///< USD for chips this month, the same in the real and in the shadow market
  // named labs
  Column<double> cash;                  ///< USD
  Column<std::int32_t> months_in_debt;  ///< months in a row with cash below 0
  Column<std::int32_t> exit;            ///< month of the run in which the lab left the race; -1: still in it

  void make(const Setting& setting);
  void reset(const Setting& setting);
};

}  // namespace racesim
