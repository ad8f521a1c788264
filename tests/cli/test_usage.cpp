// How the program answers to what is typed: exit codes, words, which stream.
#include <nlohmann/json.hpp>

#include "program.hpp"
#include "racesim/io/result_layout.hpp"
#include "racesim/model/policies.hpp"
#include "support/catch.hpp"

using namespace racesim;
using Catch::Matchers::ContainsSubstring;

TEST_CASE(
    "common mistakes are answered with exact words on standard error, nothing on standard output, and exit code 2") {
  const Scratch here;
  const auto [words, message] = GENERATE(table<Words, std::string>({
      {{"chekc"}, "racesim: error: there is no command and no scenario file \"chekc\" (did you mean \"check\"?)\n"},
      {{"run"}, "racesim: error: SCENARIO is required (see racesim run --help)\n"},
      {{"run", "x.yaml", "--recrod", "full"},
       "racesim: error: racesim run has no option \"--recrod\" (did you mean \"--record\"?)\n"},
      {{"run", "x.yaml", "--record", "fll"},
       "racesim: error: --record: \"fll\" is none of summary, standard, full (see racesim run --help)\n"},
      {{"run", "x.yaml", "-j", "0"},
       "racesim: error: --threads: \"0\" is not a whole number from 1 to 4096 (see racesim run --help)\n"},
      {{"run", "x.yaml", "--max-walltime", "soon"},
       "racesim: error: --max-walltime: \"soon\" is no time (write for instance 90, \"10 min\", 2h or 1:30:00) (see "
       "racesim run --help)\n"},
      {{"x.yaml"}, "x.yaml: error: cannot read \"x.yaml\": there is no such file\n"},
      {{"check", scenarios + "baselin.yaml"},
       scenarios + "baselin.yaml: error: cannot read \"" + scenarios +
           "baselin.yaml\": there is no such file (did you mean \"baseline.yaml\"?)\n"},
      {{"params", "all"}, "racesim: error: \"all\" is one argument too many (see racesim params --help)\n"},
      {{"params", "--json", "--markdown"}, "racesim: error: --json excludes --markdown (see racesim params --help)\n"},
      {{"show", baseline, "--json"}, "racesim: error: --json requires --network (see racesim show --help)\n"},
      {{"check", baseline, "--set", "leader=USA"},
       "--set:1:8: error: unknown bloc \"USA\" (did you mean \"US\"?)\n    1 | leader=USA\n      |        ^\n"},
      {{"check", baseline, "--preset", "zero_catalist"},
       "--preset:1:1: error: there is no preset \"zero_catalist\" (did you mean \"zero_catalyst\"?)\n    1 | "
       "zero_catalist\n      | ^\n"},
      {{"scenarios", scenarios + "catalogue/history_policies.yaml"},
       scenarios +
           "catalogue/history_policies.yaml: error: this is neither a scenario nor a preset (a scenario has \"format: "
           "racesim-scenario/2\" and a name, a preset the key \"presets\")\n"},
      {{"scenarios"},
       "racesim: error: there is no directory \"scenarios\" here, and none is installed (name a directory)\n"},
      {{"run", baseline, baseline},
       baseline + ":3:7: error: two scenarios are called \"baseline\" (give each its own name)\n"
                  "    3 | name: baseline\n      |       ^\n"},
  }));
  const Ended ended = run_program(here.path(), words);
  CHECK(ended.err == message);
  CHECK(ended.out.empty());
  CHECK(ended.code == 2);
  CHECK(here.names().empty());
}

TEST_CASE(
    "a bad scenario is reported with all its errors, each on the line it stands, and others are checked all the same") {
  const Scratch here;
  std::ofstream(here / "bad.yaml") << "format: racesim-scenario/2\nextends: " << baseline
                                   << "\nname: bad\nfollower: Chna\nleader:   USA\n";
  const Ended ended = run_program(here.path(), {"check", "bad.yaml", baseline});
  CHECK(ended.code == 2);
  CHECK(ended.out == baseline + ": ok\n");
  CHECK(ended.err ==
        "bad.yaml:4:11: error: unknown bloc \"Chna\" (did you mean \"China\"?)\n    4 | follower: Chna\n      |        "
        "   ^\n"
        "bad.yaml:5:11: error: unknown bloc \"USA\" (did you mean \"US\"?)\n    5 | leader:   USA\n      |           "
        "^\n");
}

TEST_CASE("help names every command, the help of a command every option, and `help X` is `X --help`") {
  const Scratch here;
  const Ended top = run_program(here.path(), {"--help"});
  CHECK(top.code == 0);
  const std::map<std::string, Words> options = {
      {"run",
       {"--preset", "--set", "-R, --replicates", "--seed", "--record", "-o, --output", "--force", "--sample", "--first",
        "-j, --threads", "--max-walltime", "--json", "-n, --dry-run", "-q, --quiet", "-v, --verbose"}},
      {"compare",
       {"--reference", "--observable",     "--at",   "--break-even", "--level",      "--unpaired",   "--preset",
        "--set",       "-R, --replicates", "--seed", "--record",     "-o, --output", "--force",      "--sample",
        "--first",     "-j, --threads",    "--csv",  "--json",       "-q, --quiet",  "-v, --verbose"}},
      {"check", {"--preset", "--set"}},
      {"show", {"--preset", "--set", "--origin", "--units", "--rules", "--network", "--json", "--graphml"}},
      {"scenarios", {"PLACE ...", "--json", "--markdown"}},
      {"sensitivity",
       {"RESULT", "--outcome", "--scenario", "--minus", "--at", "--bloc", "--json", "--csv", "--method", "--over-time",
        "--resamples", "--level"}},
      {"discover", {"RESULT", "--outcome", "--minus", "--below", "--above", "--between", "--box", "--json", "--csv"}},
      {"params", {"--json", "--markdown", "--evidence", "--central"}},
      {"policies", {"--json", "--markdown"}},
      {"observables", {"--json", "--markdown"}},
      {"schema", {}},
      {"bench", {"--json", "--set"}},
      {"info", {"--json"}},
      {"cite", {"--bibtex"}},
      {"completion", {"bash|zsh|fish"}},
      {"man", {"--markdown"}}};
  for (const auto& [command, names] : options) {
    CHECK_THAT(top.out, ContainsSubstring("\n  " + command + " "));
    const Ended help = run_program(here.path(), {command, "--help"});
    CHECK(help.code == 0);
    CHECK(help.out == run_program(here.path(), {"help", command}).out);
    CHECK_THAT(help.out, ContainsSubstring("usage: racesim " + command));
    CHECK_THAT(help.out, ContainsSubstring("\nExamples\n  "));
    for (const std::string& name : names) CHECK_THAT(help.out, ContainsSubstring(name));
  }
}

TEST_CASE("tables, schema and info are the same as JSON") {
  const Scratch here;
  const auto json = [&](const Words& words) {
    const Ended ended = run_program(here.path(), words);
    CHECK(ended.code == 0);
    CHECK(ended.err.empty());
    return nlohmann::json::parse(ended.out);
  };
  const auto params = json({"params", "--json"});
  CHECK(params.size() > 50);
  for (const auto& row : params) CHECK_FALSE(row["source"].get<std::string>().empty());
  CHECK(json({"policies", "--json"})["policies"].size() == std::variant_size_v<Policy>);
  CHECK(json({"observables", "--json"})["observables"][0]["name"] == "eci_frontier");
  CHECK(json({"schema"})["properties"].contains("policies"));
  CHECK(json({"info", "--json"})["libraries"].contains("HDF5"));
}

TEST_CASE("a resolved scenario reads back to itself") {
  const Scratch here;
  const Ended first = run_program(here.path(), {"show", baseline, "--set", "seed=7"});
  CHECK(first.code == 0);
  CHECK_THAT(first.out, ContainsSubstring("\nseed: 7\n"));
  std::ofstream(here / "resolved.yaml") << first.out;
  CHECK(run_program(here.path(), {"show", "resolved.yaml"}).out == first.out);
}

TEST_CASE("a preset changes a scenario as extending it would, and what is shown says so") {
  const Scratch here;
  const Ended shown = run_program(here.path(), {"show", baseline, "--preset", "zero_catalyst", "--origin"});
  CHECK(shown.code == 0);
  const std::string file = scenarios + "presets/zero_catalyst.yaml";
  CHECK_THAT(shown.out, ContainsSubstring("\n    title: Scarcity does not raise research effort  # " + file + ":"));
  CHECK_THAT(shown.out, ContainsSubstring("    value: 0"));
  std::ofstream(here / "own.yaml") << "format: racesim-scenario/2\nextends: [" << baseline << ", " << file << "]\n";
  CHECK(run_program(here.path(), {"show", "own.yaml"}).out ==
        run_program(here.path(), {"show", baseline, "--preset", "zero_catalyst"}).out);
  CHECK(run_program(here.path(), {"show", "own.yaml", "--preset", file}).code == 0);
}

TEST_CASE("scenarios and presets are listed as text, JSON and page") {
  const Scratch here;
  const Ended text = run_program(here.path(), {"scenarios", scenarios});
  CHECK(text.code == 0);
  CHECK_THAT(text.out, ContainsSubstring("  baseline "));
  CHECK_THAT(text.out, ContainsSubstring("  zero_catalyst "));
  const auto json = nlohmann::json::parse(run_program(here.path(), {"scenarios", scenarios, "--json"}).out);
  CHECK(json["presets"].size() >= 5);
  for (const auto& entry : json["scenarios"]) {
    for (const char* key : {"name", "title", "question", "expectation", "sources"}) CHECK_FALSE(entry[key].empty());
  }
  const auto one = nlohmann::json::parse(run_program(here.path(), {"scenarios", baseline, "--json"}).out);
  CHECK(one["scenarios"].size() == 1);
  CHECK(one["scenarios"][0]["extends"] == nlohmann::json{"catalogue/history_policies.yaml"});
}

TEST_CASE("the rules in force are told chip by chip in periods") {
  const Scratch here;
  const Words no_rules = {"show", baseline, "--rules", "--set", "policies=[]"};
  CHECK(run_program(here.path(), no_rules).out.find("barred") == std::string::npos);
  const std::string veto =
      "policies=[{import_rule: {name: veto, by: China, at: 2022-10, until: 2023-01, compliance: 0.25, "
      "deny: {chip: A100}, source: test}}]";
  const Ended ended = run_program(
      here.path(), {"show", baseline, "--rules", "--set", "paradigms=[]", "--set", veto, "--set", "clock.end=2023-06"});
  CHECK(ended.code == 0);
  const std::size_t china = ended.out.find("\nChina\n");
  REQUIRE(china != std::string::npos);
  const std::size_t a100 = ended.out.find("  A100 ", china);
  REQUIRE(a100 != std::string::npos);
  std::string rows = ended.out.substr(a100, 300);
  rows.erase(std::unique(rows.begin(), rows.end(), [](char a, char b) { return a == ' ' && b == ' '; }), rows.end());
  CHECK_THAT(rows, ContainsSubstring(
                       " A100 2022-01 2022-09 free\n 2022-10 2022-12 veto leaves 75 %\n 2023-01 2023-06 free\n"));
}

TEST_CASE("rules that may come are told with their chance, for as long as they may be in force") {
  const Scratch here;
  const std::string ban =
      "policies=[{export_rule: {name: ban, from: US, to: [China], except_buyers: [Baidu], at: 2022-03, latest: "
      "2022-05, "
      "probability: 0.3, lasts: 2, customer_cap: 500, licence_probability: 0.5, scope: headquarters, "
      "deny: {chip: [A100, MI250X]}}}]";
  const Words rules = {"show",  baseline,      "--rules", "--set", ban, "--set", "clock.end=2022-08",
                       "--set", "paradigms=[]"};
  std::string out = run_program(here.path(), rules).out;
  out.erase(std::unique(out.begin(), out.end(), [](char a, char b) { return a == ' ' && b == ' '; }), out.end());
  CHECK_THAT(out, ContainsSubstring(" ban export_rule 30 % from 2022-03 to 2022-05"));
  const std::string china = out.substr(out.find("\nChina\n"));
  const std::string maybe =
      " A100 2022-01 2022-02 free\n 2022-03 2022-06 free; perhaps 50 % licensed, cap 500 a year per "
      "buyer (ban)\n 2022-07 2022-08 free\n";
  CHECK_THAT(china, ContainsSubstring(maybe));
  CHECK_THAT(china, ContainsSubstring(" rent abroad 2022-01 2022-02 free\n 2022-03 2022-06 free; perhaps 85 % of the"));
  CHECK_THAT(china, ContainsSubstring("China: Baidu, where rules treat it otherwise"));
  CHECK_THAT(china.substr(china.find("China: Baidu")), ContainsSubstring(" A100 2022-01 2022-08 free\n"));
}

TEST_CASE("output that cannot be written is an error, a reader that has gone away is none") {
  const Scratch here;
  const int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
  const Ended no_space = Program(here.path(), {"params"}, full).wait();
  close(full);
  CHECK(no_space.code == 1);
  CHECK(no_space.err == "racesim: error: cannot write to standard output: No space left on device\n");
  int ends[2];
  REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
  close(ends[0]);
  const Ended unread = Program(here.path(), {"params"}, ends[1]).wait();
  close(ends[1]);
  CHECK(unread.code == 0);
  CHECK(unread.err.empty());
}

TEST_CASE("bash accepts its completion script") {
  const Scratch here;
  std::ofstream(here / "script")
      << run_program(here.path(), {"completion", "bash"}).out
      << "COMP_WORDS=(racesim run --record s) COMP_CWORD=3; _racesim; printf '%s ' ${COMPREPLY[@]}\n"
      << "COMP_WORDS=(racesim compare --observable eci_fr) COMP_CWORD=3; _racesim; printf '%s ' ${COMPREPLY[@]}\n"
      << "COMP_WORDS=(racesim run --set parameters.) COMP_CWORD=3; _racesim; printf '%s ' ${COMPREPLY[0]}\n"
      << "COMP_WORDS=(racesim sh) COMP_CWORD=1; _racesim; printf '%s ' ${COMPREPLY[@]}\n";
  REQUIRE(std::system(("cd " + here.path().string() + " && bash script > said").c_str()) == 0);
  CHECK(text_of(here / "said") == "summary standard eci_frontier parameters." + parameter_names()[0] + "= show ");
}

TEST_CASE("the program cites itself as CITATION.cff does") {
  const Scratch here;
  const std::string cff = text_of(RACESIM_SOURCE_DIR "/CITATION.cff");
  const auto quoted_after = [&](const std::string& key, char end) {
    const std::size_t begin = cff.find(key) + key.size();
    return cff.substr(begin, cff.find(end, begin) - begin);
  };
  for (const Words& words : {Words{"cite"}, Words{"cite", "--bibtex"}}) {
    const std::string said = run_program(here.path(), words).out;
    CHECK_THAT(said, ContainsSubstring(quoted_after("title: \"", '"')));
    CHECK_THAT(said, ContainsSubstring(quoted_after("- name: ", '\n')));
    CHECK_THAT(said, ContainsSubstring(quoted_after("\nversion: ", '\n')));
  }
}
