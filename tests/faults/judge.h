// Compares the database's contents with the answers that the clients got.
//
// Reads the file with SQLite, not through the store, except for the recount. Used by one thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "server/store/store.h"
#include "tests/faults/clients.h"
#include "tests/faults/tally.h"

namespace undersigned::faults {

struct JudgedStore {
  std::string database;  // the file
  std::string vfs;
  std::function<void(std::string_view)> complain;  // called with one line for each problem
};

// Adds the problems to `tally`. From then on the clients know what the store contains, as if they had looked at the
// page.
void judge(const JudgedStore& judged, store::Store& store, Clients& clients, Tally& tally);

}  // namespace undersigned::faults
