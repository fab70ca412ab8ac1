// Owns a file descriptor and closes it.
#pragma once

#include <unistd.h>

#include <utility>

namespace undersigned::base {

class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int value) : value_(value) {}
  FileDescriptor(FileDescriptor&& other) noexcept : value_(std::exchange(other.value_, kNone)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  ~FileDescriptor() {
    if (is_open()) ::close(value_);
  }

  [[nodiscard]] bool is_open() const { return value_ >= 0; }
  [[nodiscard]] int get() const { return value_; }  // -1: none
  void reset() { *this = FileDescriptor(); }

 private:
  static constexpr int kNone = -1;

  int value_ = kNone;
};

}  // namespace undersigned::base
