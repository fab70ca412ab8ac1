// Schema version 2: queued mails, codes, sources.
#pragma once

namespace undersigned::store::sqlite {

extern const char kSchema2[];

}  // namespace undersigned::store::sqlite
