#pragma once
// What one node means: a number in its unit, a month, a word of a list. Each function returns nothing after adding a
// diagnostic at the node; `field` gives name, unit and range.
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "racesim/core/field.hpp"
#include "racesim/core/uncertain.hpp"
#include "racesim/io/node.hpp"

namespace racesim {

/// A strict decimal in the field's unit or with another unit of its dimension, within the field's range.
std::optional<double> read_number(const Node& node, const Field& field, Diagnostics& diagnostics);
/// A whole number in [lowest, highest] and in the field's range.
std::optional<std::int64_t> read_integer(const Node& node, const Field& field, std::int64_t lowest,
                                         std::int64_t highest, Diagnostics& diagnostics);
/// A whole number from 0 to 2^64 - 1, within the field's range.
std::optional<std::uint64_t> read_unsigned(const Node& node, const Field& field, Diagnostics& diagnostics);
/// Any scalar as it is written.
std::optional<std::string> read_text(const Node& node, const Field& field, Diagnostics& diagnostics);
/// Place of a word in `names`.
std::optional<std::size_t> read_choice(const Node& node, const Field& field, std::span<const std::string_view> names,
                                       Diagnostics& diagnostics);

/// A value, or a distribution with the value a plain run uses.
struct UncertainValue {
  double central = 0;
  std::optional<Distribution> distribution = {};
  std::string source = {};
};
/// A number, or a map with `dist`; draws never leave the field's range.
std::optional<UncertainValue> read_uncertain(const Node& node, const Field& field, Diagnostics& diagnostics);

/// Reports correlated parameters that have no distribution, at `mark`.
void check_correlations(const RankCorrelations& correlations, const std::vector<UncertainParameter>& uncertain,
                        const Mark& mark, Diagnostics& diagnostics);

/// Picks the keys of a map one by one, then complains about those nobody asked for.
class MapReader {
 public:
  /// `map` must be a map; see expect_map.
  MapReader(const Node& map, Diagnostics& diagnostics) : map_(map), diagnostics_(diagnostics) {}
  /// Value of the field's key, or of its first name, with a warning; nullptr when neither is given (an error for a
  /// required one).
  const Node* take(const Field& field);
  /// Value of a key without a field.
  const Node* take(std::string_view key) { return take(Field{.name = key}); }
  /// did_you_mean among the keys taken so far.
  std::string nearest(const std::string& key) const { return did_you_mean(key, allowed_); }
  /// Reports unknown keys, with the ones taken so far as the allowed ones. `suggest` may know better what was meant.
  void finish(const std::function<std::string(const std::string&)>& suggest = {});

 private:
  const Node& map_;
  Diagnostics& diagnostics_;
  std::vector<std::string> allowed_;
  std::vector<std::string> former_;  ///< first names that were given
};

/// True when the node is a map, else a diagnostic that calls it `what`.
bool expect_map(const Node& node, std::string_view what, Diagnostics& diagnostics);
/// "the range 1 to 60 month" of a field, or "" when it has none.
std::string range_of(const Field& field);

}  // namespace racesim
