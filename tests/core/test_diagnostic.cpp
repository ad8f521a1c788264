#include "racesim/core/diagnostic.hpp"

#include "support/catch.hpp"

using namespace racesim;

TEST_CASE("a diagnostic says place, severity, message and hint, and leaves out what it does not know") {
  Diagnostic d{Diagnostic::Severity::error, {"a.yaml", 3, 7}, "unknown key \"sed\"", "did you mean \"seed\"?"};
  CHECK(to_string(d) == "a.yaml:3:7: error: unknown key \"sed\" (did you mean \"seed\"?)");
  d.hint.clear();
  d.mark.column = 0;
  CHECK(to_string(d) == "a.yaml:3: error: unknown key \"sed\"");
  d.mark.line = 0;
  d.severity = Diagnostic::Severity::warning;
  CHECK(to_string(d) == "a.yaml: warning: unknown key \"sed\"");
  d.mark = {};
  CHECK(to_string(d) == "warning: unknown key \"sed\"");
}

TEST_CASE("diagnostics come by file in order of mention, then by line and column, without duplicates") {
  Diagnostics diagnostics;
  diagnostics.error({"b.yaml", 9, 1}, "late");
  diagnostics.error({"a.yaml", 1, 1}, "other file");
  diagnostics.warning({"b.yaml", 2, 5}, "early, right");
  diagnostics.error({"b.yaml", 2, 4}, "early, left");
  diagnostics.error({"b.yaml", 2, 4}, "early, left");
  std::vector<std::string> messages;
  for (const Diagnostic& d : diagnostics.sorted()) messages.push_back(d.message);
  CHECK(messages == std::vector<std::string>{"early, left", "early, right", "late", "other file"});
}

TEST_CASE("warnings alone are no errors") {
  Diagnostics diagnostics;
  diagnostics.warning({}, "odd");
  CHECK_FALSE(diagnostics.has_errors());
  diagnostics.error({}, "wrong");
  CHECK(diagnostics.has_errors());
}

TEST_CASE("an input error's text holds every diagnostic on its own line") {
  const InputError error(
      {{Diagnostic::Severity::error, {"a", 1, 1}, "x", ""}, {Diagnostic::Severity::error, {"a", 2, 1}, "y", "z"}});
  CHECK(std::string(error.what()) == "a:1:1: error: x\na:2:1: error: y (z)");
  CHECK(error.diagnostics().size() == 2);
}

TEST_CASE("did-you-mean names the nearest word and is silent when none is near") {
  const std::vector<std::string> allowed = {"seed", "replicates", "clock", "H100", "H20"};
  CHECK(did_you_mean("sede", allowed) == "did you mean \"seed\"?");  // neighbours swapped: one edit
  CHECK(did_you_mean("replicate", allowed) == "did you mean \"replicates\"?");
  CHECK(did_you_mean("CLOCK", allowed) == "did you mean \"clock\"?");  // case costs nothing
  CHECK(did_you_mean("h200", allowed) == "did you mean \"H100\"?");
  CHECK(did_you_mean("policies", allowed).empty());
  CHECK(did_you_mean("x", allowed).empty());
  CHECK(did_you_mean("", allowed).empty());
  CHECK(did_you_mean(std::string(100000, 'a'), allowed).empty());
  const std::vector<std::string> paths = {"research.noise", "scarcity.tau", "valuation.tau"};
  CHECK(same_end("tau", paths) == "did you mean \"scarcity.tau\" or \"valuation.tau\"?");
  CHECK(same_end("nose", paths).empty());
  CHECK(did_you_mean_path("capital.noise", paths) == "did you mean \"research.noise\"?");
  CHECK(did_you_mean_path("research.nose", paths) == "did you mean \"research.noise\"?");
  CHECK(did_you_mean_path("nose", paths) == "did you mean \"research.noise\"?");
  CHECK(did_you_mean_path("something else", paths).empty());
}

TEST_CASE("a list of the allowed is cut after a dozen") {
  CHECK(list_allowed(std::vector<std::string>{"a", "b"}) == "allowed: a, b");
  CHECK(list_allowed(std::vector<std::string>(15, "k")) == "allowed: k, k, k, k, k, k, k, k, k, k, k, k, and 3 more");
}
