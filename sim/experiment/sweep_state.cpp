#include "racesim/experiment/sweep_state.hpp"

#include "racesim/io/pending_file.hpp"

namespace racesim {

SweepState state_of(const Sweep& sweep) {
  SweepState state;
  for (std::uint64_t shard = 0; shard < sweep.plan.shards(); ++shard) {
    const ShardState found = inspect(sweep, shard).state;
    if (found == ShardState::done) {
      state.done.push_back(shard);
      state.runs_done += sweep.plan.runs_of(shard).count;
    } else if (being_written(sweep.shard_path(shard))) {
      state.running.push_back(shard);
    } else {
      (found == ShardState::missing ? state.missing : state.broken).push_back(shard);
    }
  }
  return state;
}

std::vector<std::uint64_t> not_done(const Sweep& sweep, std::vector<std::uint64_t> shards) {
  std::erase_if(shards,
                [&](std::uint64_t shard) { return inspect(sweep, shard, Look::thorough).state == ShardState::done; });
  return shards;
}

std::uint64_t runs_of(const Sweep& sweep, const std::vector<std::uint64_t>& shards) {
  std::uint64_t runs = 0;
  for (const std::uint64_t shard : shards) runs += sweep.plan.runs_of(shard).count;
  return runs;
}

std::string ranges_text(const std::vector<std::uint64_t>& numbers) {
  std::string text;
  for (std::size_t k = 0; k < numbers.size();) {
    std::size_t last = k;
    while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
    text += (text.empty() ? "" : ", ") + std::to_string(numbers[k]);
    if (last > k) text += "-" + std::to_string(numbers[last]);
    k = last + 1;
  }
  return text;
}

}  // namespace racesim
