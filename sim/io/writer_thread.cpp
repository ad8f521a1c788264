#include "racesim/io/writer_thread.hpp"

#include <utility>

namespace racesim {
namespace {

void write(DatasetWriter& writer, const Rows& rows) {
  std::visit(
      [&](const auto& values) {
        if (rows.first_row) {
          writer.write_rows(rows.variable, *rows.first_row, values);
        } else {
          writer.append_rows(rows.variable, values);
        }
      },
      rows.values);
}

}  // namespace

WriterThread::WriterThread(DatasetWriter& writer, std::size_t capacity)
    : writer_(writer), capacity_(capacity), thread_([this] { run(); }) {}

WriterThread::~WriterThread() {
  {
    const std::lock_guard lock(mutex_);
    waiting_.clear();
  }
  stop();
}

void WriterThread::push(std::vector<Rows> batch) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return error_ || waiting_.size() < capacity_; });
  if (error_) std::rethrow_exception(error_);
  waiting_.push_back(std::move(batch));
  changed_.notify_all();
}

void WriterThread::join() {
  stop();
  if (error_) std::rethrow_exception(error_);
}

void WriterThread::stop() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

std::optional<std::vector<Rows>> WriterThread::next() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
  if (waiting_.empty()) return {};
  auto batch = std::move(waiting_.front());
  waiting_.pop_front();
  changed_.notify_all();
  return batch;
}

void WriterThread::run() {
  try {
    while (const auto batch = next()) {
      for (const auto& rows : *batch) write(writer_, rows);
    }
  } catch (...) {
    const std::lock_guard lock(mutex_);
    error_ = std::current_exception();
    waiting_.clear();
    changed_.notify_all();
  }
}

}  // namespace racesim
