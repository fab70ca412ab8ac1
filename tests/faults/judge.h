// Compares what the database holds with what the clients were told.
//
// Reads the file with SQLite itself, not through the store, except for the recount. Used by one thread.
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
  std::function<void(std::string_view)> complain;  // one line for each wrong
};

// Adds what is wrong. From then on the clients know what the store holds, as somebody does who looks at the page.
void judge(const JudgedStore& judged, store::Store& store, Clients& clients, Tally& tally);

}  // namespace undersigned::faults
