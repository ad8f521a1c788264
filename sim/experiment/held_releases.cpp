#include "held_releases.hpp"

#include <cerrno>
#include <system_error>
#include <type_traits>
#include <vector>

#include "racesim/core/diagnostic.hpp"

namespace racesim {

static_assert(std::is_trivially_copyable_v<ReleaseOfRun>);

namespace {

[[noreturn]] void fail() {
  throw RunError("cannot keep releases in a temporary file: " + std::generic_category().message(errno));
}

}  // namespace

void HeldReleases::keep(std::span<const ReleaseOfRun> releases) {
  if (releases.empty()) return;
  if (!file_) file_.reset(std::tmpfile());
  if (!file_ || std::fwrite(releases.data(), sizeof(ReleaseOfRun), releases.size(), file_.get()) != releases.size())
    fail();
}

void HeldReleases::hand_back(const std::function<void(std::span<const ReleaseOfRun>)>& take) {
  constexpr std::size_t at_once = 65536;
  if (!file_) return;
  if (std::fflush(file_.get()) != 0) fail();
  std::rewind(file_.get());
  std::vector<ReleaseOfRun> some(at_once);
  while (const std::size_t count = std::fread(some.data(), sizeof(ReleaseOfRun), at_once, file_.get()))
    take(std::span(some).first(count));
  if (std::ferror(file_.get()) != 0) fail();
  file_.reset();
}

}  // namespace racesim
