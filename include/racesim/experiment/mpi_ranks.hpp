#pragma once
// Several processes that mpirun has started on one sweep. Without MPI in the build, there is one rank.
#include <functional>
#include <string>
#include <vector>

#include "racesim/experiment/sweep_runner.hpp"

namespace racesim::ranks {

/// Name and version of the MPI library; "" without one.
std::string library();

/// MPI between its start and its end; nothing when `wanted` is false. Throws InputError when this program was built
/// without MPI.
class Scope {
 public:
  explicit Scope(bool wanted);
  ~Scope();
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

  /// True for the rank that speaks and merges.
  bool first() const { return rank_ == 0; }
  /// Waits for all ranks.
  void wait() const;
  /// What `make` gives on the first rank, and afterwards `take` on the others.
  template <class Make, class Take>
  auto first_then_others(Make make, Take take) const {
    if (!first()) {
      wait();
      return take();
    }
    auto made = make();
    wait();
    return made;
  }
  /// What the first rank says, on all of them.
  bool from_first(bool said) const;
  /// Calls `work` on every rank with what hands out the shards, each to the rank that asks first; returns when all
  /// ranks are through. All ranks call it with the same list.
  void share(std::vector<std::uint64_t> shards, const std::function<void(const NextShard&)>& work) const;

 private:
  bool wanted_;
  int rank_ = 0;
};

}  // namespace racesim::ranks
