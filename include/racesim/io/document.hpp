#pragma once
// From files to one tree: `extends`, merging and `--set`.
#include <optional>
#include <span>
#include <string>

#include "racesim/io/files.hpp"
#include "racesim/io/former_keys.hpp"
#include "racesim/io/node.hpp"

namespace racesim {

/// Reads a document with everything it extends: maps merge deeply, the extending file wins, lists and distributions
/// replace, `key: !delete` removes. `format` (say "racesim-scenario/2") must be the value of its key `format`; files it
/// extends may leave the key out. Earlier numbers of the format are read too, with one warning. The key `extends` is
/// not part of the result. `presets` are paths of files that are laid on it in order, as if they stood last in its
/// `extends` and wrote after it; their mark is ("--preset", number of the preset). Former keys are moved in each file
/// by itself. Nothing when there was an error.
std::optional<Node> read_document(const std::string& path, const std::string& format, Files& files,
                                  Diagnostics& diagnostics, std::span<const std::string> presets = {},
                                  std::span<const FormerKey> former = {});

/// The table that a scalar names: a `.csv` or `.yaml` file relative to the file in which the scalar stands.
std::optional<Node> read_table(const Node& path, Files& files, Diagnostics& diagnostics);
/// True for a scalar that ends in .csv, .yaml or .yml.
bool names_table(const Node& node);

/// Lays `over` on `base`. A map laid on the path of a table changes the table's rows: of one with names by name, of any
/// other list by `remove` (patterns of the rows that go) and `add` (rows that come behind the others).
void merge(Node& base, const Node& over, Files& files, Diagnostics& diagnostics);

/// Applies `--set key.path=value` options in order. A segment is a key, or `[index]` or `[name]` of a list or table;
/// the value is YAML and is merged like an extending file. Marks: file "--set", line = number of the option.
void apply_overrides(Node& root, std::span<const std::string> options, Files& files, Diagnostics& diagnostics,
                     std::span<const FormerKey> former = {});

/// Reports every `!delete` that found nothing to take away.
void report_leftover_deletes(const Node& node, Diagnostics& diagnostics);

}  // namespace racesim
