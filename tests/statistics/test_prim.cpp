#include <cmath>

#include "racesim/statistics/design.hpp"
#include "racesim/statistics/prim.hpp"
#include "support/catch.hpp"

using namespace racesim;

TEST_CASE("a planted box is found, and factors that do not matter stay free") {
  const Design design = latin_hypercube(4000, 5, 1);
  std::vector<bool> of_interest;
  for (std::size_t r = 0; r < design.rows(); ++r) {
    const double* u = design.row(r);
    of_interest.push_back(u[1] > 0.6 && u[3] < 0.5);
  }
  const auto trajectory = peel(design.u, 5, of_interest);
  const Box& box = trajectory[best_box(trajectory)];
  CHECK(box.density > 0.9);
  CHECK(box.coverage > 0.9);
  CHECK(std::fabs(box.bound[1].low - 0.6) < 0.04);
  CHECK(std::fabs(box.bound[3].high - 0.5) < 0.04);
  const auto p = quasi_p_values(design.u, 5, of_interest, box);
  CHECK(p[1] < 1e-6);
  CHECK(p[3] < 1e-6);
  for (std::size_t k : {0u, 2u, 4u}) CHECK((!box.bound[k].restricted() || p[k] > 0.001));
}

TEST_CASE("peeling starts with everything, and mass only falls while it peels") {
  const Design design = monte_carlo(0, 500, 2, 3);
  std::vector<bool> of_interest;
  for (std::size_t r = 0; r < 500; ++r) of_interest.push_back(design.row(r)[0] + design.row(r)[1] > 1.4);
  const auto trajectory = peel(design.u, 2, of_interest);
  CHECK(trajectory[0].mass == 1);
  CHECK(trajectory[0].coverage == 1);
  CHECK(trajectory[0].restrictions() == 0);
  for (std::size_t k = 1; k + 1 < trajectory.size(); ++k) CHECK(trajectory[k].mass < trajectory[k - 1].mass);
}

TEST_CASE("categories are cut whole") {
  std::vector<double> x;
  std::vector<bool> of_interest;
  for (int i = 0; i < 300; ++i) {
    x.push_back(i % 3);
    of_interest.push_back(i % 3 == 2);
  }
  const auto trajectory = peel(x, 1, of_interest);
  const Box& box = trajectory[best_box(trajectory)];
  CHECK(box.bound[0].low == 2);
  CHECK(box.density == 1);
  CHECK(box.coverage == 1);
}

TEST_CASE("without a run of interest there is no box") {
  const Design design = monte_carlo(0, 100, 2, 3);
  const auto trajectory = peel(design.u, 2, std::vector<bool>(100, false));
  CHECK(trajectory[best_box(trajectory)].coverage == 0);
}
