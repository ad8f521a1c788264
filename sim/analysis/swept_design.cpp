#include <algorithm>
#include <numeric>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "design_readers.hpp"
#include "factor_levels.hpp"
#include "racesim/io/former_keys.hpp"

namespace racesim {

namespace {

std::size_t at_least_one(std::optional<std::int64_t> number) {
  return static_cast<std::size_t>(std::max<std::int64_t>(1, number.value_or(1)));
}

void read_factors(const ResultFile& file, DesignedResult& result) {
  const auto names = present_names(file.data().read<std::string>("study/factor"));
  const auto units = file.data().read<std::string>("study/unit");
  const auto levels = file.data().read<std::string>("study/levels");
  for (std::size_t k = 0; k < names.size(); ++k) {
    VariedFactor factor{.name = names[k], .unit = units[k]};
    if (!levels[k].empty()) factor.labels = nlohmann::json::parse(levels[k]).get<std::vector<std::string>>();
    result.factors.push_back(std::move(factor));
  }
  if (file.has("study/group")) {
    for (const std::int32_t g : file.data().read<std::int32_t>("study/group")) result.group.push_back(g);
  } else {
    result.group.resize(names.size());
    std::iota(result.group.begin(), result.group.end(), 0);
  }
  result.group_names.resize(names.empty() ? 0 : 1 + static_cast<std::size_t>(*std::ranges::max_element(result.group)));
  const auto group_names = file.has("study/group_name")
                               ? present_names(file.data().read<std::string>("study/group_name"))
                               : result.group_names;
  for (std::size_t k = names.size(); k-- > 0;) {
    const std::string& own = k < group_names.size() ? group_names[k] : "";
    result.group_names[static_cast<std::size_t>(result.group[k])] = own.empty() ? names[k] : own;
  }
}

/// Numbers of the points, and the rows at which they stand in the file, in ascending order of the numbers. What a tool
/// has put into another order is read as it was; what it has doubled, or torn out of its block, is refused.
struct PointRows {
  std::vector<std::int64_t> number;
  std::vector<std::size_t> row;
};

PointRows point_rows(const ResultFile& file, std::size_t block) {
  const std::size_t count = file.data().shape("study/u")[0];
  PointRows points{.number = std::vector<std::int64_t>(count), .row = std::vector<std::size_t>(count)};
  std::iota(points.number.begin(), points.number.end(), std::int64_t{0});
  std::iota(points.row.begin(), points.row.end(), std::size_t{0});
  if (file.has("study/point")) points.number = file.data().read<std::int64_t>("study/point");
  std::ranges::sort(points.row, {}, [&](std::size_t r) { return points.number[r]; });
  std::ranges::sort(points.number);
  const auto twice = std::ranges::adjacent_find(points.number);
  if (twice != points.number.end()) file.refuse(fmt::format("point {} of its design is in it twice", *twice), "");
  for (std::size_t p = 0; p < count; ++p) {
    const auto in_block = static_cast<std::int64_t>(p % block);
    const bool whole = p + block - p % block <= count && points.number[p] == points.number[p - p % block] + in_block &&
                       points.number[p] % static_cast<std::int64_t>(block) == in_block;
    if (!whole)
      file.refuse(fmt::format("its points are not whole blocks of {}", block),
                  "racesim merge gives all points, or with --partial those of whole blocks");
  }
  return points;
}

/// Rows of a table in another order.
std::vector<double> arranged(std::vector<double> table, std::size_t width, const std::vector<std::size_t>& rows) {
  if (std::ranges::is_sorted(rows)) return table;
  std::vector<double> result;
  for (const std::size_t r : rows) {
    const auto row = table.begin() + static_cast<std::ptrdiff_t>(r * width);
    result.insert(result.end(), row, row + static_cast<std::ptrdiff_t>(width));
  }
  return result;
}

/// Which point and replicate each run is, by what the file says of it and not by where it stands. Runs that were not
/// made are none: before format 2 they were labelled with zeros.
void place_runs(const ResultFile& file, const PointRows& points, DesignedResult& result) {
  const auto point_of = file.data().read<std::int64_t>("design_point"),
             replicate = file.data().read<std::int64_t>("replicate");
  result.place.assign(file.runs(), -1);
  if (result.minus) result.minus_place.assign(file.runs(), -1);
  const auto of_point = static_cast<std::int64_t>(result.replicates);
  for (std::size_t r = 0; r < file.runs(); ++r) {
    const auto found = std::ranges::lower_bound(points.number, point_of[r]);
    if (file.missing(r) || found == points.number.end() || *found != point_of[r]) continue;
    const std::int64_t place = (found - points.number.begin()) * of_point + replicate[r] % of_point;
    if (file.scenario(r) == result.scenario) result.place[r] = place;
    if (result.minus && file.scenario(r) == *result.minus) result.minus_place[r] = place;
  }
}

}  // namespace

void read_sweep(const ResultFile& file, DesignedResult& result) {
  result.kind = file.text("study_design").value_or("");
  result.replicates = at_least_one(file.number("study_replicates"));
  result.random_numbers = random_numbers_of(file);
  read_factors(file, result);
  const std::size_t factors = result.factors.size(), block = at_least_one(file.number("study_block"));
  const PointRows points = point_rows(file, block);
  result.u = {
      .factors = factors, .block = block, .u = arranged(file.data().read<double>("study/u"), factors, points.row)};
  result.values = {.factors = factors, .u = arranged(file.data().read<double>("study/value"), factors, points.row)};
  number_levels(result);
  result.state.resize(points.row.size());
  place_runs(file, points, result);
}

}  // namespace racesim
