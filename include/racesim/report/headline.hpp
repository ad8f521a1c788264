#pragma once
// The few numbers that a run is about, by year and bloc.
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "racesim/model/bands.hpp"
#include "racesim/model/scenario.hpp"

namespace racesim {

/// Median, and the 5 % and 95 % quantiles, over runs; NaN where no run has a value.
struct Quantiles {
  double median = 0;
  double low = 0;
  double high = 0;
};

/// A bloc at the end of a month.
struct HeadlineRow {
  Month month;
  std::string bloc;
  Quantiles eci;
  std::optional<Quantiles> lag;  ///< months behind the leader; of the bloc that is compared with it only
  Quantiles efficiency;          ///< A, relative to GPT-4
  Quantiles compute_owned;       ///< H100e
  Quantiles share;               ///< of the world's compute
  Quantiles largest_run;         ///< FLOP
  Quantiles scarcity;            ///< ln
};

struct Headline {
  std::string scenario;
  std::string title;
  std::string leader, follower;
  std::uint32_t runs = 0;    ///< that count
  std::uint32_t banded = 0;  ///< of which the quantiles are
  bool sampled = false;
  std::vector<HeadlineRow> rows;  ///< by month, then bloc
};

/// Every December, and the last month.
Headline make_headline(const Scenario& scenario, const Inputs& inputs, const Bands& bands, std::uint32_t runs,
                       bool sampled);

std::string headline_text(const Headline& headline, bool colour);
nlohmann::ordered_json headline_json(const Headline& headline);

}  // namespace racesim
