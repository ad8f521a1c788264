#include "racesim/reference/bench.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <memory>

#include "racesim/reference/scalar_loop.hpp"

namespace racesim {
namespace {

template <class Work>
double seconds(int repeats, Work work) {
  const auto start = std::chrono::steady_clock::now();
  for (int repeat = 0; repeat < repeats; ++repeat) {
    work();
  }
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// What one case needs over all rounds, and its timings by round.
class Contest {
 public:
  Contest(const BenchCase& size, const BenchOptions& options)
      : size_(size),
        workload_{.labs = size.labs, .runs = size.runs, .months = size.months, .lanes = size.lanes, .set = options.set},
        graph_(make_workload_graph(size.labs, workload_.parameters.diffusion)),
        loop_(workload_),
        threads_(options.threads) {}

  void round() {
    const double plain = seconds(size_.repeats, [&] { loop_.run(); });
    const double engine = seconds(size_.repeats, [&] { run_engine(1); });
    const double parallel = seconds(size_.repeats, [&] { run_engine(threads_); });
    const double work = static_cast<double>(size_.labs) * size_.runs * size_.months * size_.repeats;
    plain_.push_back(work / plain);
    engine_.push_back(work / engine);
    parallel_.push_back(work / parallel);
    ratio_.push_back(plain / engine);
    gain_.push_back(engine / parallel);
  }

  BenchRow row(double triad) const {
    const double column = sizeof(double), edge = sizeof(double) + sizeof(std::int32_t);
    const double state = 6 * column;  // budget and stock read and written, efficiency read, the next written
    const double shared =
        sizeof(std::uint32_t) + edge * static_cast<double>(graph_.source.size()) / static_cast<double>(size_.labs);
    const double bytes = state + shared / size_.lanes;
    const double engine = median(engine_);
    return {.size = size_,
            .plain = median(plain_),
            .engine = engine,
            .parallel = median(parallel_),
            .ratio = median(ratio_),
            .gain = median(gain_),
            .bytes = bytes,
            .bandwidth_share = bytes * engine / triad};
  }

 private:
  void run_engine(int threads) {
    workload_.threads = threads;
    run_workload(workload_, graph_);
  }

  BenchCase size_;
  WorkloadOptions workload_;
  WorkloadGraph graph_;
  ScalarLoop loop_;
  int threads_;
  std::vector<double> plain_, engine_, parallel_, ratio_, gain_;
};

/// Bandwidth of McCalpin's STREAM triad on one thread [B/s], by its rules: best of several, 24 bytes an element.
double triad_bandwidth() {
  const std::size_t n = std::size_t{1} << 24;  // 128 MiB an array
  std::vector<double> a(n, 0.0), b(n, 1.0), c(n, 2.0);
  double best = 0;
  for (int repeat = 0; repeat < 5; ++repeat) {
    const double time = seconds(1, [&] {
      const double scale = 3 + repeat;
      double* __restrict to = a.data();
      const double* __restrict first = b.data();
      const double* __restrict second = c.data();
      for (std::size_t i = 0; i < n; ++i) {
        to[i] = first[i] + scale * second[i];
      }
    });
    best = std::max(best, 24.0 * static_cast<double>(n) / time);
  }
  return best;
}

double peak_memory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return 1024.0 * static_cast<double>(usage.ru_maxrss);
}

}  // namespace

std::vector<BenchCase> reference_cases() {
  return {{.name = "100 labs", .labs = 100, .runs = 1, .lanes = 1, .months = 120, .repeats = 100},
          {.name = "10,000 labs", .labs = 10'000, .runs = 1, .lanes = 1, .months = 120, .repeats = 5},
          {.name = "1,000,000 labs", .labs = 1'000'000, .runs = 1, .lanes = 1, .months = 24, .repeats = 1},
          {.name = "1,000 runs of 100 labs", .labs = 100, .runs = 1'000, .lanes = 8, .months = 120, .repeats = 1}};
}

BenchReport run_bench(const BenchOptions& options) {
  std::vector<std::unique_ptr<Contest>> contests;
  for (const BenchCase& size : options.cases) {
    contests.push_back(std::make_unique<Contest>(size, options));
  }
  for (int round = 0; round < options.rounds; ++round) {
    for (const auto& contest : contests) {
      contest->round();
    }
  }
  BenchReport report{.rows = {}, .set = options.set, .threads = options.threads, .peak_memory = peak_memory()};
  report.triad = triad_bandwidth();
  for (const auto& contest : contests) {
    report.rows.push_back(contest->row(report.triad));
  }
  return report;
}

std::string to_text(const BenchReport& report) {
  std::string text =
      fmt::format("{:24} {:>10} {:>10} {:>7} {:>12} {:>6} {:>10} {:>10}\n", "million lab-months/s", "plain loop",
                  "engine", "ratio", fmt::format("{} threads", report.threads), "gain", "bytes each", "bandwidth");
  for (const BenchRow& row : report.rows) {
    text += fmt::format("{:24} {:10.1f} {:10.1f} {:6.1f}x {:12.1f} {:5.2f}x {:10.0f} {:9.0f}%\n", row.size.name,
                        row.plain / 1e6, row.engine / 1e6, row.ratio, row.parallel / 1e6, row.gain, row.bytes,
                        100 * row.bandwidth_share);
  }
  return text + fmt::format("Kernels for {}; triad {:.1f} GB/s on one thread; peak memory {:.2f} GiB.\n",
                            name(report.set), report.triad / 1e9, report.peak_memory / 0x1p30);
}

}  // namespace racesim
