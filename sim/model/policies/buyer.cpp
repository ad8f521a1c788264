#include "racesim/model/policies/buyer.hpp"

#include <algorithm>

namespace racesim {

bool contains(const std::vector<std::string>& list, std::string_view name) {
  return std::ranges::find(list, name) != list.end();
}

bool names(const std::vector<std::string>& list, const Buyer& buyer) {
  return contains(list, buyer.bloc) || (!buyer.name.empty() && contains(list, buyer.name));
}

}  // namespace racesim
