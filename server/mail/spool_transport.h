// Mails as .eml files in a folder, for who has no SMTP server: the operator reads them, tests look at them, another
// program sends them on.
//
// One thread at a time, as every Transport.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "server/limits.h"
#include "server/mail/transport.h"
#include "shared/result.h"

namespace undersigned::mail {

class SpoolTransport final : public Transport {
 public:
  using Clock = std::function<std::int64_t()>;  // UTC milliseconds

  // Makes the folder (0700), but not its parents. Forbidden: it is not ours, or others may enter it. NotFound: no such
  // parent. StorageFailed otherwise.
  static Result<std::unique_ptr<SpoolTransport>> make(const std::string& folder, Clock clock,
                                                      std::size_t files_max = limits::kMailSpoolFilesMax);

  // Writes "<UTC time>-<random id>.eml" (0600): whole and on the disk, or not at all. TryLater: the folder holds
  // `files_max` entries, or the disk failed.
  SendReport send(const std::string& envelope_from, const std::string& envelope_to, const std::string& bytes) override;

 private:
  SpoolTransport(std::string folder, Clock clock, std::size_t files_max);

  std::string folder_;
  Clock clock_;
  std::size_t files_max_;
};

}  // namespace undersigned::mail
