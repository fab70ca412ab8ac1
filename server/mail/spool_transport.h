// Writes mails as .eml files into a folder, for operators without an SMTP server: to be read, tested, or sent by
// another program.
//
// For one thread at a time, like every Transport.
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

  // Creates the folder (0700), but not its parents. Forbidden: it is not ours, or others may enter it. NotFound: no
  // such parent. StorageFailed otherwise.
  static Result<std::unique_ptr<SpoolTransport>> make(const std::string& folder, Clock clock,
                                                      std::size_t files_max = limits::kMailSpoolFilesMax);

  // Writes "<UTC time>-<random id>.<signature>.eml" (0600): complete and on disk, or not at all. TryLater: the folder holds
  // `files_max` entries, or the disk failed.
  SendReport send(const Envelope& envelope, const std::string& bytes) override;

 private:
  SpoolTransport(std::string folder, Clock clock, std::size_t files_max);

  std::string folder_;
  Clock clock_;
  std::size_t files_max_;
};

}  // namespace undersigned::mail
