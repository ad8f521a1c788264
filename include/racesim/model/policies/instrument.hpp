#pragma once
// What an instrument of policy says of itself, in one header and one source, all of it plain functions on plain data:
//
//   type_name, doc, describe()    its name in scenarios and its options
//   binds(...)                    which buyers or classes of chips it is about, where that is a question
//   anticipated_by(buyer, chips)  who front-loads orders from the announcement to the month before the first in force
//   apply(strength, rulings)      what it leaves of what buyers may order: a rule (rulings.hpp)
//   apply(strength, month)        what else it changes in a month: see policy_month.hpp
//
// An instrument has one of the two apply() or both. They are called with a strength above 0 for every month in force,
// in the order of the scenario's policies.
#include <concepts>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "racesim/model/chips.hpp"
#include "racesim/model/policies/buyer.hpp"
#include "racesim/model/policies/dates.hpp"

namespace racesim {

class Rulings;
struct PolicyMonth;

/// A multiplier at partial strength: 1 at strength 0, `factor` in full force.
constexpr double at_strength(double strength, double factor) { return 1 - strength * (1 - factor); }

template <class P>
concept Rule = requires(const P& policy, Rulings& rulings) {
  policy.apply(1.0, rulings);
};
template <class P>
concept ChangesInputs = requires(const P& policy, PolicyMonth& month) {
  policy.apply(1.0, month);
};
/// What every alternative of `Policy` must have.
template <class P>
concept Instrument = (Rule<P> || ChangesInputs<P>)&&requires(const P& policy, const Buyer& buyer) {
  { P::type_name } -> std::convertible_to<std::string_view>;
  { P::doc } -> std::convertible_to<std::string_view>;
  { policy.anticipated_by(buyer, std::span<const ChipClass>()) } -> std::same_as<bool>;
};

}  // namespace racesim
