#include "server/store/sqlite/schema_6.h"

namespace undersigned::store::sqlite {

// - `campaign_version` holds every saved text of a campaign (version_store.h). The published ones are also in
//   `campaign`, from which the pages are made, and in `agreed_text`. `document` is JSON; `picture` is the id of its
//   picture, or empty: a picture is kept as long as a version has it.
const char kSchema6[] = R"sql(
CREATE TABLE campaign_version (
  id INTEGER PRIMARY KEY,
  campaign_id INTEGER NOT NULL REFERENCES campaign (id),
  number INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  author TEXT NOT NULL,
  time_ms INTEGER NOT NULL,
  picture TEXT NOT NULL,
  document TEXT NOT NULL,
  UNIQUE (campaign_id, number)
) STRICT;
CREATE INDEX campaign_version_picture ON campaign_version (picture);
INSERT INTO campaign_version (campaign_id, number, kind, author, time_ms, picture, document)
  SELECT id, 1, 2, '', 0,
    coalesce(CASE WHEN json_valid(document) THEN json_extract(document, '$.picture.id') END, ''), document
  FROM campaign;
)sql";

}  // namespace undersigned::store::sqlite
