#pragma once
// The vocabulary in which every number of racesim declares itself: a parameter, a chip property, a policy option and a
// scenario key are each described once, and reader, checks, defaults, schema, help and documentation derive from it.
//
// A described struct has plain members with default initialisers and one static function that visits them in order:
//
//   struct Scarcity {
//     double tau = 9.0;
//     template <class Self, class Visitor> static void describe(Self& self, Visitor&& visit) {
//       visit(self.tau, Field{.name = "time_constant", .symbol = "tau_s", .unit = "month", .lower = 1, .upper = 60,
//                             .prior = Prior::lognormal(4, 18), .source = "judgement", .doc = "time over which ..."});
//     }
//   };
//
// `Self` is deduced, so the same function serves reading (non-const) and writing (const). The default is the value of a
// default-constructed object: it is said nowhere else.
#include <limits>
#include <string_view>

namespace racesim {

/// How well a number is founded.
enum class Confidence {
  verified,   ///< V: read in the source itself
  excerpt,    ///< E: excerpt, abstract or press only
  derived,    ///< D: derived from verified figures
  judgement,  ///< J: judgement; give it a wide prior and say so
};

/// One letter as the documents and the catalogue use it: V, E, D or J.
constexpr char letter(Confidence c) { return "VEDJ"[static_cast<int>(c)]; }

/// The uncertainty of a parameter as its 10 % and 90 % quantiles; `none` for what is known or a matter of definition.
struct Prior {
  enum class Shape { none, normal, lognormal, uniform, loguniform };
  Shape shape = Shape::none;
  double p10 = 0;
  double p90 = 0;
  static constexpr Prior normal(double p10, double p90) { return {Shape::normal, p10, p90}; }
  static constexpr Prior lognormal(double p10, double p90) { return {Shape::lognormal, p10, p90}; }
  static constexpr Prior uniform(double p10, double p90) { return {Shape::uniform, p10, p90}; }
  static constexpr Prior loguniform(double p10, double p90) { return {Shape::loguniform, p10, p90}; }
};

inline constexpr double infinity = std::numeric_limits<double>::infinity();

/// What is said of one member of a described struct. Not every entry applies to every type: texts have no range.
struct Field {
  std::string_view name;         ///< snake_case key in YAML, HDF5 and on the command line
  std::string_view id = "";      ///< first name ever, where it is another: readers accept it
  std::string_view symbol = "";  ///< letter in the documents' equations
  std::string_view unit = "1";   ///< unit of the stored number, see units.hpp; "1" is dimensionless
  double lower = -infinity;      ///< smallest admissible value, inclusive
  double upper = infinity;       ///< largest admissible value, inclusive
  Prior prior = {};              ///< central 80 % of belief
  Confidence confidence = Confidence::judgement;
  std::string_view source = "";  ///< where the default and the prior come from; empty for non-parameters
  std::string_view doc = "";     ///< one phrase, no full stop
  bool required = false;         ///< true: the key must be given, there is no sensible default
  /// What a text, or each of a list, names: "bloc", "buyer", "lab", "chip", "vendor", "sector", "bloc or buyer" or
  /// "lab or bloc"; empty: nothing that must exist.
  std::string_view refers_to = "";
};

}  // namespace racesim
