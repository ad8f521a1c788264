#include "racesim/experiment/mpi_ranks.hpp"

#include "racesim/core/diagnostic.hpp"

#ifdef RACESIM_MPI
#include <mpi.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <mutex>
#include <thread>
#endif

namespace racesim::ranks {

#ifdef RACESIM_MPI

namespace {

enum Tag { asks, leaves, answers };
constexpr std::uint64_t no_more = ~std::uint64_t{0};

/// Answers the other ranks until the last has left. The first rank works in another thread meanwhile, because asking it
/// must not wait for its runs.
void hand_out(const NextShard& next, int others) {
  while (others > 0) {
    int waiting = 0;
    MPI_Status status;
    MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &waiting, &status);
    if (waiting == 0) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
      continue;
    }
    MPI_Recv(nullptr, 0, MPI_BYTE, status.MPI_SOURCE, status.MPI_TAG, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    if (status.MPI_TAG == leaves) {
      --others;
      continue;
    }
    const std::uint64_t shard = next().value_or(no_more);
    MPI_Send(&shard, 1, MPI_UINT64_T, status.MPI_SOURCE, answers, MPI_COMM_WORLD);
  }
}

std::optional<std::uint64_t> ask() {
  std::uint64_t shard = no_more;
  MPI_Send(nullptr, 0, MPI_BYTE, 0, asks, MPI_COMM_WORLD);
  MPI_Recv(&shard, 1, MPI_UINT64_T, 0, answers, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
  if (shard == no_more) return std::nullopt;
  return shard;
}

}  // namespace

std::string library() {
  std::string name(MPI_MAX_LIBRARY_VERSION_STRING, '\0');
  int length = 0;
  MPI_Get_library_version(name.data(), &length);
  return name.substr(0, std::min(name.find(','), static_cast<std::size_t>(length)));
}

Scope::Scope(bool wanted) : wanted_(wanted) {
  if (!wanted_) return;
  int provided = 0;
  MPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &provided);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
}

Scope::~Scope() {
  if (!wanted_) return;
  if (std::uncaught_exceptions() > 0) return;  // the others would wait for ever: mpirun ends them when this rank exits
  MPI_Finalize();
}

void Scope::wait() const {
  if (wanted_) MPI_Barrier(MPI_COMM_WORLD);
}

bool Scope::from_first(bool said) const {
  int word = said ? 1 : 0;
  if (wanted_) MPI_Bcast(&word, 1, MPI_INT, 0, MPI_COMM_WORLD);
  return word != 0;
}

void Scope::share(std::vector<std::uint64_t> shards, const std::function<void(const NextShard&)>& work) const {
  int size = 1;
  if (wanted_) MPI_Comm_size(MPI_COMM_WORLD, &size);
  if (!first()) {
    work(ask);
    MPI_Send(nullptr, 0, MPI_BYTE, 0, leaves, MPI_COMM_WORLD);
    return;
  }
  std::mutex mutex;
  const NextShard next = [&mutex, list = one_by_one(std::move(shards))] {
    const std::lock_guard lock(mutex);
    return list();
  };
  std::exception_ptr error;
  std::thread own([&] {
    try {
      work(next);
    } catch (...) {
      error = std::current_exception();
    }
  });
  hand_out(next, size - 1);
  own.join();
  if (error) std::rethrow_exception(error);
}

#else

std::string library() { return ""; }

Scope::Scope(bool wanted) : wanted_(wanted) {
  if (wanted_)
    throw InputError({}, "this racesim was built without MPI",
                     "install MPI (Debian: libopenmpi-dev openmpi-bin) and build anew with -DRACESIM_MPI=ON");
}
Scope::~Scope() = default;
void Scope::wait() const {}
bool Scope::from_first(bool said) const { return said; }

void Scope::share(std::vector<std::uint64_t> shards, const std::function<void(const NextShard&)>& work) const {
  work(one_by_one(std::move(shards)));
}

#endif

}  // namespace racesim::ranks
