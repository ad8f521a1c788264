#pragma once
// HDF5 works behind one lock, so one thread writes while the others compute.
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "racesim/io/dataset_writer.hpp"

namespace racesim {

/// Rows of one variable that own their values.
struct Rows {
  std::string variable;
  std::optional<std::size_t> first_row;  ///< none: appended after the last row written
  std::variant<std::vector<float>, std::vector<double>, std::vector<std::int8_t>, std::vector<std::int32_t>,
               std::vector<std::int64_t>, std::vector<std::string>>
      values;
};

/// Writes batches in the order they were pushed. From construction to join() the writer belongs to this thread.
class WriterThread {
 public:
  /// At most `capacity` batches wait; a producer that is ahead by more blocks, so memory stays bounded.
  explicit WriterThread(DatasetWriter& writer, std::size_t capacity = 8);
  /// Without join(): drops what still waits.
  ~WriterThread();
  WriterThread(const WriterThread&) = delete;
  WriterThread& operator=(const WriterThread&) = delete;

  /// Hands over a batch, from any thread. Throws what the writer threw at an earlier batch.
  void push(std::vector<Rows> batch);
  /// Writes all that waits and ends the thread; throws what the writer threw. Then call DatasetWriter::finish().
  void join();

 private:
  void run();
  std::optional<std::vector<Rows>> next();
  void stop();

  DatasetWriter& writer_;
  const std::size_t capacity_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::vector<Rows>> waiting_;
  std::exception_ptr error_;
  bool closed_ = false;  ///< no more batches will come
  std::thread thread_;
};

}  // namespace racesim
