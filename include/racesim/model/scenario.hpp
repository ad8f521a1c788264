#pragma once
// A scenario as plain data, every default filled in: what the reader makes of a YAML file and what a run needs.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "racesim/core/uncertain.hpp"
#include "racesim/model/catalogue.hpp"
#include "racesim/model/chips.hpp"
#include "racesim/model/parameters.hpp"
#include "racesim/model/policies.hpp"
#include "racesim/model/structure.hpp"

namespace racesim {

/// First and last month of a run, both simulated.
struct Clock {
  Month start = Month::of(2022, 1);
  Month end = Month::of(2030, 12);

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.start, Field{.name = "start", .doc = "first month simulated"});
    visit(self.end, Field{.name = "end", .doc = "last month simulated"});
  }
};

/// How much of a run is kept.
enum class Record { summary, standard, full };
std::span<const std::string_view> enum_names(Record);

/// A preset that was laid over the scenario; the preset's file enters itself.
struct AppliedPreset {
  std::string name;
  std::string title;
  std::vector<std::string> sources;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.name, Field{.name = "name", .doc = "name of the preset", .required = true});
    visit(self.title, Field{.name = "title", .doc = "one line"});
    visit(self.sources, Field{.name = "sources", .doc = "where its values come from"});
  }
};

/// A way of making models: new, or held by everybody from the start where it arrives no later than the clock starts.
struct Paradigm : Sourced {
  std::string name;
  std::optional<Month> arrives;
  double hazard = 0;
  std::optional<Month> earliest;
  std::string pioneer;
  double jump_mean = 5;
  double jump_sd = 2;
  std::optional<double> pre_training_growth;
  std::optional<double> post_training_growth;
  std::optional<double> ceiling;
  double compute_intensity = 1;
  std::optional<double> compute_ceiling;
  double competence_destruction = 0;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.name, Field{.name = "name", .doc = "name of the paradigm", .required = true});
    visit(self.arrives, Field{.name = "arrives",
                              .doc = "month of arrival; none: by hazard; at or before the start: held by every lab"});
    visit(self.hazard, Field{.name = "hazard",
                             .unit = "1/yr",
                             .lower = 0,
                             .upper = 100,
                             .doc = "rate of arrival where no month is given"});
    visit(self.earliest, Field{.name = "earliest", .doc = "first month in which the hazard holds; none: the start"});
    visit(self.pioneer, Field{.name = "pioneer", .doc = "lab that perceives it at once"});
    visit(self.jump_mean,
          Field{.name = "jump_mean", .unit = "ECI", .lower = 0, .upper = 100, .doc = "level jump, mean over runs"});
    visit(self.jump_sd, Field{.name = "jump_sd",
                              .unit = "ECI",
                              .lower = 0,
                              .upper = 100,
                              .doc = "level jump, standard deviation over runs"});
    visit(self.pre_training_growth,
          Field{.name = "pre_training_growth",
                .unit = "ln/yr",
                .lower = 0,
                .upper = 10,
                .doc = "growth of pre-training efficiency of the reference lab under it; none: as before it"});
    visit(self.post_training_growth,
          Field{.name = "post_training_growth",
                .unit = "ln/yr",
                .lower = 0,
                .upper = 10,
                .doc = "growth of post-training efficiency of the reference lab under it; none: as before it"});
    visit(
        self.ceiling,
        Field{.name = "ceiling", .unit = "ln", .lower = 0.01, .upper = 1000, .doc = "ln A at which own progress ends"});
    visit(self.compute_intensity, Field{.name = "compute_intensity",
                                        .symbol = "gamma",
                                        .lower = 0,
                                        .upper = 2,
                                        .doc = "weight of distance in ln FLOP; 0.5: compute counts half"});
    visit(self.compute_ceiling, Field{.name = "compute_ceiling",
                                      .unit = "FLOP",
                                      .lower = 1e20,
                                      .upper = 1e40,
                                      .doc = "size of a run beyond which more compute adds nothing"});
    visit(self.competence_destruction, Field{.name = "competence_destruction",
                                             .lower = 0,
                                             .upper = 1,
                                             .doc = "share of a lab's positive ln A that adopting it costs"});
    Sourced::describe(self, visit);
  }
};

/// Weights of edges between labs of one channel: within a bloc and across blocs. In-edges of a lab sum to 1 (espionage:
/// out-edges of a lab sum to 1), so that rates are per lab and not per pair.
struct ChannelWeights {
  double within = 1;
  double across = 1;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.within, Field{.name = "within", .lower = 0, .upper = 100, .doc = "weight of a source in the same bloc"});
    visit(self.across, Field{.name = "across", .lower = 0, .upper = 100, .doc = "weight of a source in another bloc"});
  }
};

/// The network among named labs.
struct NetworkRules {
  ChannelWeights publication{1, 1};
  ChannelWeights open_weights{1, 1};
  ChannelWeights talent{1, 0.1};
  ChannelWeights distillation{1, 1};
  ChannelWeights espionage{0, 1};

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.publication, Field{.name = "publication", .doc = "papers and reports"});
    visit(self.open_weights, Field{.name = "open_weights", .doc = "open models"});
    visit(self.talent, Field{.name = "talent", .doc = "people who move"});
    visit(self.distillation, Field{.name = "distillation", .doc = "models that teach models"});
    visit(self.espionage, Field{.name = "espionage", .doc = "secrets taken"});
  }
};

enum class Graph { scale_free, small_world };
std::span<const std::string_view> enum_names(Graph);

/// A generated population of small developers.
struct Population {
  std::int64_t developers = 0;
  Graph graph = Graph::scale_free;
  std::int64_t links = 4;
  double rewiring = 0.1;
  std::int64_t bases = 3;
  double median_budget = 2000;
  double budget_tail = 1.2;
  double staff = 2;
  double openness_propensity = 3;
  double publishing = 0.5;
  double log_a_gap = 1.5;
  std::vector<double> bloc_shares;

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.developers, Field{.name = "developers", .lower = 0, .upper = 1000000, .doc = "number of developers"});
    visit(self.graph,
          Field{.name = "graph",
                .doc = "who follows whom: scale_free (preferential attachment) or small_world (ring with rewiring)"});
    visit(self.links, Field{.name = "links", .lower = 1, .upper = 64, .doc = "developers each developer follows"});
    visit(self.rewiring,
          Field{.name = "rewiring", .lower = 0, .upper = 1, .doc = "share of small-world links rewired"});
    visit(
        self.bases,
        Field{
            .name = "bases", .lower = 0, .upper = 16, .doc = "named labs whose open weights each developer builds on"});
    visit(self.median_budget, Field{.name = "median_budget",
                                    .unit = "USD/month",
                                    .lower = 0,
                                    .upper = 1e9,
                                    .doc = "median money for rented compute"});
    visit(self.budget_tail,
          Field{.name = "budget_tail", .lower = 0.2, .upper = 10, .doc = "Pareto exponent of the budgets"});
    visit(self.staff,
          Field{.name = "staff", .unit = "people", .lower = 0.1, .upper = 1e4, .doc = "people per developer"});
    visit(self.openness_propensity, Field{.name = "openness_propensity",
                                          .id = "openness",
                                          .unit = "log-odds",
                                          .lower = -20,
                                          .upper = 20,
                                          .doc = "propensity to release openly"});
    visit(self.publishing, Field{.name = "publishing", .lower = 0, .upper = 1, .doc = "share of methods published"});
    visit(self.log_a_gap, Field{.name = "log_a_gap",
                                .unit = "ln",
                                .lower = -10,
                                .upper = 20,
                                .doc = "ln A behind the frontier at the start"});
    visit(self.bloc_shares, Field{.name = "bloc_shares",
                                  .lower = 0,
                                  .upper = 1,
                                  .doc = "share of developers per bloc, in the order of the blocs; none: equal"});
  }
};

struct Scenario {
  std::string format;
  std::string name;
  std::string title;
  std::string question;
  std::vector<std::string> sources;
  std::string expectation;
  std::vector<AppliedPreset> presets;
  Clock clock;
  Month data_start = Month::of(2022, 1);
  Month data_end = Month::of(2024, 12);
  std::uint64_t seed = 20221007;
  std::int64_t replicates = 100;
  Record record = Record::standard;
  std::string leader = "US";
  std::string follower = "China";
  std::vector<Bloc> blocs;
  std::vector<BlocPoint> bloc_paths;
  std::vector<BlocPoint> domestic_supply;
  std::vector<Sector> sectors;
  std::vector<ChipClass> chips;
  std::vector<ChipPrice> chip_prices;
  std::vector<SupplyRate> supply;
  std::vector<Lab> labs;
  std::vector<LabPoint> lab_paths;
  std::vector<InitialStock> initial_stock;
  std::vector<Segment> segments;
  std::vector<SpendingPoint> spending;
  std::vector<Paradigm> paradigms;
  NetworkRules network;
  Structure structure;
  Population population;
  std::vector<Policy> policies;
  Uncertain<Parameters> parameters;
  RankCorrelations correlations;
  bool resolved = false;

  int months() const { return clock.end - clock.start + 1; }

  template <class Self, class Visitor>
  static void describe(Self& self, Visitor&& visit) {
    visit(self.format, Field{.name = "format", .doc = "racesim-scenario/2", .required = true});
    visit(self.name, Field{.name = "name", .doc = "short name, used for the result file", .required = true});
    visit(self.title, Field{.name = "title", .doc = "one line"});
    visit(self.question, Field{.name = "question", .doc = "what the scenario asks"});
    visit(self.sources, Field{.name = "sources", .doc = "where its dates and numbers come from"});
    visit(self.expectation, Field{.name = "expectation", .doc = "what one would expect and why"});
    visit(self.presets, Field{.name = "presets", .doc = "presets laid over the scenario; their files enter them"});
    visit(self.clock, Field{.name = "clock", .doc = "months simulated"});
    visit(self.data_start,
          Field{.name = "data_start",
                .doc = "month that the initial stock and the traits of labs are of: a run starts there"});
    visit(self.data_end,
          Field{.name = "data_end", .doc = "last month whose inputs are measured; growth parameters hold after it"});
    visit(self.seed, Field{.name = "seed", .doc = "seed of the study, from which all random numbers derive"});
    visit(
        self.replicates,
        Field{.name = "replicates", .lower = 1, .upper = 100000000, .doc = "runs that differ in random numbers only"});
    visit(self.record, Field{.name = "record", .doc = "how much of a run is kept"});
    visit(self.leader, Field{.name = "leader", .doc = "bloc that is compared"});
    visit(self.follower, Field{.name = "follower", .doc = "bloc that it is compared with"});
    visit(self.blocs, Field{.name = "blocs", .doc = "blocs", .required = true});
    visit(self.bloc_paths, Field{.name = "bloc_paths", .doc = "measured paths of blocs"});
    visit(self.domestic_supply,
          Field{.name = "domestic_supply", .doc = "measured inputs of the blocs' own chip lines"});
    visit(self.sectors, Field{.name = "sectors", .doc = "sectors that take up AI; none: adoption is left out"});
    visit(self.chips, Field{.name = "chips", .doc = "chip classes", .required = true});
    visit(self.chip_prices, Field{.name = "chip_prices", .doc = "measured prices of chips", .required = true});
    visit(self.supply, Field{.name = "supply", .doc = "measured world supply by vendor", .required = true});
    visit(self.labs, Field{.name = "labs", .doc = "labs and other owners", .required = true});
    visit(self.lab_paths, Field{.name = "lab_paths", .doc = "measured staff and chip budgets", .required = true});
    visit(self.initial_stock, Field{.name = "initial_stock", .doc = "chips held at the start"});
    visit(self.segments, Field{.name = "segments", .doc = "segments of the demand for models; none: no market"});
    visit(self.spending, Field{.name = "spending", .doc = "measured spending of the segments, bloc by bloc"});
    visit(self.paradigms, Field{.name = "paradigms", .doc = "new ways of making models"});
    visit(self.network, Field{.name = "network", .doc = "who learns from whom"});
    visit(self.structure, Field{.name = "structure", .doc = "switches: which form of the equations runs"});
    visit(self.population, Field{.name = "population", .doc = "generated small developers"});
    visit(self.policies, Field{.name = "policies", .doc = "policies by date"});
    visit(self.parameters, Field{.name = "parameters", .doc = "values or distributions of parameters"});
    visit(self.correlations, Field{.name = "correlations", .doc = "rank correlations of uncertain parameters"});
    visit(
        self.resolved,
        Field{.name = "resolved",
              .doc = "true: `racesim show` wrote the file, in which numbers that equal their default were not given"});
  }
};

/// True when the scenario measures a domestic chip line of the bloc: its chips take the domestic route.
bool makes_chips(const Scenario& scenario, std::string_view bloc);

/// Address of the random numbers of generated developer k: above the 31-bit ids of named labs, so that they never meet.
constexpr std::uint32_t developer_agent(std::int64_t k) { return 0x80000000u + static_cast<std::uint32_t>(k); }

}  // namespace racesim
