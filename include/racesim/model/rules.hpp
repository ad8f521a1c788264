#pragma once
// What the rules of a scenario amount to for one buyer, and what is on the market for rules to bind.
#include <string>
#include <string_view>
#include <vector>

#include "racesim/core/month.hpp"
#include "racesim/model/chips.hpp"
#include "racesim/model/policies/rulings.hpp"
#include "racesim/model/scenario.hpp"

namespace racesim {

/// Rules of origin and destination on `chip` for `buyer` in `month`.
ChipRuling ruling(const Scenario& scenario, const ChipClass& chip, const Buyer& buyer, Month month);

/// What rules leave to a buyer of the capacity abroad.
RentLeft rent_left(const Scenario& scenario, const Buyer& buyer, Month month);

/// Two rules of one type that may be in force together on the same class for the same buyer: what they leave is what
/// both leave together.
struct Overlap {
  std::size_t first = 0;  ///< places in the scenario's policies
  std::size_t second = 0;
  const ChipClass* chip = nullptr;  ///< one class that both bind,
  Buyer buyer;                      ///< one buyer, and
  Month month;                      ///< the first month in which the buyer could order it
};
/// The overlaps of export rules and of import rules in which the second rule, if it stood alone, would let something
/// through, so that what it says is not what holds, and does not say that it adds to the first.
std::vector<Overlap> overlaps(const Scenario& scenario);

/// True when the maker sells the class in this bloc this month, whatever the rules say.
bool on_sale(const ChipClass& chip, std::string_view destination, Month month);

/// The class that clouds abroad rent out: the latest of those sold to the whole world; null before the first.
const ChipClass* newest_world_class(const Scenario& scenario, Month month);

}  // namespace racesim
