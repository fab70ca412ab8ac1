// A SQLite file system over the default one that fails on demand: the Nth write, sync or truncation from now and all
// after it, until it is repaired. A failing write writes its first half. It stands for a disk that is full, detached or
// broken. The files are real, for tests that read them with another program or start with an old database.
// tests/faults/disk_vfs.h is a disk in memory whose power can be cut.
// Safe from any thread.
#pragma once

namespace undersigned::store::testing {

// The name for SqliteOptions::vfs. Registered at the first call.
const char* fault_vfs();

void fail_from(int nth_operation);  // 1: the next one
void repair_disk();
bool disk_has_failed();      // since fail_from()
bool database_has_failed();  // since fail_from(), in the database file itself: during a checkpoint

}  // namespace undersigned::store::testing
