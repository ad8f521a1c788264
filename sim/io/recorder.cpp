#include "racesim/io/recorder.hpp"

#include <algorithm>
#include <map>
#include <mutex>

#include "racesim/io/writer_thread.hpp"
#include "result_schema.hpp"

namespace racesim {

struct Recorder::State {
  std::vector<RecordedScenario> scenarios;
  RecorderOptions options;
  DatasetWriter writer;
  std::unique_ptr<WriterThread> thread;
  std::mutex mutex;
  std::map<std::size_t, std::vector<Rows>>
      early;             ///< batches whose turn has not come: the file does not depend on threads
  std::size_t next = 0;  ///< first run of the batch whose turn it is

  State(const std::filesystem::path& path, std::vector<RecordedScenario> parts, const Provenance& provenance,
        const RecorderOptions& wanted)
      : scenarios(std::move(parts)),
        options(wanted),
        writer(path, result_schema(scenarios, provenance, wanted), {.existing = wanted.existing}) {}

  /// Place in the file of the first run of a scenario.
  std::size_t offset(std::size_t scenario) const {
    std::size_t runs = 0;
    for (std::size_t s = 0; s < scenario; ++s) runs += scenarios[s].runs;
    return runs;
  }
};

namespace {

void refuse_mixture(const std::vector<RecordedScenario>& scenarios) {
  const Setting& first = *scenarios[0].setting;
  for (const RecordedScenario& s : scenarios) {
    const Setting& other = *s.setting;
    const auto same_chips = std::ranges::equal(first.chips, other.chips, {}, &ChipClass::name, &ChipClass::name);
    if (first.blocs == other.blocs && first.labs.name == other.labs.name && first.vendors == other.vendors &&
        first.sectors.name == other.sectors.name && same_chips && first.start == other.start &&
        first.months == other.months) {
      continue;
    }
    throw InputError(
        {}, "\"" + s.loaded->value.name + "\" and \"" + scenarios[0].loaded->value.name + "\" do not fit into one file",
        "scenarios of one run must share blocs, labs, chips, vendors, sectors and clock; run them one by one");
  }
}

void write_texts(DatasetWriter& writer, const std::string& path, const std::vector<std::string>& texts) {
  if (!texts.empty()) writer.write(path, std::span<const std::string>(texts));
}

template <class Enum>
std::vector<std::string> names_of() {
  const auto names = enum_names(Enum{});
  return {names.begin(), names.end()};
}

/// Months in which uncertain policies came; policies that the run's scenario does not have are marked as absent.
void add_policy_starts(std::vector<Rows>& rows, const std::vector<RecordedScenario>& scenarios, std::size_t scenario,
                       std::size_t first, const Batch& batch) {
  const std::vector<std::string> all = uncertain_names(scenarios);
  if (all.empty()) return;
  const std::vector<std::string> own = uncertain_names({scenarios[scenario]});
  std::vector<std::int32_t> start(batch.count * all.size(), policy_absent);
  for (std::uint32_t r = 0; r < batch.count; ++r) {
    for (std::size_t k = 0; k < own.size(); ++k)
      start[r * all.size() + (std::ranges::find(all, own[k]) - all.begin())] = batch.policy_start[r][k];
  }
  rows.push_back({"policies/start", first, std::move(start)});
}

std::vector<Rows> rows_of(const std::vector<RecordedScenario>& scenarios, std::size_t scenario, std::size_t first,
                          const Batch& batch) {
  const std::uint32_t n = batch.count;
  const bool sampled = !batch.drawn.empty() && !batch.drawn[0].empty();
  std::vector<std::int64_t> replicate(n), point(n);
  std::vector<std::int8_t> status(n);
  for (std::uint32_t r = 0; r < n; ++r) {
    replicate[r] = batch.first + r;
    point[r] = sampled ? replicate[r] : 0;
    status[r] = batch.error[r].empty() ? 1 : 2;
  }
  std::vector<Rows> rows;
  rows.push_back({"scenario", first, std::vector<std::int32_t>(n, static_cast<std::int32_t>(scenario))});
  rows.push_back({"replicate", first, std::move(replicate)});
  rows.push_back({"design_point", first, std::move(point)});
  rows.push_back(
      {"seed", first, std::vector<std::int64_t>(n, static_cast<std::int64_t>(scenarios[scenario].loaded->value.seed))});
  rows.push_back({"status", first, std::move(status)});
  rows.push_back({"error", first, batch.error});
  for (std::size_t k = 0; k < batch.series.size(); ++k) {
    if (!batch.series[k].empty()) rows.push_back({std::string(observables()[k].name), first, batch.series[k]});
  }
  for (std::size_t k = 0; k < batch.outcomes.size(); ++k)
    rows.push_back({std::string(outcomes()[k].name), first, batch.outcomes[k]});
  add_policy_starts(rows, scenarios, scenario, first, batch);
  if (!sampled) return rows;
  std::vector<double> design;
  for (const auto& drawn : batch.drawn) design.insert(design.end(), drawn.begin(), drawn.end());
  rows.push_back({"design", first, std::move(design)});
  return rows;
}

void add_events(std::vector<Rows>& rows, std::size_t first, const Batch& batch) {
  std::vector<std::int64_t> run;
  std::vector<std::int32_t> month, lab;
  std::vector<double> flop, eci, part;
  std::vector<std::int8_t> open;
  for (std::uint32_t r = 0; r < batch.count; ++r) {
    for (const Release& release : batch.releases[r]) {
      run.push_back(static_cast<std::int64_t>(first + r));
      month.push_back(release.month);
      lab.push_back(release.lab);
      flop.push_back(release.log10_flop);
      eci.push_back(release.eci);
      open.push_back(release.open ? 1 : 0);
      part.insert(part.end(), std::begin(release.part), std::end(release.part));
    }
  }
  if (run.empty()) return;
  rows.push_back({"events/run", {}, std::move(run)});
  rows.push_back({"events/month", {}, std::move(month)});
  rows.push_back({"events/lab", {}, std::move(lab)});
  rows.push_back({"events/log10_flop", {}, std::move(flop)});
  rows.push_back({"events/eci", {}, std::move(eci)});
  rows.push_back({"events/open", {}, std::move(open)});
  rows.push_back({"events/eci_part", {}, std::move(part)});
}

/// Runs of a batch, from the rows of its first variable.
std::size_t runs_in(const std::vector<Rows>& rows) {
  return std::visit([](const auto& values) { return values.size(); }, rows[0].values);
}

void write_policies(DatasetWriter& writer, const Scenario& scenario) {
  std::vector<std::string> name, type, at, until, source;
  for (const Policy& policy : scenario.policies) {
    const PolicyDates& when = dates(policy);
    name.push_back(when.name);
    type.emplace_back(type_name(policy));
    at.push_back(to_string(when.at));
    until.push_back(when.until ? to_string(*when.until) : "");
    source.push_back(when.source);
  }
  write_texts(writer, "policies/policy", name);
  write_texts(writer, "policies/type", type);
  write_texts(writer, "policies/at", at);
  write_texts(writer, "policies/until", until);
  write_texts(writer, "policies/source", source);
}

void write_coordinates(DatasetWriter& writer, const std::vector<RecordedScenario>& scenarios, bool sampled) {
  const Setting& setting = *scenarios[0].setting;
  std::size_t runs = 0;
  for (const RecordedScenario& s : scenarios) runs += s.runs;
  std::vector<std::int64_t> run(runs);
  for (std::size_t r = 0; r < run.size(); ++r) run[r] = static_cast<std::int64_t>(r);
  writer.write("run", std::span<const std::int64_t>(run));
  std::vector<std::int32_t> time;
  for (int t = 0; t < setting.months; ++t) time.push_back(days_since_epoch(setting.start + t));
  writer.write("time", std::span<const std::int32_t>(time));
  std::vector<std::string> names, chips, blocs_of;
  for (const RecordedScenario& s : scenarios) names.push_back(s.loaded->value.name);
  for (const ChipClass& chip : setting.chips) chips.push_back(chip.name);
  for (int i = 0; i < setting.n_named(); ++i) blocs_of.push_back(setting.blocs[setting.labs.bloc[i]]);
  write_texts(writer, "scenario_name", names);
  write_texts(writer, "bloc", setting.blocs);
  write_texts(writer, "lab", setting.labs.name);
  write_texts(writer, "labs/bloc_of", blocs_of);
  write_texts(writer, "chip", chips);
  write_texts(writer, "vendor", setting.vendors);
  write_texts(writer, "sector", setting.sectors.name);
  write_texts(writer, "route", names_of<Route>());
  write_texts(writer, "cause", names_of<Cause>());
  write_texts(writer, "part", names_of<Part>());
  writer.write("summary/quantile", std::span<const double>(summary_quantiles));
  if (sampled) write_texts(writer, "param", parameter_names());
  write_policies(writer, scenarios[0].loaded->value);
  write_texts(writer, "policies/uncertain", uncertain_names(scenarios));
}

void write_summary(DatasetWriter& writer, const std::vector<RecordedScenario>& scenarios) {
  const Setting& setting = *scenarios[0].setting;
  for (std::size_t k = 0; k < observables().size(); ++k) {
    if (!scenarios[0].bands->has(k)) continue;
    const std::size_t w = width(observables()[k].shape, setting);
    const std::size_t levels = std::size(summary_quantiles);
    const std::size_t months = setting.months;
    std::vector<float> values(scenarios.size() * levels * months * w);
    for (std::size_t s = 0; s < scenarios.size(); ++s) {
      for (std::size_t t = 0; t < months; ++t) {
        for (std::size_t i = 0; i < w; ++i) {
          const auto row = scenarios[s].bands->quantiles(k, static_cast<int>(t), i, summary_quantiles);
          for (std::size_t q = 0; q < levels; ++q)
            values[((s * levels + q) * months + t) * w + i] = static_cast<float>(row[q]);
        }
      }
    }
    writer.write("summary/" + std::string(observables()[k].name), std::span<const float>(values));
  }
}

}  // namespace

Recorder::Recorder(const std::filesystem::path& path, std::vector<RecordedScenario> scenarios,
                   const Provenance& provenance, const RecorderOptions& options) {
  refuse_mixture(scenarios);
  state_ = std::make_unique<State>(path, std::move(scenarios), provenance, options);
  write_coordinates(state_->writer, state_->scenarios, options.sampled);
  state_->thread = std::make_unique<WriterThread>(state_->writer);
}

Recorder::~Recorder() = default;

void Recorder::push(std::size_t scenario, const Batch& batch) {
  const std::size_t first = state_->offset(scenario) + batch.position;
  std::vector<Rows> rows = rows_of(state_->scenarios, scenario, first, batch);
  if (state_->options.record == Record::full) add_events(rows, first, batch);
  const std::lock_guard lock(state_->mutex);
  state_->early.emplace(first, std::move(rows));
  if (first == state_->next) state_->next += batch.count;
  while (!state_->early.empty() && state_->early.begin()->first < state_->next) {
    state_->thread->push(std::move(state_->early.begin()->second));
    state_->early.erase(state_->early.begin());
    const auto following = state_->early.find(state_->next);
    if (following != state_->early.end()) state_->next += runs_in(following->second);
  }
}

const std::filesystem::path& Recorder::temporary() const { return state_->writer.temporary(); }

std::filesystem::path Recorder::finish(bool interrupted) {
  for (auto& [first, rows] : state_->early)
    state_->thread->push(std::move(rows));  // after gaps that an interruption left
  state_->thread->join();
  write_summary(state_->writer, state_->scenarios);
  state_->writer.set_attribute("", {"interrupted", std::int64_t{interrupted ? 1 : 0}});
  return state_->writer.finish();
}

}  // namespace racesim
