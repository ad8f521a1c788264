#include "racesim/analysis/outcomes.hpp"

#include <fmt/format.h>

#include "racesim/core/diagnostic.hpp"

namespace racesim {

namespace {

[[noreturn]] void refuse_times(const ResultFile& file, const ResultQuantity& quantity, const char* option) {
  file.refuse(fmt::format("{} is one number per run and has no months", quantity.name()),
              fmt::format("{} is for observables: {}", option, list_allowed(file.series())));
}

/// A quantity at all times asked for.
void add_times(const ResultFile& file, const ResultQuantity& quantity, std::span<const std::string> times,
               std::vector<SelectedOutcome>& selected) {
  if (times.empty()) selected.push_back({quantity, file.last_month()});
  for (const std::string& time : times) selected.push_back({quantity, file.period(time)});
}

}  // namespace

std::string SelectedOutcome::name() const {
  const char* preposition = period.count == 1 && period.text.size() > 4 ? "at" : "in";
  return quantity.name() + (period.text.empty() ? "" : fmt::format(" {} {}", preposition, period.text));
}

std::string SelectedOutcome::title() const {
  return quantity.unit.empty() || quantity.unit == "1" ? name() : fmt::format("{} ({})", name(), quantity.unit);
}

std::vector<SelectedOutcome> select_outcomes(const ResultFile& file, std::vector<std::string> texts,
                                             std::span<const std::string> times, std::span<const std::string> blocs,
                                             bool over_time) {
  if (texts.empty()) {
    texts = file.outcomes();
    if (texts.empty()) file.refuse("it has no outcomes", "");
    texts.resize(1);
  }
  std::vector<SelectedOutcome> selected;
  bool any_monthly = false;
  for (const std::string& text : texts) {
    for (const ResultQuantity& quantity : file.find(text, blocs)) {
      any_monthly = any_monthly || quantity.monthly;
      if (!quantity.monthly && over_time) refuse_times(file, quantity, "--over-time");
      if (!quantity.monthly || over_time)
        selected.push_back({quantity, {}});
      else
        add_times(file, quantity, times, selected);
    }
  }
  if (!times.empty() && !any_monthly) refuse_times(file, selected[0].quantity, "--at");
  return selected;
}

}  // namespace racesim
