// Every instrument says of its options what they name, so that a reader checks it.
#include <set>
#include <type_traits>

#include "racesim/model/policies.hpp"
#include "support/catch.hpp"

using namespace racesim;

namespace {

template <class P>
void check_options() {
  const std::set<std::string_view> tables{"bloc",   "buyer",  "lab",           "chip",
                                          "vendor", "sector", "bloc or buyer", "lab or bloc"};
  std::set<std::string_view> shared{"adds_to"};  // rules, which a scenario may have taken out
  const PolicyDates dates;
  PolicyDates::describe(dates, [&](const auto&, const Field& field) { shared.insert(field.name); });
  const P policy;
  P::describe(policy, [&](const auto& option, const Field& field) {
    using Option = std::remove_cvref_t<decltype(option)>;
    constexpr bool names = std::is_same_v<Option, std::string> || std::is_same_v<Option, std::vector<std::string>>;
    INFO(P::type_name << "." << field.name);
    CHECK(tables.contains(field.refers_to) == (names && !shared.contains(field.name)));
    CHECK((names || field.refers_to.empty()));
  });
}

template <class... Ts>
void check_all(std::type_identity<std::variant<Ts...>>) {
  (check_options<Ts>(), ...);
}

}  // namespace

TEST_CASE("every text of an instrument names something that must exist") { check_all(std::type_identity<Policy>()); }
