#include "progress_display.hpp"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "errors.hpp"
#include "terminal.hpp"

namespace racesim {

namespace {

constexpr std::chrono::duration<double> between_bars{0.2};
constexpr std::chrono::duration<double> between_lines{5};
constexpr std::size_t bar_columns = 30;

}  // namespace

ProgressDisplay::ProgressDisplay(std::uint64_t runs, bool quiet, bool verbose) : Progress(runs), form_(Form::none) {
  if (quiet) return;
  if (is_terminal(2))
    form_ = Form::bar;
  else if (verbose)
    form_ = Form::lines;
}

void ProgressDisplay::say(const std::string& message) {
  clear();
  note(message);
}

void ProgressDisplay::show() {
  if (form_ == Form::none || elapsed() < next_) return;
  next_ = elapsed() + (form_ == Form::bar ? between_bars : between_lines);
  drawn_ = form_ == Form::bar;
  std::fputs((form_ == Form::bar ? "\r" + bar() + "\033[K" : line() + "\n").c_str(), stderr);
  std::fflush(stderr);
}

void ProgressDisplay::clear() {
  if (!drawn_) return;
  std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
  drawn_ = false;
}

std::string ProgressDisplay::bar() const {
  const double share = static_cast<double>(done()) / static_cast<double>(runs());
  const double rate = static_cast<double>(done()) / elapsed().count();
  const auto full = std::min(bar_columns, static_cast<std::size_t>(share * bar_columns));
  const std::string left = done() == 0 ? "?" : clock_time(static_cast<double>(runs() - done()) / rate);
  const std::string then = done() == runs() ? "writing" : left + " left";
  return fmt::format("[{}{}] {:3.0f} %  {}/{} runs  {} runs/s  {}", std::string(full, '#'),
                     std::string(bar_columns - full, '.'), 100 * share, done(), runs(), human(rate), then);
}

std::string ProgressDisplay::line() const {
  const double rate = static_cast<double>(done()) / elapsed().count();
  const std::string left = done() == 0 ? "null" : fmt::format("{:.1f}", static_cast<double>(runs() - done()) / rate);
  return fmt::format(R"({{"runs":{},"of":{},"seconds":{:.1f},"runs_per_second":{:.4g},"seconds_left":{}}})", done(),
                     runs(), elapsed().count(), rate, left);
}

}  // namespace racesim
