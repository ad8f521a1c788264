#include "racesim/model/policies/policy_month.hpp"

#include <algorithm>

#include "racesim/core/diagnostic.hpp"
#include "racesim/model/names.hpp"

namespace racesim {

namespace {

int found(const std::vector<std::string>& names, std::string_view name, const char* what) {
  const int place = find_name(names, name);
  if (place < 0) throw InputError({}, std::string("unknown ") + what + " \"" + std::string(name) + "\"");
  return place;
}

}  // namespace

int PolicyMonth::bloc(std::string_view name) const { return found(inputs.blocs, name, "bloc"); }

int PolicyMonth::lab(std::string_view name) const { return found(inputs.labs.name, name, "lab"); }

std::vector<int> PolicyMonth::blocs(const std::vector<std::string>& names) const {
  std::vector<int> places;
  for (const std::string& name : names) places.push_back(bloc(name));
  return places;
}

std::vector<int> PolicyMonth::labs(std::string_view name) const {
  std::vector<int> places;
  for (int i = 0; i < inputs.n_named(); ++i) {
    if (inputs.labs.name[i] == name || inputs.blocs[inputs.labs.bloc[i]] == name) places.push_back(i);
  }
  return places;
}

std::vector<int> PolicyMonth::buyers(const std::vector<std::string>& list) const {
  std::vector<int> places;
  for (int i = 0; i < inputs.n_buyers(); ++i) {
    if (names(list, buyer(i))) places.push_back(i);
  }
  return places;
}

std::vector<Buyer> PolicyMonth::all_buyers() const {
  std::vector<Buyer> all;
  for (int i = 0; i < inputs.n_buyers(); ++i) all.push_back(buyer(i));
  return all;
}

void PolicyMonth::cut_supply(const std::vector<std::string>& vendors, double factor) {
  for (int v = 0; v < inputs.n_vendors(); ++v) {
    if (vendors.empty() || contains(vendors, inputs.vendors[v])) changes.supply.push_back({v, factor});
  }
}

}  // namespace racesim
