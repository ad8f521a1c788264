#include "progress.hpp"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "terminal.hpp"

namespace racesim {

namespace {

constexpr std::chrono::duration<double> between_bars{0.2};
constexpr std::chrono::duration<double> between_lines{5};
constexpr std::size_t bar_columns = 30;

}  // namespace

void Progress::show() {
  if (form_ == Form::none || elapsed() < next_) return;
  next_ = elapsed() + (form_ == Form::bar ? between_bars : between_lines);
  drawn_ = form_ == Form::bar;
  std::fputs((form_ == Form::bar ? "\r" + bar() + "\033[K" : line() + "\n").c_str(), stderr);
  std::fflush(stderr);
}

void Progress::clear() {
  if (!drawn_) return;
  std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
  drawn_ = false;
}

std::string Progress::bar() const {
  const double share = static_cast<double>(done()) / static_cast<double>(runs_);
  const double rate = static_cast<double>(done()) / elapsed().count();
  const auto full = std::min(bar_columns, static_cast<std::size_t>(share * bar_columns));
  const std::string left = done() == 0 ? "?" : clock_time(static_cast<double>(runs_ - done()) / rate);
  const std::string then = done() == runs_ ? "writing" : left + " left";
  return fmt::format("[{}{}] {:3.0f} %  {}/{} runs  {} runs/s  {}", std::string(full, '#'),
                     std::string(bar_columns - full, '.'), 100 * share, done(), runs_, human(rate), then);
}

std::string Progress::line() const {
  const double rate = static_cast<double>(done()) / elapsed().count();
  const std::string left = done() == 0 ? "null" : fmt::format("{:.1f}", static_cast<double>(runs_ - done()) / rate);
  return fmt::format(R"({{"runs":{},"of":{},"seconds":{:.1f},"runs_per_second":{:.4g},"seconds_left":{}}})", done(),
                     runs_, elapsed().count(), rate, left);
}

}  // namespace racesim
