#include "racesim/model/policies.hpp"

namespace racesim {

namespace {

template <class... Ts>
consteval bool complete(std::type_identity<std::variant<Ts...>>) {
  return (Instrument<Ts> && ...);
}
static_assert(complete(std::type_identity<Policy>()));

}  // namespace

const PolicyDates& dates(const Policy& policy) {
  return std::visit([](const auto& p) -> const PolicyDates& { return p; }, policy);
}

PolicyDates& dates(Policy& policy) {
  return std::visit([](auto& p) -> PolicyDates& { return p; }, policy);
}

std::string_view type_name(const Policy& policy) {
  return std::visit([](const auto& p) { return std::decay_t<decltype(p)>::type_name; }, policy);
}

void apply(const Policy& policy, double strength, Rulings& rulings) {
  const auto act = [&]<class P>(const P& p) {
    if constexpr (Rule<P>) p.apply(strength, rulings);
  };
  std::visit(act, policy);
}

void apply(const Policy& policy, double strength, PolicyMonth& month) {
  const auto act = [&]<class P>(const P& p) {
    if constexpr (ChangesInputs<P>) p.apply(strength, month);
  };
  std::visit(act, policy);
}

}  // namespace racesim
