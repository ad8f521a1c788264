// What `racesim compare` answers: the same from scenarios and from files, in words, JSON and CSV.
#include <cmath>
#include <sstream>

#include "paired_scenarios.hpp"
#include "support/catch.hpp"
#include "support/datasets.hpp"

using namespace racesim;
using Catch::Matchers::ContainsSubstring;

namespace {

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
  const PairedScenarios pair;
  const Words question = {"--observable",  "eci_frontier", "--observable",
                          "final_gap_eci", "--observable", "compute_share[China]"};
  const Json direct = pair.json(Words{"free.yaml", "cut.yaml", "-R", "20", "-o", "both.h5"} + few_months + question);
  CHECK(direct["reference"] == "free");
  CHECK(direct["comparisons"][0]["pairs"] == 20);
  CHECK(pair.json(Words{"both.h5"} + question)["comparisons"] == direct["comparisons"]);
  REQUIRE(pair.run({"free.yaml", "-R", "20", "-o", "a.h5"}).code == 0);
  REQUIRE(pair.run({"cut.yaml", "-R", "20", "-o", "b.h5"}).code == 0);
  CHECK(pair.json(Words{"a.h5", "b.h5"} + question)["comparisons"] == direct["comparisons"]);
  CHECK(pair.json(Words{"a.h5", "cut.yaml", "-R", "20"} + few_months + question)["comparisons"] ==
        direct["comparisons"]);
  CHECK(datasets(pair.here / "both.h5").at("eci_frontier") ==
        datasets(pair.here / "a.h5").at("eci_frontier") + datasets(pair.here / "b.h5").at("eci_frontier"));
}

TEST_CASE("differences are those of the runs of the files, pair by pair") {
  const PairedScenarios pair;
  REQUIRE(pair.run({"free.yaml", "cut.yaml", "-R", "12", "-o", "both.h5"}).code == 0);
  const DatasetReader file(pair.here / "both.h5");
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
  const Json json = pair.json(
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
      pair.json({"both.h5", "--observable", "compute_share[China]", "--at", "2022-12", "--reference", "cut"});
  CHECK(turned["reference"] == "cut");
  CHECK(turned["comparisons"][0]["rows"][0]["difference"].get<double>() == -row["difference"].get<double>());
}

TEST_CASE("a scenario does not differ from itself under another name, and says so") {
  const PairedScenarios pair;
  pair.write("again", "policies: []");
  const Ended ended = pair.compare(Words{"free.yaml", "again.yaml", "-R", "5", "-q"} + few_months);
  CHECK(ended.code == 0);
  CHECK_THAT(ended.out, ContainsSubstring("the same in every pair"));
  CHECK_THAT(ended.out, ContainsSubstring(" 2 rows without any difference left out\n"));
  const Json json = pair.json(Words{"free.yaml", "again.yaml", "-R", "5"} + few_months);
  for (const Json& row : json["comparisons"][0]["rows"]) {
    CHECK(row["difference"] == 0);
    CHECK(row["equal"]["share"] == 1);
    CHECK(row["gain"].is_null());
  }
  for (const Json& row : json["comparisons"][0]["break_even"]) CHECK(row["never_worse"]["share"] == 1);
}

TEST_CASE("the table names who is compared, the pairs, the spread and a sentence to quote, in lines that fit") {
  const PairedScenarios pair;
  pair.write("third", "policies: []\nparameters: {capital: {budget_growth: 0.3}}");
  const Ended ended = pair.compare(Words{"free.yaml", "cut.yaml", "third.yaml", "-R", "8"} + few_months);
  CHECK(ended.code == 0);
  CHECK_THAT(ended.out, ContainsSubstring("Reference: free (free.yaml)\nAgainst it: cut (cut.yaml), 8 pairs\n"));
  CHECK_THAT(ended.out, ContainsSubstring("\n 2022-12  cut "));
  CHECK_THAT(ended.out, ContainsSubstring("\n          third "));
  CHECK_THAT(ended.out, ContainsSubstring("\n 2023-03  cut "));
  CHECK_THAT(ended.out, ContainsSubstring(" cut minus free, compute_share[China] in 2023-03: -0."));
  CHECK_THAT(ended.out, ContainsSubstring(" in the median; "));
  CHECK_THAT(ended.out, ContainsSubstring("Differences: each of these minus free\n"));
  CHECK_THAT(ended.out, ContainsSubstring("Runs of a scenario differ in random numbers only."));
  CHECK_THAT(ended.err, ContainsSubstring("24 of 24 runs in "));
  CHECK(ended.err.find("wrote") == std::string::npos);
  CHECK(ended.out.find('\033') == std::string::npos);
  for (const std::string& line : split(ended.out, '\n'))
    CHECK(std::ranges::count_if(line, [](char c) { return (c & 0xC0) != 0x80; }) <= 135);
  CHECK(pair.here.names() == std::set<std::string>{"free.yaml", "cut.yaml", "third.yaml"});
}

TEST_CASE("CSV has every month of every series and every outcome once") {
  const PairedScenarios pair;
  const Words words = Words{"free.yaml",    "cut.yaml",      "-R",           "4",
                            "--observable", "lag_months",    "--observable", "eci_frontier",
                            "--observable", "final_gap_eci", "--csv",        "d.csv"} +
                      few_months;
  const Ended ended = pair.compare(words);
  CHECK(ended.code == 0);
  CHECK_THAT(ended.err, ContainsSubstring("racesim: wrote d.csv\n"));
  const auto lines = split(text_of(pair.here / "d.csv"), '\n');
  CHECK(lines[0] ==
        "scenario,observable,bloc,month,mean_reference,mean,difference,low,high,p05,median,p95,se,se_unpaired,pairs,"
        "share_lower,share_lower_low,share_lower_high,share_equal,share_equal_low,share_equal_high,"
        "share_higher,share_higher_low,share_higher_high,notes");
  REQUIRE(lines.size() == 1 + 15 + 3 * 15 + 1);
  CHECK(lines[1].starts_with("cut,lag_months,,2022-01,"));
  CHECK(lines[16].starts_with("cut,eci_frontier,US,2022-01,"));
  CHECK(lines.back().starts_with("cut,final_gap_eci,,,"));
  for (const std::string& line : lines) CHECK(std::ranges::count(line, ',') == 24);
  CHECK_THAT(pair.compare(words).err, ContainsSubstring("the earlier file is kept as d.csv.~1~"));
}

TEST_CASE("break-even tells who never lost, who made it good and who did not") {
  const PairedScenarios pair;
  const Json json = pair.json(Words{"free.yaml", "cut.yaml", "-R", "6", "--observable", "lag_months", "--break-even",
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

TEST_CASE("series of labs can be compared; a file that is kept holds them too, whatever --record says") {
  const PairedScenarios pair;
  const Json json = pair.json(
      Words{"free.yaml", "cut.yaml", "-R", "3", "--observable", "lab_eci[OpenAI]", "-o", "x.h5"} + few_months);
  CHECK(json["comparisons"][0]["rows"][0]["entry"] == "OpenAI");
  CHECK(datasets(pair.here / "x.h5").contains("lab_eci"));
  CHECK_FALSE(datasets(pair.here / "x.h5").contains("lab_cash"));
}

TEST_CASE("scenarios of one name are told apart by their files") {
  const PairedScenarios pair;
  std::filesystem::create_directory(pair.here / "old");
  std::filesystem::copy_file(pair.here / "free.yaml", pair.here / "old/free.yaml");
  pair.write("new", "policies: []\nparameters: {capital: {budget_growth: 0.3}}");
  const Words runs = Words{"-R", "2", "--observable", "eci_gap"} + few_months;
  const Json json = pair.json(Words{"free.yaml", "old/free.yaml", "new.yaml"} + runs);
  CHECK(json["reference"] == "free (free.yaml)");
  CHECK(json["comparisons"][0]["scenario"] == "free (old/free.yaml)");
  CHECK(json["comparisons"][1]["scenario"] == "new");
  CHECK(pair.json(Words{"free.yaml", "old/free.yaml", "--reference", "free (old/free.yaml)"} + runs)["reference"] ==
        "free (old/free.yaml)");
  const Ended ended = pair.compare(Words{"free.yaml", "old/free.yaml", "--reference", "free"} + runs);
  CHECK(ended.code == 2);
  CHECK_THAT(ended.err,
             ContainsSubstring("several scenarios are called \"free\" (allowed: free (free.yaml), free (old"));
  CHECK(pair.compare(Words{"free.yaml", "old/free.yaml", "-o", "x.h5"} + runs).code == 2);
}

TEST_CASE("one pair has a difference and no interval; every time asked for is put in words") {
  const PairedScenarios pair;
  const Ended ended = pair.compare(Words{"free.yaml", "cut.yaml", "-R", "1", "--observable", "compute_share[China]",
                                         "--at", "2022-06", "--at", "2022"} +
                                   few_months);
  CHECK(ended.code == 0);
  CHECK_THAT(ended.out, ContainsSubstring(" in 2022-06: -0."));
  CHECK_THAT(ended.out, ContainsSubstring(" in 2022: -0."));
  CHECK_THAT(ended.out, ContainsSubstring("; one pair, which tells nothing of the spread.\n"));
  const Json json = pair.json(Words{"free.yaml", "cut.yaml", "-R", "1", "--observable", "eci_gap"} + few_months);
  CHECK(json["comparisons"][0]["rows"][0]["difference"].is_number());
  CHECK(json["comparisons"][0]["rows"][0]["low"].is_null());
  CHECK(json["comparisons"][0]["rows"][0]["se"].is_null());
  CHECK(json["comparisons"][0]["rows"][0]["p05"].is_null());
}

TEST_CASE("a share of 0 or 1 and shares of few pairs have an interval, and no error of zero") {
  const PairedScenarios pair;
  const Words words = {"free.yaml", "cut.yaml", "--observable", "compute_share[China]", "--at", "2023-03"};
  const Ended one = pair.compare(words + few_months + Words{"-R", "1"});
  CHECK_THAT(one.out, ContainsSubstring(" 1.00 (>0.05) ") && !ContainsSubstring("±0.00"));
  const Ended ended = pair.compare(words + few_months + Words{"-R", "8"});
  CHECK_THAT(ended.out, ContainsSubstring("lower in 1.00 (>0.69) of pairs, higher in 0.00 (<0.31)"));
  CHECK_THAT(ended.out, ContainsSubstring("fewer than five pairs on") && !ContainsSubstring("±0.00"));
  const Json row = pair.json(words + few_months + Words{"-R", "8"})["comparisons"][0]["rows"][0];
  CHECK(row["lower"]["se"].is_null());
  CHECK(row["lower"]["low"].get<double>() == Approx(std::pow(0.05, 1.0 / 8)));
  CHECK(row["lower"]["high"] == 1);
}
