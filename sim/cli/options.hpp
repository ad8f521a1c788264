#pragma once
// Kinds of options that several subcommands have.
#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <CLI/CLI.hpp>

namespace racesim {

/// One word out of several.
CLI::Option* add_choice(CLI::App& command, const std::string& names, std::string& target,
                        std::span<const std::string_view> words, const std::string& doc);
/// A whole number in [lowest, highest].
CLI::Option* add_count(CLI::App& command, const std::string& names, std::uint32_t& target, std::uint32_t lowest,
                       std::uint32_t highest, const std::string& doc);
/// A time span: 90 (seconds), "10 min", 2h, 1:30:00.
CLI::Option* add_duration(CLI::App& command, const std::string& names, std::chrono::duration<double>& target,
                          const std::string& doc);

}  // namespace racesim
