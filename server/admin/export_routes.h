// Signatures as files, for organizers and owners (accounts::Right::Export):
//
//   GET  /admin/export                  every campaign, with a button for its confirmed signatures and one for all
//   POST /admin/campaigns/:slug/export  the file (export/csv_export.h), streamed; noted in the audit log
//
// A POST with the session's token, although it changes nothing: nobody should download names by following a link by
// accident, and browsers keep no address of it.
#pragma once

#include "server/admin/services.h"
#include "server/http/server.h"

namespace undersigned::admin {

// `services` must outlive the server.
void add_export_routes(http::Server& server, const AdminServices& services);

}  // namespace undersigned::admin
