#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "racesim/core/math.hpp"
#include "racesim/io/scalars.hpp"

namespace racesim {
namespace {

constexpr double quarter_sd = 0.25;  // how far a centre may lie from the middle of its 10 and 90 % quantiles

/// Reads the shape of one distribution; every function returns nothing after adding a diagnostic.
class ShapeReader {
 public:
  ShapeReader(const Node& node, const Field& field, Diagnostics& diagnostics)
      : node_(node), field_(field), keys_(node, diagnostics), diagnostics_(diagnostics) {}

  std::optional<UncertainValue> read() {
    const std::size_t errors = diagnostics_.error_count();
    const auto kind = read_kind();
    if (!kind) return std::nullopt;
    const Node* source = keys_.take("source");
    const Node* central = keys_.take("central");
    UncertainValue result;
    if (source) result.source = read_text(*source, Field{.name = "source"}, diagnostics_).value_or("");
    std::optional<Distribution> whole = read_shape(*kind);
    const double low = truncation("low", field_.lower, *kind);
    const double high = truncation("high", field_.upper, *kind);
    keys_.finish();
    if (central) result.central = read_number(*central, field_, diagnostics_).value_or(0);
    if (!whole || diagnostics_.error_count() > errors) return std::nullopt;
    result.distribution = restricted(*whole, low, high);
    if (!result.distribution) return std::nullopt;
    const double middle = whole->central();
    if (!central) result.central = middle >= low && middle <= high ? middle : result.distribution->central();
    return result;
  }

 private:
  using Kind = Distribution::Kind;

  std::optional<Kind> read_kind() {
    std::vector<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(Kind::empirical); ++i) names.push_back(name(static_cast<Kind>(i)));
    const Node* dist = keys_.take("dist");
    if (!dist) {
      diagnostics_.error(
          node_.mark,
          fmt::format("\"{}\" must be a number or a distribution, found a map without \"dist\"", field_.name),
          list_allowed(std::vector<std::string>(names.begin(), names.end())));
      return std::nullopt;
    }
    const auto index = read_choice(*dist, Field{.name = "dist"}, names, diagnostics_);
    return index ? std::optional(static_cast<Kind>(*index)) : std::nullopt;
  }

  std::optional<Distribution> read_shape(Kind kind) {
    switch (kind) {
      case Kind::fixed: return fixed();
      case Kind::normal: return normal();
      case Kind::lognormal: return lognormal();
      case Kind::uniform:
      case Kind::loguniform: return between(kind);
      case Kind::triangular: return triangular();
      case Kind::beta: return beta();
      case Kind::discrete: return discrete();
      case Kind::empirical: return empirical();
    }
    return std::nullopt;
  }

  /// A number in the parameter's unit; `ranged` when it must be an admissible value itself.
  std::optional<double> number(std::string_view key, bool ranged, bool required = true) {
    const Node* value = keys_.take(Field{.name = key, .doc = "needed by this distribution", .required = required});
    Field field{.name = key, .unit = field_.unit};
    if (ranged) field.lower = field_.lower, field.upper = field_.upper;
    return value ? read_number(*value, field, diagnostics_) : std::nullopt;
  }
  /// A positive number without unit, or in the parameter's.
  std::optional<double> positive(std::string_view key, std::string_view unit, double upper = infinity) {
    const Node* value = keys_.take(Field{.name = key, .doc = "needed by this distribution", .required = true});
    if (!value) return std::nullopt;
    const auto read = read_number(*value, Field{.name = key, .unit = unit, .upper = upper}, diagnostics_);
    if (!read || *read > 0) return read;
    diagnostics_.error(value->mark, fmt::format("\"{}\" must be positive, found {}", key, found(*value)));
    return std::nullopt;
  }
  bool has(std::string_view key) const { return node_.find(key) != nullptr; }
  std::optional<Distribution> refuse(std::string_view key, std::string message, std::string hint = "") {
    const Node* at = node_.find(key);
    diagnostics_.error(at ? at->mark : node_.mark, std::move(message), std::move(hint));
    return std::nullopt;
  }

  std::optional<Distribution> fixed() {
    const auto value = number("value", true);
    return value ? std::optional(Distribution::fixed(*value)) : std::nullopt;
  }

  std::optional<Distribution> normal() {
    if (!has("p10") && !has("p90")) {
      const auto mean = number("mean", true);
      const auto sd = positive("sd", field_.unit);
      return mean && sd ? std::optional(Distribution::normal(*mean, *sd)) : std::nullopt;
    }
    const auto mean = number("mean", true, false);
    const auto p10 = number("p10", false);
    const auto p90 = number("p90", false);
    if (!p10 || !p90 || (has("mean") && !mean)) return std::nullopt;
    if (*p10 >= *p90) return refuse("p90", "\"p90\" must be above \"p10\"");
    Distribution d = Distribution::normal_by_quantiles(*p10, *p90);
    if (!mean) return d;
    if (std::fabs(*mean - d.a) > quarter_sd * d.b) {
      return refuse("mean", fmt::format("mean {} does not fit p10 and p90, whose middle is {:.6g}", *mean, d.a),
                    "leave one of them out, or give what a plain run shall use as \"central\"");
    }
    d.a = *mean;
    return d;
  }

  std::optional<Distribution> lognormal() {
    if (!has("p10") && !has("p90")) {
      const auto median = number("median", true);
      const auto sigma = positive("sigma", "1", 20);
      if (!median || !sigma) return std::nullopt;
      if (*median <= 0) return refuse("median", "the median of a lognormal must be positive");
      return Distribution::lognormal(*median, *sigma);
    }
    const auto median = number("median", true, false);
    const auto p10 = number("p10", false);
    const auto p90 = number("p90", false);
    if (!p10 || !p90 || (has("median") && !median)) return std::nullopt;
    if (*p10 <= 0) return refuse("p10", "quantiles of a lognormal must be positive");
    if (*p10 >= *p90) return refuse("p90", "\"p90\" must be above \"p10\"");
    Distribution d = Distribution::lognormal_by_quantiles(*p10, *p90);
    if (!median) return d;
    if (std::fabs(math::log(*median / d.a)) > quarter_sd * d.b || *median <= 0) {
      return refuse("median", fmt::format("median {} does not fit p10 and p90, whose middle is {:.6g}", *median, d.a),
                    "leave one of them out, or give what a plain run shall use as \"central\"");
    }
    d.a = *median;
    return d;
  }

  std::optional<Distribution> between(Kind kind) {
    const auto low = number("low", true);
    const auto high = number("high", true);
    if (!low || !high) return std::nullopt;
    if (*low >= *high) return refuse("high", "\"high\" must be above \"low\"");
    if (kind == Kind::uniform) return Distribution::uniform(*low, *high);
    if (*low <= 0) return refuse("low", "the bounds of a loguniform must be positive");
    return Distribution::loguniform(*low, *high);
  }

  std::optional<Distribution> triangular() {
    const auto low = number("low", true);
    const auto mode = number("mode", true);
    const auto high = number("high", true);
    if (!low || !mode || !high) return std::nullopt;
    if (*low >= *high) return refuse("high", "\"high\" must be above \"low\"");
    if (*mode < *low || *mode > *high) return refuse("mode", "\"mode\" must lie between \"low\" and \"high\"");
    return Distribution::triangular(*low, *mode, *high);
  }

  std::optional<Distribution> beta() {
    constexpr double largest_shape = 1e4;
    const auto alpha = positive("alpha", "1", largest_shape);
    const auto shape_beta = positive("beta", "1", largest_shape);
    const auto low = has("low") ? number("low", true) : std::optional(0.0);
    const auto high = has("high") ? number("high", true) : std::optional(1.0);
    if (!alpha || !shape_beta || !low || !high) return std::nullopt;
    if (std::min(*alpha, *shape_beta) < 0.01) return refuse("alpha", "the shapes of a beta must be at least 0.01");
    if (*low >= *high) return refuse("high", "\"high\" must be above \"low\"");
    return Distribution::beta(*alpha, *shape_beta, *low, *high);
  }

  std::optional<Distribution> discrete() {
    const auto values = numbers("values", field_);
    if (!values) return std::nullopt;
    if (!has("weights")) {
      keys_.take("weights");
      return Distribution::discrete(*values, std::vector<double>(values->size(), 1.0));
    }
    const auto weights = numbers("weights", Field{.name = "weights", .lower = 1e-12, .upper = 1e12});
    if (!weights) return std::nullopt;
    if (weights->size() != values->size()) {
      return refuse("weights", fmt::format("{} weights for {} values", weights->size(), values->size()));
    }
    return Distribution::discrete(*values, *weights);
  }

  std::optional<Distribution> empirical() {
    const auto values = numbers("values", field_);
    return values ? std::optional(Distribution::empirical(*values)) : std::nullopt;
  }

  std::optional<std::vector<double>> numbers(std::string_view key, const Field& of) {
    const Node* list = keys_.take(Field{.name = key, .doc = "needed by this distribution", .required = true});
    if (!list) return std::nullopt;
    if (!list->is_list() || list->items.empty()) {
      diagnostics_.error(list->mark, fmt::format("\"{}\" must be a list of numbers, found {}", key, found(*list)));
      return std::nullopt;
    }
    std::vector<double> values;
    for (const Node& item : list->items) {
      if (const auto value = read_number(item, of, diagnostics_)) values.push_back(*value);
    }
    return values.size() == list->items.size() ? std::optional(values) : std::nullopt;
  }

  /// Bound of a kind that reaches to infinity; for the others the field's range, as `low` and `high` are their support.
  double truncation(std::string_view key, double bound, Kind kind) {
    if (kind != Kind::normal && kind != Kind::lognormal) return bound;
    return number(key, true, false).value_or(bound);
  }

  std::optional<Distribution> restricted(const Distribution& whole, double low, double high) {
    constexpr double least = 1e-6;  // probability that must be left
    if (low >= high) return refuse("high", "\"high\" must be above \"low\"");
    const Distribution result = whole.truncated(low, high);
    if (result.u_high - result.u_low >= least) return result;
    return refuse(
        "dist", fmt::format("the distribution of \"{}\" has no probability between {} and {}", field_.name, low, high));
  }

  const Node& node_;
  const Field& field_;
  MapReader keys_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::optional<UncertainValue> read_uncertain(const Node& node, const Field& field, Diagnostics& diagnostics) {
  if (node.is_map()) return ShapeReader(node, field, diagnostics).read();
  const auto value = read_number(node, field, diagnostics);
  return value ? std::optional(UncertainValue{.central = *value}) : std::nullopt;
}

}  // namespace racesim
