// Schema version 3: quarantine, two-step sign-in, the audit log, the retention clock.
#pragma once

namespace undersigned::store::sqlite {

extern const char kSchema3[];

}  // namespace undersigned::store::sqlite
