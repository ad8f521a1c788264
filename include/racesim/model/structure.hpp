#pragma once
// Structural switches: which form of the model runs. Parameters vary numbers, these vary equations. The default of each
// is the central form; `racesim show` lists them all.
#include <span>
#include <string_view>

#include "racesim/core/field.hpp"

namespace racesim {

struct Parameters;

/// Elasticity of substitution between experiments and people.
enum class Substitution { parameter, complements, central, substitutes };
std::span<const std::string_view> enum_names(Substitution);
/// What an experiment costs.
enum class Experiments { parameter, raw, near_frontier };
std::span<const std::string_view> enum_names(Experiments);
/// Whether progress in efficiency is worth more at scale.
enum class ScaleDependence { parameter, none, weak, strong };
std::span<const std::string_view> enum_names(ScaleDependence);
/// Efficiency stocks of a lab.
enum class EfficiencyStocks { two, one };
std::span<const std::string_view> enum_names(EfficiencyStocks);
/// How own progress comes.
enum class Innovation { smooth, lumps };
std::span<const std::string_view> enum_names(Innovation);

struct Structure {
  Substitution substitution = Substitution::parameter;
  Experiments experiments = Experiments::parameter;
  ScaleDependence scale_dependence = ScaleDependence::parameter;
  EfficiencyStocks efficiency_stocks = EfficiencyStocks::two;
  Innovation innovation = Innovation::smooth;
  bool automation = false;
  bool safety_race = false;

  /// Parameters as the switches set them.
  Parameters apply(Parameters parameters) const;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.substitution, Field{.name = "substitution",
                                   .doc = "people and experiments: parameter (research_substitution), complements "
                                          "(elasticity 0.3), central (0.88), "
                                          "substitutes (2.6)"});
    visit(self.experiments,
          Field{.name = "experiments",
                .doc = "what an experiment costs: parameter (near_frontier_experiments), raw compute, near_frontier"});
    visit(self.scale_dependence,
          Field{.name = "scale_dependence",
                .doc = "efficiency that grows with scale: parameter (scale_dependence), none (0), weak (0.1), strong "
                       "(0.2)"});
    visit(self.efficiency_stocks,
          Field{.name = "efficiency_stocks",
                .doc = "two (pre- and post-training, each with its own returns) or one stock of both"});
    visit(self.innovation,
          Field{.name = "innovation", .doc = "own progress is smooth, or comes in lumps with the same expectation"});
    visit(self.automation, Field{.name = "automation", .doc = "AI does part of AI research"});
    visit(self.safety_race, Field{.name = "safety_race", .doc = "labs choose between safe and fast development"});
  }
};

}  // namespace racesim
