#include "racesim/io/pending_file.hpp"

#include <sys/stat.h>

#include "racesim/core/diagnostic.hpp"
#include "support/catch.hpp"
#include "support/scratch.hpp"

namespace racesim {
namespace {

namespace fs = std::filesystem;

void put(const fs::path& path, const std::string& text, Existing existing = Existing::keep) {
  PendingFile file(path, existing);
  std::ofstream(file.temporary()) << text;
  file.commit();
}

std::string failure(const fs::path& path) {
  try {
    put(path, "x");
  } catch (const RunError& error) {
    return error.what();
  }
  return "nothing failed";
}

std::string message(const fs::path& path, const std::string& cause) {
  return "cannot write \"" + path.string() + "\": " + cause;
}

/// A child that is writing `path` until it is killed.
pid_t start_writing(const fs::path& path) {
  int ready[2] = {};
  REQUIRE(pipe(ready) == 0);
  const pid_t child = start_child([&] {
    PendingFile file(path, Existing::keep);
    std::ofstream(file.temporary()) << "half";
    if (write(ready[1], "x", 1) == 1) pause();
    return 0;
  });
  char byte = 0;
  close(ready[1]);
  REQUIRE(read(ready[0], &byte, 1) == 1);
  close(ready[0]);
  return child;
}

}  // namespace

TEST_CASE("A file has its name only from commit on") {
  const Scratch scratch;
  PendingFile file(scratch / "a.h5", Existing::keep);
  CHECK(file.temporary() == scratch / (".a.h5.tmp-" + std::to_string(getpid())));
  CHECK_FALSE(fs::exists(scratch / "a.h5"));
  file.commit();
  CHECK(scratch.names() == std::set<std::string>{"a.h5"});
}

TEST_CASE("Earlier files are kept under numbers that rise with time") {
  const Scratch scratch;
  for (const char* text : {"first", "second", "third"}) put(scratch / "a.h5", text);
  CHECK(scratch.names() == std::set<std::string>{"a.h5", "a.h5.~1~", "a.h5.~2~"});
  CHECK(text_of(scratch / "a.h5") == "third");
  CHECK(text_of(scratch / "a.h5.~1~") == "first");
  fs::remove(scratch / "a.h5.~1~");
  put(scratch / "a.h5", "fourth");
  CHECK(text_of(scratch / "a.h5.~3~") == "third");
}

TEST_CASE("An earlier file is gone when it is to be replaced, and stays when the new one is not committed") {
  const Scratch scratch;
  put(scratch / "a.h5", "first");
  { const PendingFile dropped(scratch / "a.h5", Existing::replace); }
  CHECK(text_of(scratch / "a.h5") == "first");
  put(scratch / "a.h5", "second", Existing::replace);
  CHECK(text_of(scratch / "a.h5") == "second");
  CHECK(scratch.names() == std::set<std::string>{"a.h5"});
}

TEST_CASE("A name that cannot be written is refused at once, with path and cause") {
  const Scratch scratch;
  CHECK(failure(scratch / "no/a.h5") == message(scratch / "no/a.h5", "No such file or directory"));
  CHECK(failure(scratch.path()) == message(scratch.path(), "Is a directory"));
  CHECK(failure(scratch / "") == message(scratch / "", "Is a directory"));
  REQUIRE(mkfifo((scratch / "pipe").c_str(), 0600) == 0);  // never a real device: a faulty build run by root loses it
  CHECK(failure(scratch / "pipe") == message(scratch / "pipe", "it is not a regular file"));
  put(scratch / "fixed.h5", "precious");
  fs::permissions(scratch / "fixed.h5", fs::perms::owner_read);
  CHECK(failure(scratch / "fixed.h5") == message(scratch / "fixed.h5", "the file is read-only"));
  CHECK(text_of(scratch / "fixed.h5") == "precious");
  CHECK(scratch.names() == std::set<std::string>{"fixed.h5", "pipe"});
}

TEST_CASE("A directory without write permission is a RunError") {
  const Scratch scratch;
  fs::permissions(scratch.path(), fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_all);
  fs::permissions(scratch.path(), fs::perms(0555));
  const int end = end_of(start_child([&] {
    if (geteuid() == 0 && setuid(65534) != 0) return 2;  // root may write anywhere
    return failure(scratch / "a.h5") == message(scratch / "a.h5", "Permission denied") ? 0 : 1;
  }));
  CHECK(end == 0);
}

TEST_CASE("A symbolic link is written through") {
  const Scratch scratch;
  fs::create_directory(scratch / "disk");
  fs::create_symlink("disk/real.h5", scratch / "latest.h5");
  for (const char* text : {"first", "second"}) put(scratch / "latest.h5", text);
  CHECK(fs::is_symlink(scratch / "latest.h5"));
  CHECK(text_of(scratch / "disk/real.h5") == "second");
  CHECK(text_of(scratch / "disk/real.h5.~1~") == "first");
}

TEST_CASE("A killed process leaves nothing under the final name, and the next one clears up after it") {
  const Scratch scratch;
  const pid_t child = start_writing(scratch / "a.h5");
  kill(child, SIGKILL);
  CHECK(end_of(child) == -SIGKILL);
  const std::string left = ".a.h5.tmp-" + std::to_string(child);
  CHECK(scratch.names() == std::set<std::string>{left});
  put(scratch / "other.h5", "of another name");
  CHECK(scratch.names() == std::set<std::string>{left, "other.h5"});
  put(scratch / "a.h5", "whole");
  CHECK(scratch.names() == std::set<std::string>{"a.h5", "other.h5"});
}

TEST_CASE("What a living process is writing is left alone") {
  const Scratch scratch;
  const pid_t child = start_writing(scratch / "a.h5");
  put(scratch / "a.h5", "whole");
  CHECK(scratch.names() == std::set<std::string>{"a.h5", ".a.h5.tmp-" + std::to_string(child)});
  kill(child, SIGKILL);
  end_of(child);
}

TEST_CASE("What an earlier process with this one's number left behind is cleared up, but not this one's own") {
  const Scratch scratch;
  std::ofstream(scratch / (".a.h5.tmp-" + std::to_string(getpid()))) << "old";
  const PendingFile file(scratch / "a.h5", Existing::keep);
  CHECK(text_of(file.temporary()).empty());
  CHECK(failure(scratch / "a.h5") ==
        message(scratch / "a.h5", "it is being written (\"" + file.temporary().string() + "\")"));
  CHECK(fs::exists(file.temporary()));
}

}  // namespace racesim
