// The mail domains that the operator lists in a file: throw-away mailboxes, mostly.
//
// A domain a line, in any letters; "#" begins a comment. A domain's subdomains are meant too. Safe from any thread; the
// file is read by open() and refresh() only.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace undersigned::signing {

class BlockedDomains {
 public:
  // Nothing is listed.
  BlockedDomains() = default;

  // Reads the file. Otherwise a sentence that says why not, with the number of a line that is no domain; then what was
  // listed stays. Beyond limits::kBlockedDomainsFileBytesMax or kBlockedDomainsMax it is refused.
  std::string open(std::string file);

  // Reads the file again if it has changed since. A sentence as above, once for each change; mostly empty.
  std::string refresh();

  // `domain` in ASCII and lower case, as email_domain() gives it.
  [[nodiscard]] bool contains(std::string_view domain) const;

 private:
  using List = std::vector<std::string>;  // sorted

  // Which state of the file was read.
  struct Stamp {
    std::int64_t changed_ns = 0;
    std::uint64_t bytes = 0;
    std::uint64_t inode = 0;

    friend bool operator==(const Stamp& a, const Stamp& b) {
      return a.changed_ns == b.changed_ns && a.bytes == b.bytes && a.inode == b.inode;
    }
  };
  static Stamp stamp_of(const std::string& file);

  std::string read();

  std::string file_;
  Stamp stamp_;
  mutable std::mutex mutex_;
  std::shared_ptr<const List> list_ = std::make_shared<const List>();
};

}  // namespace undersigned::signing
