// The mails that a server under test has written to its spool folder, read as a person would. Also moves the clock by
// hours and days.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/server/app/fixture.h"

namespace undersigned::testing {

struct ReceivedMail {
  std::string bytes;
  std::string to;
  std::string subject;  // as written; only ASCII subjects
  std::string text;     // the plain text part

  // The six digits on a line of their own; the path of the link to /confirm; the path of the link that opens /my. "" if
  // missing.
  [[nodiscard]] std::string code() const;
  [[nodiscard]] std::string link() const;
  [[nodiscard]] std::string my_link() const;
};

// A mail from its bytes as sent.
ReceivedMail letter_of(const std::string& bytes);

// Every mail to an address, oldest first, once there are `count`; fewer if they do not arrive in time.
std::vector<ReceivedMail> letters_to(const App& app, const std::string& address, std::size_t count = 1);
ReceivedMail letter_to(const App& app, const std::string& address);

// Makes every mail and code of the server older by `ms`.
void let_pass(const App& app, std::int64_t ms);

}  // namespace undersigned::testing
