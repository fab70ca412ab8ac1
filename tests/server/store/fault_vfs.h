// A SQLite file system over the usual one that fails when told to: the Nth write, sync or truncation from now, and all
// after it until it is repaired; a failing write writes its first half. A disk that is full, torn off or broken.
// The files are real ones, as an old database or another program's look at them wants; tests/faults/disk_vfs.h is a
// disk in memory, whose power can be cut.
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
