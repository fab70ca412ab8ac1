// A program that runs beside a test, and a temporary folder that is removed after the test.
#pragma once

#include <sys/types.h>

#include <cstdio>
#include <string>
#include <vector>

namespace undersigned::mail {

// Its standard output is read line by line. The destructor closes its standard input and waits for it.
class Process {
 public:
  explicit Process(const std::vector<std::string>& command);
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process();

  std::string read_line();  // without the line end; empty at the end of the output
  std::string read_all();
  int wait();  // returns its exit status

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
