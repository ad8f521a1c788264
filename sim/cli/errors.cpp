#include "errors.hpp"

#include <cstdio>

#include <fmt/format.h>

#include "racesim/report/findings.hpp"
#include "terminal.hpp"

namespace racesim {

void report(std::span<const Diagnostic> findings, const std::map<std::string, std::string>& texts) {
  std::fputs(describe(findings, texts, may_colour(2)).c_str(), stderr);
}

void report_error(const std::string& message) {
  std::fputs(fmt::format("racesim: {} {}\n", inked("error:", Ink::red, may_colour(2)), message).c_str(), stderr);
}

void note(const std::string& message) { std::fputs(fmt::format("racesim: {}\n", message).c_str(), stderr); }

}  // namespace racesim
