#include "server/signing/blocked_domains.h"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <utility>

#include "server/limits.h"
#include "shared/text/characters.h"
#include "shared/text/domain.h"

namespace undersigned::signing {

base::OperatorStatus BlockedDomains::open(std::string file) {
  file_ = std::move(file);
  return read();
}

base::OperatorStatus BlockedDomains::refresh() {
  if (file_.empty() || stamp_of(file_) == stamp_) return Done{};
  return read();
}

bool BlockedDomains::contains(std::string_view domain) const {
  std::shared_ptr<const List> list;
  {
    const base::MutexLock lock(mutex_);
    list = list_;
  }
  while (!std::binary_search(list->begin(), list->end(), domain, std::less<>())) {
    const std::size_t dot = domain.find('.');
    if (dot == std::string_view::npos) return false;
    domain.remove_prefix(dot + 1);
  }
  return true;
}

BlockedDomains::Stamp BlockedDomains::stamp_of(const std::string& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return {};
  return {.changed_ns = status.st_mtim.tv_sec * std::int64_t{1'000'000'000} + status.st_mtim.tv_nsec,
          .bytes = static_cast<std::uint64_t>(status.st_size),
          .inode = status.st_ino};
}

// Takes the stamp first: a change while the file is read makes the next refresh() read it again.
base::OperatorStatus BlockedDomains::read() {
  stamp_ = stamp_of(file_);
  if (stamp_.bytes > limits::kBlockedDomainsFileBytesMax)
    return base::OperatorError{file_ + " is larger than a list of domains may be"};
  std::ifstream in(file_, std::ios::binary);
  List domains;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    line.resize(std::min(line.find('#'), line.size()));
    const std::string_view text = trim(line);
    if (text.empty()) continue;
    std::string domain = domain_to_ascii(text);
    if (domain.empty()) return base::OperatorError{file_ + ": line " + std::to_string(number) + " is no mail domain"};
    if (domains.size() == limits::kBlockedDomainsMax)
      return base::OperatorError{file_ + " lists more domains than it may"};
    domains.push_back(std::move(domain));
  }
  if (!in.eof()) return base::OperatorError{file_ + " cannot be read"};
  std::sort(domains.begin(), domains.end());
  auto list = std::make_shared<const List>(std::move(domains));
  const base::MutexLock lock(mutex_);
  list_ = std::move(list);
  return Done{};
}

}  // namespace undersigned::signing
