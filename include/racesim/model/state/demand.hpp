#pragma once
// State of the market for models: who serves whom, at what price, with how much compute.
#include <vector>

#include "racesim/core/column.hpp"

namespace racesim {

struct Setting;

struct Demand {
  // named labs
  Column<double> log_b;          ///< ln inference efficiency, 2023-03 = 0
  Column<double> unit_cost;      ///< USD per million tokens of the lab's best model, served
  Column<double> price;          ///< USD per million tokens
  Column<double> revenue;        ///< USD this month
  Column<double> margin;         ///< USD this month: revenue less the cost of serving
  Column<double> serving_share;  ///< share of the lab's compute that serves
  // blocs
  std::vector<double> filled;  ///< share of the demand that found compute to serve it
  std::vector<double>
      price_at_reference;  ///< USD per million tokens of the reference quality, cheapest that can be had

  void make(const Setting& setting);
  void reset(const Setting& setting);
};

}  // namespace racesim
