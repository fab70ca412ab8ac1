#include "server/app/password_prompt.h"

#include <termios.h>
#include <unistd.h>

#include <iostream>

namespace undersigned::app {
namespace {

// Turns off the terminal's echo during its lifetime.
class EchoOff {
 public:
  EchoOff() {
    active_ = tcgetattr(STDIN_FILENO, &before_) == 0;
    if (!active_) return;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    active_ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
  }
  EchoOff(const EchoOff&) = delete;
  EchoOff& operator=(const EchoOff&) = delete;
  ~EchoOff() {
    if (active_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }

 private:
  termios before_{};
  bool active_ = false;
};

std::string prompt(const Console& console, const char* words) {
  console.err << words << std::flush;
  const EchoOff echo_off;
  std::string line;
  std::getline(console.in, line);
  console.err << '\n';
  return line;
}

}  // namespace

std::optional<std::string> read_new_password(const Console& console) {
  const bool at_terminal = &console.in == &std::cin && isatty(STDIN_FILENO) == 1;
  std::string password;
  if (!at_terminal) {
    std::getline(console.in, password);
  } else {
    password = prompt(console, "Password: ");
    if (prompt(console, "Repeat the password: ") != password) {
      console.err << "The passwords do not match.\n";
      return std::nullopt;
    }
  }
  if (password.empty()) {
    console.err << "No password was entered.\n";
    return std::nullopt;
  }
  return password;
}

}  // namespace undersigned::app
