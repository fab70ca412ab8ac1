// Mail domains that the operator blocks in a file, mostly throw-away mailboxes.
//
// One domain a line, in any case; "#" begins a comment. Subdomains are included. Safe from any thread; only open() and
// refresh() read the file.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/mutex.h"
#include "server/base/operator_error.h"

namespace undersigned::signing {

class BlockedDomains {
 public:
  // Nothing is blocked.
  BlockedDomains() = default;

  // Reads the file. Otherwise a sentence that says why not, with the number of a line that is not a domain; then the
  // earlier list stays. A file beyond limits::kBlockedDomainsFileBytesMax or kBlockedDomainsMax is refused.
  base::OperatorStatus open(std::string file);

  // Reads the file again if it has changed. A sentence as above, once for each change; usually empty.
  base::OperatorStatus refresh();

  // `domain` in ASCII and lower case, as email_domain() gives it.
  [[nodiscard]] bool contains(std::string_view domain) const;

 private:
  using List = std::vector<std::string>;  // sorted

  // Which version of the file was read.
  struct Stamp {
    std::int64_t changed_ns = 0;
    std::uint64_t bytes = 0;
    std::uint64_t inode = 0;

    friend bool operator==(const Stamp& a, const Stamp& b) {
      return a.changed_ns == b.changed_ns && a.bytes == b.bytes && a.inode == b.inode;
    }
  };
  static Stamp stamp_of(const std::string& file);

  base::OperatorStatus read();

  std::string file_;
  Stamp stamp_;
  mutable base::Mutex mutex_;
  std::shared_ptr<const List> list_ = std::make_shared<const List>();
};

}  // namespace undersigned::signing
