#include "racesim/analysis/result_file.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <fstream>
#include <limits>
#include <tuple>

#include <fmt/format.h>

#include "racesim/core/diagnostic.hpp"
#include "racesim/io/format_number.hpp"
#include "racesim/io/result_layout.hpp"

namespace racesim {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t bytes_at_once = std::size_t{32} << 20;

Month month_of(std::int32_t days) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  return Month::of(static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())));
}

/// Of a run, but no outcome; tools that know few types make floating numbers of them.
constexpr std::string_view labels[] = {"run", "scenario", "replicate", "design_point", "seed", "status"};

bool is_floating(const Variable& v) { return v.type == ValueType::float32 || v.type == ValueType::float64; }

bool is_outcome(const Variable& v) {
  return is_floating(v) && v.dimensions == std::vector<std::string>{"run"} &&
         std::ranges::find(labels, v.path) == std::end(labels);
}

bool is_series(const Variable& v) {
  return is_floating(v) && v.dimensions.size() >= 2 && v.dimensions[0] == "run" && v.dimensions[1] == "time";
}

/// A series whose axes another tool has put into another order.
bool is_turned(const Variable& v) {
  const auto has = [&](const char* name) { return std::ranges::find(v.dimensions, name) != v.dimensions.end(); };
  return is_floating(v) && has("run") && has("time") && !is_series(v);
}

/// `NAME[ENTRY]` in its two parts; blanks after commas do not matter.
std::pair<std::string, std::string> split(std::string_view text) {
  const std::size_t open = text.find('[');
  if (open == std::string_view::npos || !text.ends_with(']')) return {std::string(text), ""};
  std::string entry;
  for (const char c : text.substr(open + 1, text.size() - open - 2)) {
    if (c == ' ' && entry.ends_with(", ")) continue;
    entry += c;
    if (c == ',') entry += ' ';
  }
  return {std::string(text.substr(0, open)), entry};
}

}  // namespace

bool is_result_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  char signature[4] = {};
  if (file.read(signature, 4)) return std::string_view(signature, 4) == "\x89HDF";
  return path.extension() == ".h5" || path.extension() == ".nc";
}

ResultFile::ResultFile(std::filesystem::path path) : path_(std::move(path)), data_(path_) {
  for (const char* needed : {"scenario", "scenario_name", "status", "time"}) {
    if (!has(needed))
      refuse(fmt::format("this is no result of racesim: it has no variable \"{}\"", needed),
             "racesim run and racesim merge write results");
  }
  check_format();
  scenarios_ = data_.read<std::string>("scenario_name");
  scenario_ = data_.read<std::int32_t>("scenario");
  for (const std::int32_t s : scenario_) {
    if (s < 0 || static_cast<std::size_t>(s) >= scenarios_.size())
      refuse(fmt::format("a run is of scenario {}, and there are {}", s, scenarios_.size()), "");
  }
  status_ = data_.read<std::int8_t>("status");
  read_months();
}

void ResultFile::read_months() {
  const std::string& unit = data_.schema().find_variable("time")->unit;
  if (unit != time_coordinate().unit)
    refuse(fmt::format("its months are counted in \"{}\"", unit), "they are due in " + time_coordinate().unit);
  const auto time = data_.read<std::int32_t>("time");
  months_ = static_cast<int>(time.size());
  if (!time.empty()) start_ = month_of(time[0]);
  for (int t = 0; t < months_; ++t) {
    if (!(month_of(time[static_cast<std::size_t>(t)]) == start_ + t))
      refuse("its months do not follow each other", "give it as it was written, with all months in order");
  }
}

void ResultFile::refuse(const std::string& message, const std::string& hint) const {
  throw InputError({.file = path_.string()}, message, hint);
}

std::optional<std::int64_t> ResultFile::number(std::string_view attribute) const { return data_.number(attribute); }

std::optional<std::string> ResultFile::text(std::string_view attribute) const { return data_.text(attribute); }

void ResultFile::check_format() const {
  const auto format = text("racesim_schema");
  if (!format || *format == result_format || earlier_format(*format, result_format)) return;
  refuse(fmt::format("format \"{}\" is not read here", *format),
         fmt::format("this racesim reads {} and earlier ones", result_format));
}

void ResultFile::require_distinct_runs() const {
  using Key = std::tuple<std::int32_t, std::int64_t, std::int64_t, std::int64_t, std::size_t>;
  for (const char* needed : {"seed", "design_point", "replicate"}) {
    if (!has(needed)) return;
  }
  const auto seed = data_.read<std::int64_t>("seed"), point = data_.read<std::int64_t>("design_point"),
             replicate = data_.read<std::int64_t>("replicate");
  std::vector<Key> keys;
  for (std::size_t r = 0; r < runs(); ++r) {
    if (!missing(r)) keys.emplace_back(scenario_[r], seed[r], point[r], replicate[r], r);
  }
  std::ranges::sort(keys);
  const auto same = [](const Key& a, const Key& b) {
    return std::tie(std::get<0>(a), std::get<1>(a), std::get<2>(a), std::get<3>(a)) ==
           std::tie(std::get<0>(b), std::get<1>(b), std::get<2>(b), std::get<3>(b));
  };
  const auto twice = std::ranges::adjacent_find(keys, same);
  if (twice == keys.end()) return;
  const auto& [of, seed_twice, at, number, row] = *twice;
  refuse(fmt::format("a run is in it twice: {}, seed {}, design point {}, replicate {} (rows {} and {})",
                     scenarios_[scenario(row)], seed_twice, at, number, row, std::get<4>(*std::next(twice))),
         "files that overlap were joined; keep one of each seed, design point, replicate and scenario");
}

std::size_t ResultFile::find_scenario(std::string_view name) const {
  const auto found = std::ranges::find(scenarios_, name);
  if (found == scenarios_.end()) refuse(fmt::format("it has no scenario \"{}\"", name), list_allowed(scenarios_));
  return static_cast<std::size_t>(found - scenarios_.begin());
}

Period ResultFile::last_month() const { return {to_string(month(months_ - 1)), months_ - 1, 1}; }

Period ResultFile::period(std::string_view text) const {
  const std::string range =
      months_ > 0 ? fmt::format("its months are {} to {}", to_string(start_), to_string(month(months_ - 1))) : "";
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  const bool whole_year = text.size() == 4 && error == std::errc{} && end == text.data() + 4;
  const auto named = whole_year ? Month::of(year, 1) : parse_month(text);
  if (!named) refuse(fmt::format("\"{}\" is no month and no year", text), "write 2028-06 or 2028; " + range);
  const int first = std::max(*named - start_, 0);
  const int last = std::min(*named - start_ + (whole_year ? 12 : 1), months_);
  if (first >= last) refuse(fmt::format("it has no month of {}", text), range);
  return {std::string(text), first, last - first};
}

std::vector<std::string> ResultFile::outcomes() const {
  std::vector<std::string> result;
  for (const Variable& v : data_.schema().variables) {
    if (is_outcome(v)) result.push_back(v.path);
  }
  return result;
}

std::vector<std::string> ResultFile::series() const {
  std::vector<std::string> result;
  for (const Variable& v : data_.schema().variables) {
    if (is_series(v)) result.push_back(v.path);
  }
  return result;
}

std::vector<std::string> ResultFile::names(std::span<const std::string> dimensions) const {
  std::vector<std::string> all = {""};
  for (const std::string& dimension : dimensions) {
    std::vector<std::string> longer;
    for (const std::string& before : all) {
      for (const std::string& name : data_.read<std::string>(dimension))
        longer.push_back(before.empty() ? name : before + ", " + name);
    }
    all = std::move(longer);
  }
  return all;
}

std::vector<ResultQuantity> ResultFile::entries(const Variable& v) const {
  const auto all = names(std::span(v.dimensions).subspan(is_series(v) ? 2 : 1));
  std::vector<ResultQuantity> result;
  for (std::size_t k = 0; k < all.size(); ++k) {
    result.push_back({.variable = v.path,
                      .entry = all[k],
                      .unit = v.unit,
                      .doc = v.long_name,
                      .monthly = is_series(v),
                      .place = k,
                      .width = all.size()});
  }
  return result;
}

std::vector<std::string> ResultFile::resolved_scenarios() const {
  const std::string path(racesim::resolved_scenarios);
  return has(path) ? data_.read<std::string>(path) : data_.texts("resolved_scenario");  // format 1: an attribute
}

std::string ResultFile::bloc_in_role(const std::string& role) const {
  if (const auto bloc = text(role)) return *bloc;
  const auto resolved = resolved_scenarios();  // format 1
  const std::string text = "\n" + (resolved.empty() ? "" : resolved.front());
  const std::size_t at = text.find("\n" + role + ": ");
  if (at == std::string::npos) return role;
  const std::size_t begin = at + role.size() + 3;
  return text.substr(begin, text.find('\n', begin) - begin);
}

std::vector<ResultQuantity> ResultFile::find(std::string_view text, std::span<const std::string> blocs) const {
  const auto [name, entry] = split(text);
  const Variable* v = data_.schema().find_variable(name);
  if (v != nullptr && is_turned(*v))
    refuse(fmt::format("the dimensions of {} stand in the order {}", name, fmt::join(v->dimensions, ", ")),
           "run and time come first: ncpdq -a run,time, or transpose(\"run\", \"time\", ...) of xarray");
  if (v == nullptr || (!is_outcome(*v) && !is_series(*v))) {
    auto known = outcomes();
    const auto monthly = series();
    known.insert(known.end(), monthly.begin(), monthly.end());
    const std::string near = did_you_mean(name, known);
    refuse(fmt::format("it keeps no \"{}\"", name), near.empty() ? list_allowed(known) : near);
  }
  const auto all = entries(*v);
  if (all.size() == 1 && entry.empty()) return all;
  std::vector<std::string> known;
  for (const ResultQuantity& q : all) known.push_back(q.entry);
  const bool by_bloc = v->dimensions.size() == 3 && v->dimensions[2] == "bloc";
  std::vector<std::string> wanted =
      entry.empty() && by_bloc ? std::vector(blocs.begin(), blocs.end()) : std::vector<std::string>{entry};
  if (wanted.empty())
    refuse(fmt::format("{} has a value for each bloc", name), fmt::format("say which: {}[{}]", name, known[0]));
  std::vector<ResultQuantity> result;
  for (std::string& one : wanted) {
    if (one == "leader" || one == "follower") one = bloc_in_role(one);
    const auto found = std::ranges::find(known, one);
    if (found == known.end())
      refuse(one.empty() ? fmt::format("{} has several values a month", name)
                         : fmt::format("{} has no entry \"{}\"", name, one),
             known.size() == 1 ? fmt::format("write {}", name)
                               : fmt::format("say which: {}[{}]; {}", name, known[0], list_allowed(known)));
    result.push_back(all[static_cast<std::size_t>(found - known.begin())]);
  }
  return result;
}

void ResultFile::scan(const ResultQuantity& quantity,
                      const std::function<void(std::size_t, std::span<const float>)>& take) const {
  const auto months = static_cast<std::size_t>(months_);
  const std::size_t step = std::max<std::size_t>(1, bytes_at_once / (sizeof(float) * months * quantity.width));
  const auto fill = data_.fill_value(quantity.variable);
  std::vector<float> own;
  for (std::size_t first = 0; first < runs(); first += step) {
    const std::size_t count = std::min(step, runs() - first);
    const auto all = data_.read_rows<float>(quantity.variable, first, count);
    own.resize(count * months);
    for (std::size_t i = 0; i < own.size(); ++i) own[i] = all[i * quantity.width + quantity.place];
    if (fill) std::ranges::replace(own, static_cast<float>(*fill), static_cast<float>(none));
    take(first, own);
  }
}

std::vector<double> ResultFile::values(const ResultQuantity& quantity, const Period& period) const {
  std::vector<double> result;
  if (quantity.monthly) {
    result.reserve(runs());
    const auto months = static_cast<std::size_t>(months_);
    scan(quantity, [&](std::size_t, std::span<const float> rows) {
      for (std::size_t r = 0; r < rows.size() / months; ++r) {
        double sum = 0;
        for (int t = 0; t < period.count; ++t) sum += rows[r * months + static_cast<std::size_t>(period.first + t)];
        result.push_back(sum / period.count);
      }
    });
  } else {
    result = data_.read<double>(quantity.variable);
    if (const auto fill = data_.fill_value(quantity.variable)) std::ranges::replace(result, *fill, none);
  }
  for (std::size_t r = 0; r < result.size(); ++r) {
    if (!sound(r)) result[r] = none;
  }
  return result;
}

}  // namespace racesim
