#include "racesim/experiment/plan.hpp"

namespace racesim {

void cut_into_shards(Plan& plan, std::uint64_t runs) {
  constexpr std::uint64_t chunk_runs = 4096;  // 32 KiB of a number per run: copying is then bound by the disk
  const auto per_point = static_cast<std::uint64_t>(plan.runs_per_point);
  const auto points = static_cast<std::uint64_t>(plan.points);
  const std::uint64_t wanted = std::clamp<std::uint64_t>(runs / per_point, 1, points);
  const std::uint64_t chunk = std::max<std::uint64_t>(chunk_runs / per_point, 1);
  plan.chunk_points = static_cast<std::int64_t>(chunk);
  plan.shard_points = static_cast<std::int64_t>(wanted < chunk ? wanted : (wanted + chunk - 1) / chunk * chunk);
}

}  // namespace racesim
