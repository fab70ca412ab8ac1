// The mails that a server under test has written to its spool folder, read as a person reads them; and the hours and
// days that a test cannot wait for.
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
  std::string subject;  // as written: ASCII subjects only
  std::string text;     // the plain part

  // The six digits that stand on a line of their own, and the path of the link to /confirm or of the one that opens
  // /my;
  // "" where there is none.
  [[nodiscard]] std::string code() const;
  [[nodiscard]] std::string link() const;
  [[nodiscard]] std::string my_link() const;
};

// A letter as it went over the wire.
ReceivedMail letter_of(const std::string& bytes);

// Every letter to an address, the oldest first, once there are `count`; fewer if they do not come.
std::vector<ReceivedMail> letters_to(const App& app, const std::string& address, std::size_t count = 1);
ReceivedMail letter_to(const App& app, const std::string& address);

// Makes every mail and code of the server so much older.
void let_pass(const App& app, std::int64_t ms);

}  // namespace undersigned::testing
