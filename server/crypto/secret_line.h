// A password or token that the operator provides: one line, in an environment variable or in a file of our own, such as
// systemd's credentials (LoadCredential=).
//
// Safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "shared/result.h"

namespace undersigned::crypto {

// The line from `environment_value`, or, if that is empty, from the file at `path`, without its line end; at most
// limits::kSecretLineBytesMax.
// - NotFound: no file.
// - Forbidden: others may read the file, or it is not ours.
// - BadValue: empty, too long, or more than one line.
// - StorageFailed: the file could not be read.
Result<std::string> load_secret_line(std::string_view environment_value, const std::string& path);

}  // namespace undersigned::crypto
