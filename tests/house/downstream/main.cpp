#include <iostream>

#include "racesim/core/build_info.hpp"
#include "racesim/core/month.hpp"

int main() {
  std::cout << racesim::build_info().version << ' ' << racesim::to_string(racesim::Month::of(2027, 1)) << '\n';
}
