#include "racesim/core/normals.hpp"

#include "normals_kernel.hpp"

namespace racesim {
namespace {

const NormalsKernel& kernel(InstructionSet set) {
  return variant(set, baseline::normals_kernel, avx2::normals_kernel, avx512::normals_kernel);
}

std::size_t lanes(std::span<const std::uint32_t> ids, std::span<double> out) {
  return ids.empty() ? 0 : out.size() / ids.size();
}

}  // namespace

void normals(const Address& at, std::span<const std::uint32_t> ids, std::span<double> out, InstructionSet set) {
  kernel(set).normals(at, ids.data(), ids.size(), lanes(ids, out), out.data());
}

void uniforms(const Address& at, std::span<const std::uint32_t> ids, std::span<double> out, InstructionSet set) {
  kernel(set).uniforms(at, ids.data(), ids.size(), lanes(ids, out), out.data());
}

}  // namespace racesim
