// The form core as WebAssembly gives the same answers as the native one, byte for byte. The module runs in Node,
// connected by a pipe (form_core.mjs); the build defines UNDERSIGNED_NODE and the module's path.
#include <fcntl.h>
#include <spawn.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

#include "shared/limits.h"
#include "shared/signature/form.h"
#include "tests/fuzz/fuzz.h"

extern char** environ;  // NOLINT: POSIX names it

namespace {

using namespace undersigned;
using fuzz::must;

// One question at a time: two lengths and two texts out, one length and one text back.
class WebAssemblyCore {
 public:
  WebAssemblyCore() {
    std::array<int, 2> questions{};
    std::array<int, 2> answers{};
    must(pipe2(questions.data(), O_CLOEXEC) == 0 && pipe2(answers.data(), O_CLOEXEC) == 0, "pipes");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, questions[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, answers[1], STDOUT_FILENO);
    std::string node = UNDERSIGNED_NODE;
    std::string script = UNDERSIGNED_FORM_CORE_SCRIPT;
    std::array<char*, 3> arguments{node.data(), script.data(), nullptr};
    pid_t process = 0;
    must(posix_spawn(&process, node.c_str(), &actions, nullptr, arguments.data(), environ) == 0, "Node starts");
    posix_spawn_file_actions_destroy(&actions);
    close(questions[0]);
    close(answers[1]);
    out_ = questions[1];
    in_ = answers[0];
  }

  std::string check(std::string_view rules, std::string_view form) {
    std::string question;
    add_number(question, rules.size());
    add_number(question, form.size());
    question.append(rules).append(form);
    write_exactly(question);
    std::uint32_t size = 0;
    read_exactly(&size, sizeof(size));
    std::string answer(size, '\0');
    read_exactly(answer.data(), size);
    return answer;
  }

 private:
  static void add_number(std::string& out, std::size_t number) {
    const auto value = static_cast<std::uint32_t>(number);
    std::array<char, sizeof(value)> bytes{};
    std::memcpy(bytes.data(), &value, sizeof(value));
    out.append(bytes.data(), bytes.size());
  }

  // libFuzzer's timer may interrupt reads and writes with a signal.
  void write_exactly(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t count = write(out_, bytes.data(), bytes.size());
      must(count > 0 || errno == EINTR, "a question is sent");
      if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }

  void read_exactly(void* to, std::size_t size) const {
    auto* at = static_cast<char*>(to);
    while (size > 0) {
      const ssize_t count = read(in_, at, size);
      must(count > 0 || (count < 0 && errno == EINTR), "WebAssembly answers");
      if (count < 0) continue;
      at += count;
      size -= static_cast<std::size_t>(count);
    }
  }

  int out_ = -1;
  int in_ = -1;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > limits::kRequestBodyBytesMax) return 0;
  static WebAssemblyCore core;
  std::string_view form = fuzz::as_text(data, size);
  const std::string_view rules = fuzz::take_line(form);
  must(core.check(rules, form) == check_form(rules, form), "WebAssembly answers as the native core does");
  return 0;
}
