// The server's log, for tests that check it.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <string>

#include "server/base/log.h"

namespace undersigned::testing {

// While this object exists, the whole log goes to this file. Other tests log only errors (main.cpp).
class CapturedStderr {
 public:
  explicit CapturedStderr(const std::string& file) : kept_(dup(STDERR_FILENO)) {
    const int written = open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    dup2(written, STDERR_FILENO);
    close(written);
    base::set_level(base::LogLevel::Debug);
  }
  CapturedStderr(const CapturedStderr&) = delete;
  CapturedStderr& operator=(const CapturedStderr&) = delete;
  ~CapturedStderr() {
    base::set_level(base::LogLevel::Error);
    dup2(kept_, STDERR_FILENO);
    close(kept_);
  }

 private:
  int kept_;
};

}  // namespace undersigned::testing
