#pragma once
// What the rules in force let a group of buyers order, chip by chip.
#include <string_view>

#include "racesim/core/month.hpp"
#include "racesim/model/chips.hpp"
#include "racesim/model/scenario.hpp"

namespace racesim {

/// The verdict of all rules in force on one chip class for one destination.
struct Verdict {
  double share = 1;  ///< of orders that may be filled: 1 free, 0 barred, between: licences, compliance, a ramp
  double fee = 0;    ///< share of the price
  double quota = 1;  ///< share of the vendor's monthly supply

  bool barred() const { return share <= 0 || quota <= 0; }
};

/// Rules of origin and destination on `chip` bought in `destination` in `month`; `listed`: the buyer is on an entity
/// list of the chip's origin.
Verdict verdict(const Scenario& scenario, const ChipClass& chip, std::string_view destination, Month month,
                bool listed);

/// True when an export rule is about this class.
bool binds(const ExportRule& rule, const ChipClass& chip);

/// True when a lab is on an entity list in `month`.
bool is_listed(const Scenario& scenario, std::string_view lab, Month month);

/// True when the maker sells the class in this bloc this month, whatever the rules say.
bool on_sale(const ChipClass& chip, std::string_view destination, Month month);

}  // namespace racesim
