#pragma once
// Who learns from whom: a directed weighted multigraph, one layer of in-edges per channel.
#include <cstdint>
#include <span>
#include <string_view>

#include "racesim/core/column.hpp"

namespace racesim {

/// Channels of learning, in the order they are named everywhere.
enum class Channel : std::uint8_t { publication, open_weights, talent, distillation, espionage };
inline constexpr int n_channels = 5;
std::span<const std::string_view> enum_names(Channel);

/// In-edges of one channel in compressed rows: sources and weights of lab i stand at offset[i] .. offset[i+1]-1.
struct Layer {
  Column<std::uint32_t> offset;  ///< labs + 1
  Column<std::uint32_t> source;  ///< edges, ascending within a row
  Column<double> weight;         ///< edges; publication: times what the source publishes; espionage: chance a month
};

/// Who builds on the open weights of each named lab: the developers of lab i stand at offset[i] .. offset[i+1]-1.
struct Followers {
  Column<std::uint32_t> offset;  ///< named labs + 1
  Column<std::uint32_t> lab;     ///< ascending within a row
};

struct Network {
  Layer layer[n_channels];
  Followers followers;
  Column<std::uint32_t> spied_on;  ///< agent of the source of every espionage edge: the addresses of their draws
  const Layer& operator[](Channel channel) const { return layer[static_cast<int>(channel)]; }
};

}  // namespace racesim
