#include <algorithm>
#include <limits>
#include <map>

#include "design_readers.hpp"
#include "racesim/io/former_keys.hpp"

namespace racesim {

namespace {

constexpr std::size_t bytes_at_once = std::size_t{32} << 20;
using Places = std::vector<std::int64_t>;

/// Hands over the parameters of each run that has a place: its place, its row of parameters.
template <class Take>
void scan_draws(const ResultFile& file, std::size_t params, const Places& place, Take take) {
  const std::size_t step = std::max<std::size_t>(1, bytes_at_once / (sizeof(double) * params));
  for (std::size_t row = 0; row < file.runs(); row += step) {
    const auto piece = file.data().read_rows<double>("design", row, std::min(step, file.runs() - row));
    for (std::size_t r = 0; r < piece.size() / params; ++r) {
      if (place[row + r] >= 0) take(static_cast<std::size_t>(place[row + r]), &piece[r * params]);
    }
  }
}

/// Parameters that differ between runs; the others were not varied.
std::vector<bool> varying(const ResultFile& file, std::size_t params, const Places& place) {
  std::vector<double> first;
  std::vector<bool> varies(params, false);
  scan_draws(file, params, place, [&](std::size_t, const double* own) {
    if (first.empty()) first.assign(own, own + params);
    for (std::size_t k = 0; k < params; ++k) varies[k] = varies[k] || own[k] != first[k];
  });
  return varies;
}

/// Each draw of the scenario is a point; runs of the scenario taken off are at the point of the same draw.
void place_draws(const ResultFile& file, DesignedResult& result) {
  const auto numbers = file.data().read<std::int64_t>("design_point");
  const auto seeds = file.has("seed") ? file.data().read<std::int64_t>("seed") : std::vector<std::int64_t>(file.runs());
  std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> point_of;  // by seed and draw
  const auto made = [&](std::size_t r, std::size_t scenario) {
    return !file.missing(r) && file.scenario(r) == scenario;
  };
  result.place.assign(file.runs(), -1);
  for (std::size_t r = 0; r < file.runs(); ++r) {
    if (!made(r, result.scenario)) continue;
    result.place[r] = static_cast<std::int64_t>(point_of.size());
    point_of[{seeds[r], numbers[r]}] = result.place[r];
  }
  result.state.resize(point_of.size());
  if (!result.minus) return;
  result.minus_place.assign(file.runs(), -1);
  for (std::size_t r = 0; r < file.runs(); ++r) {
    const auto found = point_of.find({seeds[r], numbers[r]});
    if (made(r, *result.minus) && found != point_of.end()) result.minus_place[r] = found->second;
  }
}

}  // namespace

void read_sample(const ResultFile& file, DesignedResult& result) {
  result.kind = "sample";
  place_draws(file, result);
  const auto names = present_names(file.data().read<std::string>("param"));
  const std::vector<bool> here = varying(file, names.size(), result.place);
  std::vector<bool> there(names.size(), false);
  if (result.minus) there = varying(file, names.size(), result.minus_place);
  std::vector<std::size_t> kept;
  for (std::size_t k = 0; k < names.size(); ++k) {
    if (!here[k] && !there[k]) continue;
    result.group.push_back(static_cast<int>(kept.size()));
    result.factors.push_back({.name = names[k], .unit = ""});
    result.group_names.push_back(names[k]);
    kept.push_back(k);
  }
  result.values = {.factors = kept.size(),
                   .u = std::vector<double>(kept.size() * result.points(), std::numeric_limits<double>::quiet_NaN())};
  const auto fill = [&](const Places& place, const std::vector<bool>& wanted) {
    scan_draws(file, names.size(), place, [&](std::size_t point, const double* own) {
      for (std::size_t k = 0; k < kept.size(); ++k) {
        if (wanted[kept[k]]) result.values.u[point * kept.size() + k] = own[kept[k]];
      }
    });
  };
  if (result.minus) fill(result.minus_place, there);
  fill(result.place, here);  // last: where both draw it, the value is that of the scenario itself
}

}  // namespace racesim
