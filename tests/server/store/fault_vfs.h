// A SQLite file system over the usual one that fails when told to: the Nth write, sync or truncation from now, and all
// after it until it is repaired; a failing write writes its first half. A disk that is full, torn off or broken.
//
// Safe from any thread.
#pragma once

namespace undersigned::store::testing {

// Its name, for SqliteOptions::vfs. Registers it at the first call.
const char* fault_vfs();

void fail_from(int nth_operation);  // 1: the next one
void repair_disk();
bool disk_has_failed();      // since fail_from()
bool database_has_failed();  // since fail_from(), and in the database file itself: while the log was carried over

}  // namespace undersigned::store::testing
