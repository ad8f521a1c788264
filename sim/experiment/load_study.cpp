#include "racesim/experiment/load_study.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "check_study.hpp"
#include "point_table.hpp"
#include "racesim/experiment/idle_warnings.hpp"
#include "racesim/io/result_layout.hpp"

namespace racesim {

namespace {

constexpr double most_runs = 1e12;

/// Values in the middle of every factor.
std::vector<double> centre_of(const std::vector<ResolvedFactor>& factors) {
  std::vector<double> centre;
  for (const ResolvedFactor& factor : factors) centre.push_back(factor.value(0.5));
  return centre;
}

class StudyReader {
 public:
  StudyReader(const std::string& path, const FindPreset& find_preset) : path_(path), find_preset_(find_preset) {}

  LoadedStudy read(std::span<const std::string> overrides, std::vector<Diagnostic>& warnings) {
    Loaded<StudyFile> file =
        load<StudyFile>(path_, std::string(study_format), overrides, files_, diagnostics_, {}, former_study_keys());
    origins_ = std::move(file.origins);
    study_ = std::move(file.value);
    refuse_errors();
    rename_parameters();
    read_scenarios();
    check_series();
    std::vector<ResolvedFactor> factors = resolve_factors(study_, origins_, scenarios_, diagnostics_);
    refuse_errors();
    warn_of_idle_policies(factors);
    if (study_.correlations.names.empty()) take_correlations(factors);
    check_study(study_, origins_, scenarios_, factors, series_, diagnostics_);
    PointTable table;
    if (study_.design.type == DesignType::table && !diagnostics_.has_errors()) table = read_points(factors);
    refuse_errors();
    check_variants(factors);
    Points points(study_, std::move(factors), study_.correlations, std::move(table));
    check_count(points);
    refuse_errors();
    for (const Diagnostic& warning : diagnostics_.sorted()) warnings.push_back(warning);
    std::map<std::string, std::string> sources = files_.texts();
    for (const LoadedScenario& scenario : scenarios_) sources.insert(scenario.sources.begin(), scenario.sources.end());
    return {.study = std::move(study_),
            .sources = std::move(sources),
            .scenarios = std::move(scenarios_),
            .points = std::move(points),
            .series = std::move(series_),
            .origins = std::move(reading_),
            .table_text = std::move(table_text_)};
  }

 private:
  void refuse_errors() const {
    if (diagnostics_.has_errors()) throw InputError(diagnostics_.sorted());
  }
  Mark mark(const std::string& path) const { return origins_.nearest(path); }

  /// Parameters that the study calls by former names get their present ones.
  void rename_parameters() {
    for (Factor& factor : study_.factors) {
      if (!factor.path.empty()) continue;
      const std::string entry = fmt::format("factors[{}]", factor.name);
      factor.name = present_parameter(factor.name, mark(entry), diagnostics_);
      origins_.rename(entry, fmt::format("factors[{}]", factor.name));
    }
    for (std::size_t k = 0; k < study_.except.size(); ++k)
      study_.except[k] = present_parameter(study_.except[k], mark(fmt::format("except[{}]", k)), diagnostics_);
    for (std::string& name : study_.correlations.names)
      name = present_parameter(name, mark("correlations"), diagnostics_);
  }

  void read_scenarios() {
    if (study_.scenarios.empty())
      throw InputError(mark("scenarios"), "a study needs a scenario", "list at least one file");
    std::vector<Diagnostic> findings;
    std::set<std::string> names;
    for (std::size_t k = 0; k < study_.scenarios.size(); ++k) {
      const Mark here = mark(fmt::format("scenarios[{}]", k));
      ScenarioSource source{
          .path = relative_to(here.file, study_.scenarios[k]), .presets = {}, .changes = study_.changes};
      for (std::size_t p = 0; p < study_.presets.size(); ++p)
        source.presets.push_back(find_preset_(study_.presets[p], source.path, mark(fmt::format("presets[{}]", p))));
      try {
        std::vector<Diagnostic> own;
        scenarios_.push_back(load_scenario(source.path, source.changes, own, source.presets));
        for (const Diagnostic& warning : own) diagnostics_.warning(warning.mark, warning.message, warning.hint);
        const std::string& name = scenarios_.back().value.name;
        if (!names.insert(name).second)
          diagnostics_.error(here, fmt::format("two scenarios are called \"{}\"", name), "give each its own name");
        reading_.push_back(std::move(source));
      } catch (const InputError& error) {
        findings.insert(findings.end(), error.diagnostics().begin(), error.diagnostics().end());
      }
    }
    if (!findings.empty()) throw InputError(std::move(findings));
  }

  void warn_of_idle_policies(const std::vector<ResolvedFactor>& factors) {
    std::vector<std::string> varied;
    for (const ResolvedFactor& factor : factors) varied.push_back(factor.path);
    for (const LoadedScenario& scenario : scenarios_) {
      for (const Diagnostic& idle : idle_warnings(scenario, varied))
        diagnostics_.warning(idle.mark, idle.message, idle.hint);
    }
  }

  void check_series() {
    std::vector<std::string> names;
    for (const Observable& observable : observables()) names.emplace_back(observable.name);
    series_.assign(names.size(), false);
    for (std::size_t k = 0; k < study_.series.size(); ++k) {
      const auto found = std::ranges::find(names, study_.series[k]);
      if (found != names.end()) {
        series_[found - names.begin()] = true;
        continue;
      }
      const std::string near = did_you_mean(study_.series[k], names);
      diagnostics_.error(mark(fmt::format("series[{}]", k)),
                         fmt::format("there is no observable \"{}\"", study_.series[k]),
                         near.empty() ? "racesim observables lists them" : near);
    }
  }

  /// The scenario's correlations among parameters that are varied both.
  void take_correlations(const std::vector<ResolvedFactor>& factors) {
    if (!random(study_.design.type)) return;
    const RankCorrelations& all = scenarios_[0].value.correlations;
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < all.names.size(); ++i) {
      if (std::ranges::find(factors, all.names[i], &ResolvedFactor::name) != factors.end()) kept.push_back(i);
    }
    for (const std::size_t i : kept) {
      study_.correlations.names.push_back(all.names[i]);
      for (const std::size_t j : kept) study_.correlations.matrix.push_back(all.matrix[i * all.names.size() + j]);
    }
  }

  PointTable read_points(std::vector<ResolvedFactor>& factors) {
    const Mark here = mark("design.table");
    const std::string path = relative_to(here.file, study_.design.table);
    if (const std::string* text = files_.read(path, here, diagnostics_)) table_text_ = *text;
    return read_point_table(path, here, factors, files_, diagnostics_);
  }

  /// Reads every scenario at each level of each factor with a path, and at the centre of those without levels.
  void check_variants(const std::vector<ResolvedFactor>& factors) {
    Variants variants(reading_, factors);
    const std::vector<double> centre = centre_of(factors);
    const auto first = variant_at(variants, 0, centre, factors, nullptr);
    const auto check_at = [&](const std::vector<double>& values, const ResolvedFactor* changed) {
      for (std::size_t s = 0; s < scenarios_.size(); ++s) {
        const auto variant = variant_at(variants, s, values, factors, changed);
        refuse_mixture({{.loaded = &scenarios_[0], .inputs = &first->central()},
                        {.loaded = &scenarios_[s], .inputs = &variant->central()}});
      }
    };
    check_at(centre, nullptr);
    for (std::size_t k = 0; k < factors.size(); ++k) {
      if (factors[k].path.empty()) continue;
      for (std::size_t level = 0; level < factors[k].labels.size(); ++level) {
        std::vector<double> values = centre;
        values[k] = static_cast<double>(level);
        check_at(values, &factors[k]);
      }
    }
  }

  /// A scenario at values; what is wrong with it is said where the study states the factor that changes it.
  std::shared_ptr<const CompiledScenario> variant_at(Variants& variants, std::size_t scenario,
                                                     const std::vector<double>& values,
                                                     const std::vector<ResolvedFactor>& factors,
                                                     const ResolvedFactor* changed) const {
    try {
      return variants.at(scenario, values);
    } catch (const InputError& error) {
      std::string with;
      for (std::size_t k = 0; k < factors.size(); ++k) {
        if (!factors[k].path.empty()) with += fmt::format(" {}={}", factors[k].path, factors[k].text(values[k]));
      }
      const Diagnostic& why = error.diagnostics()[0];
      throw InputError(
          mark(changed ? fmt::format("factors[{}]", changed->name) : "factors"),
          fmt::format("\"{}\" cannot be read with{}: {}", scenarios_[scenario].value.name, with, why.message),
          why.hint);
    }
  }

  void check_count(const Points& points) {
    const double runs = static_cast<double>(points.count(study_.design.size)) * static_cast<double>(scenarios_.size()) *
                        static_cast<double>(study_.replicates);
    const bool own = study_.random_numbers_in_use() == RandomNumbers::own;
    const double replicates =
        (own ? static_cast<double>(points.count(study_.design.size)) : 1) * static_cast<double>(study_.replicates);
    if (runs > most_runs || replicates > 4e9)
      diagnostics_.error(mark("design.size"), fmt::format("{:.3g} runs are more than can be numbered", runs));
  }

  std::string path_;
  const FindPreset& find_preset_;
  Files files_;
  Diagnostics diagnostics_;
  Origins origins_;
  StudyFile study_;
  std::vector<LoadedScenario> scenarios_;
  std::vector<ScenarioSource> reading_;
  std::vector<bool> series_;
  std::string table_text_;
};

}  // namespace

LoadedStudy load_study(const std::string& path, std::span<const std::string> overrides, const FindPreset& find_preset,
                       std::vector<Diagnostic>& warnings) {
  return StudyReader(path, find_preset).read(overrides, warnings);
}

}  // namespace racesim
