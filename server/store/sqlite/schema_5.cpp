#include "server/store/sqlite/schema_5.h"

namespace undersigned::store::sqlite {

// - `picture` holds the versions of the campaigns' pictures, named by their content. They are in the database, so that a
//   backup has them.
// - `removal.detail` is what the kind needs: the purpose of a withdrawn consent, the visibility that was chosen
//   (removals.h).
const char kSchema5[] = R"sql(
CREATE TABLE picture (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL UNIQUE,
  bytes BLOB NOT NULL
) STRICT;
ALTER TABLE removal ADD COLUMN detail TEXT NOT NULL DEFAULT '';
)sql";

}  // namespace undersigned::store::sqlite
