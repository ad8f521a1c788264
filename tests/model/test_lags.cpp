#include <cmath>
#include <vector>

#include "racesim/core/field.hpp"
#include "racesim/model/observables.hpp"
#include "support/catch.hpp"

using namespace racesim;

namespace {

const double nothing = -infinity;

}  // namespace

TEST_CASE("the lag counts months since the leader's line from record to record came to what the follower has now") {
  const std::vector<double> leader{100, 110, 120, 130, 140};
  const std::vector<double> follower{90, 95, 110, 110, 125};
  CHECK(lag_months(leader, follower, 2) == 1);
  CHECK(lag_months(leader, follower, 3) == 2);
  CHECK(lag_months(leader, follower, 4) == 1.5);  // 125 lies half way from 120 in month 2 to 130 in month 3
}

TEST_CASE("months without a record do not count as progress on the day of the next one") {
  const std::vector<double> leader{100, 110, 110, 110, 110, 130, 130};
  CHECK(lag_months(leader, std::vector<double>{0, 0, 0, 0, 0, 0, 110}, 6) == 5);
  CHECK(lag_months(leader, std::vector<double>{0, 0, 0, 0, 0, 0, 115}, 6) == 4);
  CHECK(lag_months(leader, std::vector<double>{0, 0, 0, 0, 0, 0, 120}, 6) == 3);
  CHECK(lag_months(leader, std::vector<double>{0, 0, 0, 0, 0, 0, 130}, 6) == 1);
}

TEST_CASE("a leader's first model ever is no line from nothing") {
  CHECK(lag_months(std::vector<double>{nothing, nothing, 110, 120}, std::vector<double>{0, 0, 0, 90}, 3) == 1);
}

TEST_CASE("equals have no lag on the day, and a level that the leader had at the start counts from there") {
  const std::vector<double> leader{100, 110, 110};
  CHECK(lag_months(leader, std::vector<double>{0, 110, 110}, 1) == 0);
  CHECK(lag_months(leader, std::vector<double>{0, 110, 110}, 2) == 1);
  CHECK(lag_months(leader, std::vector<double>{0, 50, 60}, 2) == 2);
}

TEST_CASE("a follower that has overtaken has a negative lag") {
  const std::vector<double> leader{100, 110, 115};
  const std::vector<double> follower{90, 112, 120};
  CHECK(lag_months(leader, follower, 1) == Approx(-2 / 22.0).epsilon(1e-14));  // came from 90 to 112 this month
  CHECK(lag_months(leader, follower, 2) == -0.625);
  CHECK(lag_months(std::vector<double>{100, 110, 111}, follower, 2) == Approx(-1 - 1 / 22.0).epsilon(1e-14));
}

TEST_CASE("who has no model has no lag") {
  CHECK(std::isnan(lag_months(std::vector<double>{100}, std::vector<double>{nothing}, 0)));
  CHECK(std::isnan(lag_months(std::vector<double>{nothing}, std::vector<double>{100}, 0)));
}

TEST_CASE("the match delay runs from one's reaching a level to the other's") {
  const std::vector<double> leader{100, 110, 126, 130, 140};
  const std::vector<double> follower{90, 95, 110, 125, 127};
  CHECK(match_delay(leader, follower, 4, 126) == 2);
  CHECK(match_delay(follower, leader, 4, 126) == -2);
  CHECK(match_delay(leader, follower, 4, 90) == 0);
  CHECK(std::isnan(match_delay(leader, follower, 3, 126)));
  CHECK(std::isnan(match_delay(leader, follower, 4, 130)));
}
