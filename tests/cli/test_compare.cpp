// What `racesim compare` answers: the same from scenarios and from files, in words, JSON and CSV.
#include <hdf5.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "datasets.hpp"
#include "program.hpp"
#include "support/catch.hpp"

using namespace racesim;
using Catch::Matchers::ContainsSubstring;
using Json = nlohmann::json;

namespace {

/// Scenarios of few months: no rules, none of two kinds, and one that lacks chips.
const Words few_months = {"--set", "clock.end=2023-03", "--set", "paradigms=[]"};

class Twins {
 public:
  Twins() {
    write("free", "policies: []");
    write("cut",
          "policies: [{export_rule: {name: cut, from: US, to: [China], at: 2022-02, announced: 2022-02, "
          "deny: {tpp: '>= 100'}, licence_probability: 0, source: test}}]");
  }
  void write(const std::string& name, const std::string& what) const {
    std::ofstream(here / (name + ".yaml"))
        << "format: racesim-scenario/1\nextends: " << baseline << "\nname: " << name << "\n"
        << what << "\n";
  }
  Ended compare(const Words& words) const { return run_program(here.path(), Words{"compare"} + words); }
  Ended run(const Words& words) const { return run_program(here.path(), Words{"run"} + words + few_months); }
  Json json(const Words& words) const {
    const Ended ended = compare(words + Words{"--json", "-q"});
    CHECK(ended.code == 0);
    CHECK(ended.err.empty());
    return Json::parse(ended.out);
  }

  Scratch here;
};

/// Marks a run of a file as failed, as a run that went wrong would be.
void fail_run(const std::filesystem::path& path, std::size_t run) {
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
  const hid_t data = H5Dopen2(file, "status", H5P_DEFAULT);
  std::vector<std::int8_t> status(static_cast<std::size_t>(1) << 10);
  REQUIRE(H5Dread(data, H5T_NATIVE_INT8, H5S_ALL, H5S_ALL, H5P_DEFAULT, status.data()) >= 0);
  status[run] = 2;
  REQUIRE(H5Dwrite(data, H5T_NATIVE_INT8, H5S_ALL, H5S_ALL, H5P_DEFAULT, status.data()) >= 0);
  H5Dclose(data);
  H5Fclose(file);
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, at);) parts.push_back(part);
  return parts;
}

const Json& row_of(const Json& comparison, const std::string& observable, const std::string& at) {
  for (const Json& row : comparison["rows"]) {
    if (row["observable"] == observable && (row["at"].is_null() ? "" : row["at"]) == at) return row;
  }
  FAIL("no row " + observable + " " + at);
  return comparison;
}

}  // namespace

TEST_CASE("scenarios run on the spot, files run before and the file left behind give the same comparison") {
  const Twins twins;
  const Words question = {"--observable",  "eci_frontier", "--observable",
                          "final_gap_eci", "--observable", "compute_share[China]"};
  const Json direct = twins.json(Words{"free.yaml", "cut.yaml", "-R", "20", "-o", "both.h5"} + few_months + question);
  CHECK(direct["reference"] == "free");
  CHECK(direct["comparisons"][0]["pairs"] == 20);
  CHECK(twins.json(Words{"both.h5"} + question)["comparisons"] == direct["comparisons"]);
  REQUIRE(twins.run({"free.yaml", "-R", "20", "-o", "a.h5"}).code == 0);
  REQUIRE(twins.run({"cut.yaml", "-R", "20", "-o", "b.h5"}).code == 0);
  CHECK(twins.json(Words{"a.h5", "b.h5"} + question)["comparisons"] == direct["comparisons"]);
  CHECK(twins.json(Words{"a.h5", "cut.yaml", "-R", "20"} + few_months + question)["comparisons"] ==
        direct["comparisons"]);
  CHECK(datasets(twins.here / "both.h5").at("eci_frontier") ==
        datasets(twins.here / "a.h5").at("eci_frontier") + datasets(twins.here / "b.h5").at("eci_frontier"));
}

TEST_CASE("differences are those of the runs of the files, pair by pair") {
  const Twins twins;
  REQUIRE(twins.run({"free.yaml", "cut.yaml", "-R", "12", "-o", "both.h5"}).code == 0);
  const DatasetReader file(twins.here / "both.h5");
  const auto shape = file.shape("compute_share");
  const auto blocs = file.read<std::string>("bloc");
  const std::size_t china = static_cast<std::size_t>(std::ranges::find(blocs, "China") - blocs.begin());
  const auto share = file.read<float>("compute_share");
  const auto at = [&](std::size_t run, std::size_t month) {
    return static_cast<double>(share[(run * shape[1] + month) * shape[2] + china]);
  };
  double month = 0, year = 0;
  for (std::size_t run = 0; run < 12; ++run) {
    month += (at(run + 12, 11) - at(run, 11)) / 12;
    for (std::size_t t = 12; t < 15; ++t) year += (at(run + 12, t) - at(run, t)) / 36;  // 2023 ends in March
  }
  const Json json = twins.json(
      {"both.h5", "--observable", "compute_share[follower]", "--at", "2022-12", "--at", "2023", "--level", "95"});
  const Json& comparison = json["comparisons"][0];
  CHECK(json["level"] == 0.95);
  CHECK(std::fabs(row_of(comparison, "compute_share", "2022-12")["difference"].get<double>() - month) < 1e-12);
  CHECK(std::fabs(row_of(comparison, "compute_share", "2023")["difference"].get<double>() - year) < 1e-12);
  CHECK(month < 0);
  const Json& row = comparison["rows"][0];
  CHECK(row["lower"]["share"].get<double>() + row["equal"]["share"].get<double>() +
            row["higher"]["share"].get<double>() ==
        1);
  CHECK(row["low"] < row["difference"]);
  CHECK(row["se"] > 0);

  const Json turned =
      twins.json({"both.h5", "--observable", "compute_share[China]", "--at", "2022-12", "--reference", "cut"});
  CHECK(turned["reference"] == "cut");
  CHECK(turned["comparisons"][0]["rows"][0]["difference"].get<double>() == -row["difference"].get<double>());
}

TEST_CASE("a scenario does not differ from itself under another name, and says so") {
  const Twins twins;
  twins.write("again", "policies: []");
  const Ended ended = twins.compare(Words{"free.yaml", "again.yaml", "-R", "5", "-q"} + few_months);
  CHECK(ended.code == 0);
  CHECK_THAT(ended.out, ContainsSubstring("the same in every pair"));
  const Json json = twins.json(Words{"free.yaml", "again.yaml", "-R", "5"} + few_months);
  for (const Json& row : json["comparisons"][0]["rows"]) {
    CHECK(row["difference"] == 0);
    CHECK(row["equal"]["share"] == 1);
    CHECK(row["gain"].is_null());
  }
  for (const Json& row : json["comparisons"][0]["break_even"]) CHECK(row["never_worse"]["share"] == 1);
}

TEST_CASE("the table names who is compared, the pairs, the spread and a sentence to quote, in lines that fit") {
  const Twins twins;
  twins.write("third", "policies: []\nparameters: {budget_growth: 0.3}");
  const Ended ended = twins.compare(Words{"free.yaml", "cut.yaml", "third.yaml", "-R", "8"} + few_months);
  CHECK(ended.code == 0);
  CHECK_THAT(ended.out, ContainsSubstring("Reference: free (free.yaml)\nAgainst it: cut (cut.yaml), 8 pairs\n"));
  CHECK_THAT(ended.out, ContainsSubstring("\n 2022-12  cut "));
  CHECK_THAT(ended.out, ContainsSubstring("\n          third "));
  CHECK_THAT(ended.out, ContainsSubstring("\n 2023-03  cut "));
  CHECK_THAT(ended.out, ContainsSubstring(" cut minus free, compute_share[China] in 2023-03: -0."));
  CHECK_THAT(ended.out, ContainsSubstring("Runs of a scenario differ in luck only."));
  CHECK_THAT(ended.err, ContainsSubstring("24 of 24 runs in "));
  CHECK(ended.err.find("wrote") == std::string::npos);
  CHECK(ended.out.find('\033') == std::string::npos);
  for (const std::string& line : split(ended.out, '\n'))
    CHECK(std::ranges::count_if(line, [](char c) { return (c & 0xC0) != 0x80; }) <= 125);
  CHECK(twins.here.names() == std::set<std::string>{"free.yaml", "cut.yaml", "third.yaml"});
}

TEST_CASE("CSV has every month of every series and every outcome once") {
  const Twins twins;
  const Words words = Words{"free.yaml",    "cut.yaml",      "-R",           "4",
                            "--observable", "lag_months",    "--observable", "eci_frontier",
                            "--observable", "final_gap_eci", "--csv",        "d.csv"} +
                      few_months;
  const Ended ended = twins.compare(words);
  CHECK(ended.code == 0);
  CHECK_THAT(ended.err, ContainsSubstring("racesim: wrote d.csv\n"));
  const auto lines = split(text_of(twins.here / "d.csv"), '\n');
  CHECK(lines[0] ==
        "scenario,observable,bloc,month,mean_reference,mean,difference,low,high,p05,median,p95,se,se_unpaired,pairs,"
        "share_lower,share_equal,share_higher");
  CHECK(lines.size() == 1 + 15 + 3 * 15 + 1);
  CHECK(lines[1].starts_with("cut,lag_months,,2022-01,"));
  CHECK(lines[16].starts_with("cut,eci_frontier,US,2022-01,"));
  CHECK(lines.back().starts_with("cut,final_gap_eci,,,"));
  for (const std::string& line : lines) CHECK(std::ranges::count(line, ',') == 17);
  CHECK_THAT(twins.compare(words).err, ContainsSubstring("the earlier file is kept as d.csv.~1~"));
}

TEST_CASE("runs that failed drop their pairs, and the reader is told") {
  const Twins twins;
  REQUIRE(twins.run({"free.yaml", "cut.yaml", "-R", "6", "-o", "both.h5"}).code == 0);
  fail_run(twins.here / "both.h5", 2);
  fail_run(twins.here / "both.h5", 6 + 5);
  const Json json = twins.json({"both.h5"});
  CHECK(json["comparisons"][0]["pairs"] == 4);
  CHECK(json["scenarios"][0]["failed"] == 1);
  CHECK(json["scenarios"][1]["failed"] == 1);
  const Ended ended = twins.compare({"both.h5"});
  CHECK_THAT(ended.out, ContainsSubstring("4 pairs; 1 run of it and 1 of the reference have no partner\n"));
  CHECK_THAT(ended.out, ContainsSubstring("free: 1 run failed and left out\n"));
}

TEST_CASE("runs are paired by number, whatever their place in the file") {
  const Twins twins;
  REQUIRE(twins.run({"free.yaml", "-R", "6", "-o", "all.h5"}).code == 0);
  REQUIRE(twins.run({"free.yaml", "-R", "3", "--first", "2", "--set", "name=tail", "-o", "tail.h5"}).code == 0);
  const Json json = twins.json({"all.h5", "tail.h5"});
  CHECK(json["comparisons"][0]["pairs"] == 3);
  for (const Json& row : json["comparisons"][0]["rows"]) CHECK(row["equal"]["share"] == 1);
}

TEST_CASE("sampled twins share their draws") {
  const Twins twins;
  const Json json = twins.json(Words{"free.yaml", "cut.yaml", "-R", "6", "--sample", "-o", "s.h5"} + few_months);
  CHECK(json["spread"] == "luck and parameters");
  CHECK(json["comparisons"][0]["pairs"] == 6);
  CHECK(twins.json({"s.h5"})["comparisons"] == json["comparisons"]);
  REQUIRE(twins.run({"free.yaml", "-R", "6", "--set", "name=plain", "-o", "p.h5"}).code == 0);
  const Ended ended = twins.compare({"s.h5", "p.h5"});
  CHECK(ended.code == 2);
  CHECK_THAT(ended.err, ContainsSubstring("the parameters of one are sampled, those of the other are not"));
}

TEST_CASE("runs of different luck are compared only without pairs, when asked to") {
  const Twins twins;
  REQUIRE(twins.run({"free.yaml", "-R", "5", "-o", "a.h5"}).code == 0);
  REQUIRE(twins.run({"cut.yaml", "-R", "7", "--seed", "3", "-o", "b.h5"}).code == 0);
  const Ended refused = twins.compare({"a.h5", "b.h5"});
  CHECK(refused.code == 2);
  CHECK(refused.out.empty());
  CHECK(refused.err ==
        "racesim: error: free and cut have no run in common: seed 20221007 against seed 3 (run them with the same "
        "--seed; --unpaired compares them without shared luck)\n");
  const Json json = twins.json({"a.h5", "b.h5", "--unpaired", "--observable", "compute_share[China]"});
  CHECK(json["paired"] == false);
  const Json& row = json["comparisons"][0]["rows"][0];
  CHECK(row["se"].is_null());
  CHECK(row["se_unpaired"] > 0);
  CHECK(row["low"] < row["high"]);
  CHECK(json["comparisons"][0]["break_even"].empty());
  CHECK_THAT(twins.compare({"a.h5", "b.h5", "--unpaired"}).out,
             ContainsSubstring("(cut.yaml)") || ContainsSubstring("7 runs against 5"));
}

TEST_CASE("break-even tells who never lost, who made it good and who did not") {
  const Twins twins;
  const Json json = twins.json(Words{"free.yaml", "cut.yaml", "-R", "6", "--observable", "lag_months", "--break-even",
                                     "compute_share[China]", "--break-even", "eci_gap"} +
                               few_months);
  const Json& comparison = json["comparisons"][0];
  REQUIRE(comparison["break_even"].size() == 2);
  const Json& share = comparison["break_even"][0];
  CHECK(share["observable"] == "compute_share");
  CHECK(share["better"] == "higher");
  CHECK(share["worse_at_end"]["share"] == 1);
  CHECK(share["median"].is_null());
  CHECK(comparison["break_even"][1]["better"] == "lower");
  for (const Json& row : comparison["rows"]) CHECK(row["observable"] == "lag_months");
}

TEST_CASE("files that keep outcomes only are compared by outcomes; a series asked for is told to be missing") {
  const Twins twins;
  REQUIRE(twins.run({"free.yaml", "cut.yaml", "-R", "3", "--record", "summary", "-o", "s.h5"}).code == 0);
  const Json json = twins.json({"s.h5"});
  CHECK(json["comparisons"][0]["rows"][0]["observable"] == "final_lag_months");
  CHECK(json["comparisons"][0]["rows"][0]["at"].is_null());
  const Ended ended = twins.compare({"s.h5", "--observable", "eci_gap"});
  CHECK(ended.code == 2);
  CHECK(ended.err ==
        "s.h5: error: the file does not hold eci_gap month by month (it was made with --record summary) (it holds the "
        "outcomes, for instance --observable final_lag_months; a run with --record standard keeps the series)\n");
}

TEST_CASE("series of labs can be compared, also of scenarios whose file keeps less") {
  const Twins twins;
  const Json json = twins.json(
      Words{"free.yaml", "cut.yaml", "-R", "3", "--observable", "lab_eci[OpenAI]", "-o", "x.h5"} + few_months);
  CHECK(json["comparisons"][0]["rows"][0]["entry"] == "OpenAI");
  CHECK_FALSE(datasets(twins.here / "x.h5").contains("lab_eci"));
}

TEST_CASE("what cannot be compared is answered with exact words and exit code 2") {
  const Twins twins;
  REQUIRE(twins.run({"free.yaml", "cut.yaml", "-R", "2", "-o", "both.h5"}).code == 0);
  const auto [words, message] = GENERATE(table<Words, std::string>({
      {{"free.yaml"}, "there is nothing to compare: one scenario alone"},
      {{"both.h5", "both.h5"}, "free (both.h5) is given twice"},
      {{"both.h5", "--observable", "lag_month"},
       "--observable:1:1: error: there is no observable or outcome \"lag_month\" (did you mean \"lag_months\"?)\n"},
      {{"both.h5", "--observable", "eci_frontier[Chna]"}, "there is no bloc \"Chna\" (did you mean \"China\"?)\n"},
      {{"both.h5", "--observable", "lag_months[US]"}, "lag_months has one value, of the world or of the run"},
      {{"both.h5", "--at", "2031"}, "the runs have no month of 2031 (their months are 2022-01 to 2023-03)\n"},
      {{"both.h5", "--at", "soon"}, "\"soon\" is no month and no year (write 2028-12 or 2028)\n"},
      {{"both.h5", "--reference", "fre"}, "--reference: there is no scenario \"fre\" (did you mean \"free\"?)\n"},
      {{"both.h5", "--unpaired", "--break-even", "lag_months"}, "--break-even needs pairs of runs"},
      {{"both.h5", "--break-even", "final_gap_eci"}, "--break-even: final_gap_eci is one number per run"},
      {{"both.h5", "-R", "9"}, "there is nothing to run: all that is compared are result files"},
      {{"both.h5", "--level", "100"}, "--level: \"100\" is not a whole number from 1 to 99"},
      {{"both.h5", "nowhere.yaml"}, "cannot read \"nowhere.yaml\": there is no such file"},
  }));
  const Ended ended = twins.compare(words);
  CHECK(ended.code == 2);
  CHECK(ended.out.empty());
  CHECK_THAT(ended.err, ContainsSubstring(message));
}
