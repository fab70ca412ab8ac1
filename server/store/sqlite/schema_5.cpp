#include "server/store/sqlite/schema_5.h"

namespace undersigned::store::sqlite {

// - `removal.detail` is what the kind needs: the purpose of a withdrawn consent, the visibility that was chosen
//   (removals.h).
const char kSchema5[] = R"sql(
ALTER TABLE removal ADD COLUMN detail TEXT NOT NULL DEFAULT '';
)sql";

}  // namespace undersigned::store::sqlite
