#include "racesim/core/diagnostic.hpp"

#include <algorithm>
#include <cctype>
#include <tuple>

#include <fmt/format.h>

namespace racesim {
namespace {

std::string place(const Mark& mark) {
  if (mark.file.empty()) return "";
  if (mark.line == 0) return mark.file + ": ";
  if (mark.column == 0) return fmt::format("{}:{}: ", mark.file, mark.line);
  return fmt::format("{}:{}:{}: ", mark.file, mark.line, mark.column);
}

std::string joined(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (!text.empty()) text += '\n';
    text += to_string(diagnostic);
  }
  return text;
}

bool same(const Diagnostic& a, const Diagnostic& b) {
  return std::tie(a.severity, a.mark.file, a.mark.line, a.mark.column, a.message) ==
         std::tie(b.severity, b.mark.file, b.mark.line, b.mark.column, b.message);
}

/// Edits (insert, delete, replace, swap of neighbours) that turn `a` into `b`, case ignored.
size_t edit_distance(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
  std::vector<size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replace = last[j - 1] + (lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1);
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, replace});
      const bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
      if (swapped) now[j] = std::min(now[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, now);
  }
  return last[b.size()];
}

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('.') + 1); }

/// Place of the word nearest to `word`; as many as there are where none is near.
std::size_t nearest_word(std::string_view word, std::span<const std::string> allowed) {
  constexpr std::size_t longest = 100;  // the distance takes time in the product of the lengths; no key is longer
  std::size_t best = allowed.size();
  if (word.size() > longest) return best;
  std::size_t nearest = 1 + std::max<std::size_t>(1, word.size() / 3);
  for (std::size_t k = 0; k < allowed.size(); ++k) {
    if (allowed[k].size() > longest) continue;
    const std::size_t distance = edit_distance(word, allowed[k]);
    if (distance < nearest && distance < std::max(word.size(), allowed[k].size())) {
      nearest = distance;
      best = k;
    }
  }
  return best;
}

}  // namespace

std::string to_string(const Diagnostic& diagnostic) {
  const char* severity = diagnostic.severity == Diagnostic::Severity::error ? "error" : "warning";
  std::string text = fmt::format("{}{}: {}", place(diagnostic.mark), severity, diagnostic.message);
  if (!diagnostic.hint.empty()) text += fmt::format(" ({})", diagnostic.hint);
  return text;
}

void Diagnostics::error(Mark mark, std::string message, std::string hint) {
  found_.push_back({Diagnostic::Severity::error, std::move(mark), std::move(message), std::move(hint)});
}

void Diagnostics::warning(Mark mark, std::string message, std::string hint) {
  found_.push_back({Diagnostic::Severity::warning, std::move(mark), std::move(message), std::move(hint)});
}

std::size_t Diagnostics::error_count() const {
  const auto is_error = [](const Diagnostic& d) { return d.severity == Diagnostic::Severity::error; };
  return static_cast<std::size_t>(std::count_if(found_.begin(), found_.end(), is_error));
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  std::vector<std::string> files;
  const auto rank = [&](const Mark& mark) { return std::find(files.begin(), files.end(), mark.file) - files.begin(); };
  for (const Diagnostic& d : found_) {
    if (rank(d.mark) == std::ssize(files)) files.push_back(d.mark.file);
  }
  std::vector<Diagnostic> result = found_;
  std::stable_sort(result.begin(), result.end(), [&](const Diagnostic& a, const Diagnostic& b) {
    return std::tuple(rank(a.mark), a.mark.line, a.mark.column) < std::tuple(rank(b.mark), b.mark.line, b.mark.column);
  });
  result.erase(std::unique(result.begin(), result.end(), same), result.end());
  return result;
}

InputError::InputError(std::vector<Diagnostic> diagnostics)
    : std::runtime_error(joined(diagnostics)), diagnostics_(std::move(diagnostics)) {}

InputError::InputError(Mark mark, std::string message, std::string hint)
    : InputError(std::vector<Diagnostic>{
          {Diagnostic::Severity::error, std::move(mark), std::move(message), std::move(hint)}}) {}

std::string did_you_mean(std::string_view word, std::span<const std::string> allowed) {
  const std::size_t nearest = nearest_word(word, allowed);
  return nearest < allowed.size() ? fmt::format("did you mean \"{}\"?", allowed[nearest]) : "";
}

std::string same_end(std::string_view end, std::span<const std::string> allowed) {
  std::string same;
  for (const std::string& each : allowed) {
    if (last_part(each) == end) same += fmt::format("{}\"{}\"", same.empty() ? "" : " or ", each);
  }
  return same.empty() ? "" : fmt::format("did you mean {}?", same);
}

std::string did_you_mean_path(std::string_view path, std::span<const std::string> allowed) {
  std::string meant = same_end(last_part(path), allowed);
  if (meant.empty()) meant = did_you_mean(path, allowed);
  if (!meant.empty()) return meant;
  std::vector<std::string> ends;
  for (const std::string& each : allowed) ends.emplace_back(last_part(each));
  const std::size_t nearest = nearest_word(last_part(path), ends);
  return nearest < ends.size() ? fmt::format("did you mean \"{}\"?", allowed[nearest]) : "";
}

std::string list_allowed(std::span<const std::string> allowed) {
  constexpr size_t shown = 12;
  std::string text = "allowed: ";
  for (size_t i = 0; i < std::min(shown, allowed.size()); ++i) text += (i ? ", " : "") + allowed[i];
  if (allowed.size() > shown) text += fmt::format(", and {} more", allowed.size() - shown);
  return text;
}

}  // namespace racesim
