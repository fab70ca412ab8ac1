// SQLite's secure_delete overwrites deleted content. It does not overwrite the copies that remain when the b-tree moves
// a row to another page: of a thousand erased rows, some stay readable in the free space of pages. So this overwrites
// the free space of each page as the page is written to the database. (https://www.sqlite.org/fileformat2.html, 1.6)
//
// Safe from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

namespace undersigned::store::sqlite {

// A SQLite VFS over the usual one that does this. The first call registers it.
const char* clean_pages_vfs();

// The free space of a page: from, to. (0, 0) for anything that is not a complete b-tree page.
std::pair<std::size_t, std::size_t> free_space(const std::uint8_t* page, std::size_t size, bool is_first);

}  // namespace undersigned::store::sqlite
