// SQLite's secure_delete overwrites what is deleted, but not the copies that stay behind where its b-tree moves a row
// from one page to another: some of a thousand erased rows stay readable in the free space of pages. So the free space
// of each page is overwritten as the page is written to the database. (https://www.sqlite.org/fileformat2.html, 1.6)
//
// Safe from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

namespace undersigned::store::sqlite {

// A SQLite file system over the usual one that does it. Registers it at the first call.
const char* clean_pages_vfs();

// Where the free space of a page lies: from, to. Nothing (0, 0) for what is no whole page of a b-tree.
std::pair<std::size_t, std::size_t> free_space(const std::uint8_t* page, std::size_t size, bool is_first);

}  // namespace undersigned::store::sqlite
