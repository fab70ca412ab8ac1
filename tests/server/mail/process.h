// A program that a test runs beside itself, and a folder of its own that goes when the test is done.
#pragma once

#include <sys/types.h>

#include <cstdio>
#include <string>
#include <vector>

namespace undersigned::mail {

// Its standard output is read line by line; its standard input ends, and it is waited for, when the object goes.
class Process {
 public:
  explicit Process(const std::vector<std::string>& command);
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process();

  std::string read_line();  // without its end; empty when there is none any more
  std::string read_all();
  int wait();  // its exit status

 private:
  pid_t pid_ = -1;
  std::FILE* output_ = nullptr;
  int input_ = -1;
};

class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

void write_text(const std::string& path, const std::string& text);
std::string read_text(const std::string& path);

}  // namespace undersigned::mail
