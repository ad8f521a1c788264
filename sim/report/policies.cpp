// The instruments a scenario can use, with their options.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "racesim/core/text.hpp"
#include "racesim/io/scenario_io.hpp"
#include "racesim/report/listing.hpp"
#include "racesim/report/markdown.hpp"

namespace racesim {

namespace {

using Json = nlohmann::ordered_json;

struct OptionRow {
  std::string name, type, unit, default_value, range, doc;
  bool required = false;
};

struct PolicyRow {
  std::string name, doc;
  std::vector<OptionRow> own;
};

template <class T>
std::string type_word() {
  if constexpr (Optional<T>)
    return type_word<typename T::value_type>();
  else if constexpr (List<T>)
    return "list of " + type_word<typename T::value_type>() + "s";
  else if constexpr (std::same_as<T, double>)
    return "number";
  else if constexpr (std::same_as<T, bool>)
    return "true or false";
  else if constexpr (std::same_as<T, Month>)
    return "month";
  else if constexpr (std::same_as<T, Condition>)
    return "condition";
  else
    return "name";
}

/// The options of a type, but for those called like one in `known`.
template <class T>
std::vector<OptionRow> options_of(const std::vector<OptionRow>& known) {
  std::vector<OptionRow> rows;
  const T defaults{};
  T::describe(defaults, [&](const auto& member, const Field& field) {
    if (std::ranges::find(known, field.name, &OptionRow::name) != known.end()) return;
    using Member = std::remove_cvref_t<decltype(member)>;
    const Node value = TreeWriter().write(member, field);
    rows.push_back({.name = std::string(field.name),
                    .type = type_word<Member>(),
                    .unit = field.unit == "1" ? "" : std::string(field.unit),
                    .default_value = field.required || !value.is_scalar() ? "" : value.text,
                    .range = range_text(field.lower, field.upper),
                    .doc = std::string(field.doc),
                    .required = field.required});
  });
  return rows;
}

std::vector<OptionRow> shared_options() { return options_of<PolicyDates>({}); }

std::vector<PolicyRow> all_policies() {
  std::vector<PolicyRow> rows;
  const auto shared = shared_options();
  const auto add = [&]<class T>(std::type_identity<T>) {
    rows.push_back({std::string(T::type_name), std::string(T::doc), options_of<T>(shared)});
  };
  [&]<class... Ts>(std::type_identity<std::variant<Ts...>>) {
    (add(std::type_identity<Ts>{}), ...);
  }(std::type_identity<Policy>{});
  return rows;
}

/// What an option takes when it is left out, in one word.
std::string need(const OptionRow& row) { return row.required ? "required" : row.default_value; }
std::string kind(const OptionRow& row) { return row.type + (row.unit.empty() ? "" : " [" + row.unit + "]"); }

std::string text_of(const std::string& title, const std::string& doc, const std::vector<OptionRow>& options,
                    bool colour) {
  std::string text = "\n" + inked(title, Ink::bold, colour) + "  " + doc + "\n";
  std::vector<std::vector<Cell>> rows;
  for (const OptionRow& row : options) {
    rows.push_back(
        {{"  " + row.name}, {kind(row), Ink::dim}, {need(row), row.required ? Ink::yellow : Ink::plain}, {row.doc}});
  }
  return text + in_columns(rows, {}, colour);
}

std::string as_text(bool colour) {
  std::string text = "Instruments of policy: option, type [unit], default, meaning. All share the first group.\n";
  text += text_of("every instrument", "its dates and its source", shared_options(), colour);
  for (const PolicyRow& policy : all_policies()) text += text_of(policy.name, policy.doc, policy.own, colour);
  return text;
}

Json json_of(const std::vector<OptionRow>& options) {
  Json all = Json::array();
  for (const OptionRow& row : options) {
    all.push_back({{"name", row.name},
                   {"type", row.type},
                   {"unit", row.unit},
                   {"required", row.required},
                   {"default", row.default_value},
                   {"range", row.range},
                   {"doc", row.doc}});
  }
  return all;
}

Json as_json() {
  Json types = Json::array();
  for (const PolicyRow& row : all_policies())
    types.push_back({{"type", row.name}, {"doc", row.doc}, {"options", json_of(row.own)}});
  return {{"shared_options", json_of(shared_options())}, {"policies", std::move(types)}};
}

std::string markdown_of(const std::vector<OptionRow>& options) {
  std::string table = "\n" + markdown_header({"option", "type", "default", "admissible", "meaning"});
  for (const OptionRow& row : options) {
    table += markdown_row({"`" + row.name + "`", kind(row), need(row), row.range, row.doc});
  }
  return table;
}

std::string as_markdown() {
  std::string page = "# Policies\n\n" + generated_by("policies --markdown") + R"(
A scenario lists its policies under `policies:`, each as its type with its options:

```yaml
policies:
  - export_rule: {name: first_ban, from: US, to: [China], at: 2022-10, deny: {tpp: ">= 4800"}, source: "..."}
```

## Every instrument
)";
  page += markdown_of(shared_options());
  for (const PolicyRow& row : all_policies()) {
    std::string doc = row.doc;
    doc[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(doc[0])));
    page += fmt::format("\n## {}\n\n{}.\n", row.name, doc) + markdown_of(row.own);
  }
  return page;
}

}  // namespace

Listing policy_listing() { return {as_text, as_json, as_markdown}; }

}  // namespace racesim
