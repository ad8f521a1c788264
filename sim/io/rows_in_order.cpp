#include "racesim/io/rows_in_order.hpp"

namespace racesim {

void RowsInOrder::push(std::size_t first, std::size_t count, std::vector<Rows> rows) {
  const std::lock_guard lock(mutex_);
  early_.emplace(first, Early{count, std::move(rows)});
  for (auto turn = early_.find(next_); turn != early_.end(); turn = early_.find(next_)) {
    next_ += turn->second.count;
    thread_.push(std::move(turn->second.rows));
    early_.erase(turn);
  }
}

void RowsInOrder::push_rest() {
  for (auto& [first, early] : early_) thread_.push(std::move(early.rows));
  early_.clear();
}

}  // namespace racesim
