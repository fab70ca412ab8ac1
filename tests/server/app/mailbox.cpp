#include "tests/server/app/mailbox.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

namespace undersigned::testing {
namespace {

// RFC 2045 6.7.
std::string from_quoted_printable(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') continue;
    if (text[i] != '=') {
      out.push_back(text[i]);
    } else if (text.compare(i, 3, "=\r\n") == 0) {
      i += 2;
    } else {
      out.push_back(static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16)));
      i += 2;
    }
  }
  return out;
}

std::string first_match(const std::string& text, const char* pattern) {
  std::smatch found;
  return std::regex_search(text, found, std::regex(pattern, std::regex::multiline)) ? found[1].str() : std::string();
}

std::vector<ReceivedMail> read_letters(const App& app, const std::string& address) {
  std::vector<std::filesystem::path> files;
  for (const auto& file : std::filesystem::directory_iterator(app.service().mail_spool())) {
    if (file.path().extension() == ".eml") files.push_back(file.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<ReceivedMail> letters;
  for (const auto& file : files) {
    std::ifstream stream(file, std::ios::binary);
    ReceivedMail letter = letter_of({std::istreambuf_iterator<char>(stream), {}});
    if (letter.to == address) letters.push_back(std::move(letter));
  }
  return letters;
}

}  // namespace

std::string ReceivedMail::code() const {
  return first_match(text, R"(^\s*(\d{6})\s*$)");
}

std::string ReceivedMail::link() const {
  return first_match(text, R"(https?://[^/\s]+(/confirm\?\S+))");
}

std::string ReceivedMail::my_link() const {
  return first_match(text, R"(https?://[^/\s]+(/my\?t=\S+))");
}

ReceivedMail letter_of(const std::string& bytes) {
  ReceivedMail letter;
  letter.bytes = bytes;
  letter.to = between(bytes, "\r\nTo: ", "\r\n");
  letter.subject = between(bytes, "\r\nSubject: ", "\r\n");
  const std::string part = between(bytes, "Content-Type: text/plain", "\r\n--=_");  // mail.cpp: the boundary
  letter.text = from_quoted_printable(part.substr(std::min(part.find("\r\n\r\n"), part.size())));
  return letter;
}

std::vector<ReceivedMail> letters_to(const App& app, const std::string& address, std::size_t count) {
  std::vector<ReceivedMail> letters;
  eventually([&] {
    letters = read_letters(app, address);
    return letters.size() >= count;
  });
  return letters;
}

ReceivedMail letter_to(const App& app, const std::string& address) {
  const std::vector<ReceivedMail> letters = letters_to(app, address);
  return letters.empty() ? ReceivedMail{} : letters.back();
}

void let_pass(const App& app, std::int64_t ms) {
  SQLite::Database database(app.folder().file("data/undersigned.db"), SQLite::OPEN_READWRITE, 5'000);
  // A mail in the spool folder is marked as sent in the database a moment later.
  const auto all_sent = [&] {
    return database
               .execAndGet("SELECT count(*) FROM outbox WHERE due_ms <= (julianday('now') - 2440587.5) * 86400000.0")
               .getInt() == 0;
  };
  eventually(all_sent);
  const std::string by = std::to_string(ms);
  database.exec("UPDATE confirmation SET issued_ms = issued_ms - " + by + ", mailed_ms = mailed_ms - " + by);
  for (const char* table : {"confirmation", "my_code"}) {
    database.exec("UPDATE " + std::string(table) + " SET sent_ms = max(1, sent_ms - " + by + ") WHERE sent_ms > 0");
  }
  database.exec("UPDATE mail_count SET next_ms = next_ms - " + by);
  database.exec("UPDATE outbox SET due_ms = max(1, due_ms - " + by + ") WHERE due_ms > 0");
  eventually(all_sent);
}

}  // namespace undersigned::testing
