#pragma once
// Batches finish in any order; files must not depend on it.
#include <map>
#include <mutex>
#include <vector>

#include "racesim/io/writer_thread.hpp"

namespace racesim {

/// Hands batches to a writer in the order of their runs, holding back those whose turn has not come.
class RowsInOrder {
 public:
  explicit RowsInOrder(WriterThread& thread) : thread_(thread) {}

  /// Takes the rows of runs [first, first + count); from any thread.
  void push(std::size_t first, std::size_t count, std::vector<Rows> rows);
  /// Hands over what is left after gaps that an interruption has left.
  void push_rest();

 private:
  struct Early {
    std::size_t count;
    std::vector<Rows> rows;
  };
  WriterThread& thread_;
  std::mutex mutex_;
  std::map<std::size_t, Early> early_;  ///< by first run
  std::size_t next_ = 0;                ///< run whose turn it is
};

}  // namespace racesim
