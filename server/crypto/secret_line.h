// A secret that the operator gives us, a password or a token: one line, in a variable or in a file of our own.
// Systemd's credentials (LoadCredential=) are such files.
//
// Safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "shared/result.h"

namespace undersigned::crypto {

// The line from `environment_value` where that is not empty, else from the file at `path`, without its last line end;
// at most limits::kSecretLineBytesMax. NotFound: no file. Forbidden: a file that others may read, or that is not ours.
// BadValue: empty, too long, or more than one line. StorageFailed: the file could not be read.
Result<std::string> load_secret_line(std::string_view environment_value, const std::string& path);

}  // namespace undersigned::crypto
