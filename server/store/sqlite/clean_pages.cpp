#include "server/store/sqlite/clean_pages.h"

#include <sqlite3.h>

#include <algorithm>
#include <deque>
#include <vector>

#include "server/base/mutex.h"

namespace undersigned::store::sqlite {
namespace {

constexpr std::size_t kPageBytesMin = 512;
constexpr std::size_t kFileHeaderBytes = 100;

// In a file with more pages, the page number at the start of an overflow page could look like a b-tree page type.
constexpr std::int64_t kPagesMax = std::int64_t{1} << 24U;

// The usual file system's methods of a file, with one changed. SQLite sees only the first member.
struct Methods {
  sqlite3_io_methods changed{};
  const sqlite3_io_methods* usual = nullptr;
};

const sqlite3_io_methods& usual_methods(sqlite3_file* file) {
  return *reinterpret_cast<const Methods*>(file->pMethods)->usual;
}

bool may_be_page(sqlite3_file* file, std::size_t size, sqlite3_int64 offset) {
  if (size < kPageBytesMin || (size & (size - 1)) != 0) return false;
  const auto page = static_cast<sqlite3_int64>(size);
  sqlite3_int64 bytes = 0;
  return offset % page == 0 && usual_methods(file).xFileSize(file, &bytes) == SQLITE_OK && bytes / page < kPagesMax;
}

int write_file(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  const auto count = static_cast<std::size_t>(size);
  const auto* page = static_cast<const std::uint8_t*>(bytes);
  const auto [from, to] =
      may_be_page(file, count, offset) ? free_space(page, count, offset == 0) : std::pair<std::size_t, std::size_t>{};
  if (from >= to) return usual_methods(file).xWrite(file, bytes, size, offset);
  thread_local std::vector<std::uint8_t> clean;
  clean.assign(page, page + count);
  std::fill(clean.begin() + static_cast<std::ptrdiff_t>(from), clean.begin() + static_cast<std::ptrdiff_t>(to), 0);
  return usual_methods(file).xWrite(file, clean.data(), size, offset);
}

// The methods depend on the file system of the file. They live as long as the program.
const sqlite3_io_methods* changed_methods(const sqlite3_io_methods* usual) {
  static base::Mutex mutex;
  static std::deque<Methods> made;
  const base::MutexLock lock(mutex);
  for (const Methods& methods : made) {
    if (methods.usual == usual) return &methods.changed;
  }
  Methods& methods = made.emplace_back();
  methods.changed = *usual;
  methods.changed.xWrite = write_file;
  methods.usual = usual;
  return &methods.changed;
}

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* flags_out) {
  auto* usual = static_cast<sqlite3_vfs*>(vfs->pAppData);
  const int code = usual->xOpen(usual, name, file, flags, flags_out);
  const bool is_database = (flags & SQLITE_OPEN_MAIN_DB) != 0;
  if (is_database && file->pMethods != nullptr) file->pMethods = changed_methods(file->pMethods);
  return code;
}

std::size_t number_at(const std::uint8_t* bytes) {
  return static_cast<std::size_t>(bytes[0]) << 8U | bytes[1];
}

}  // namespace

const char* clean_pages_vfs() {
  static sqlite3_vfs vfs = [] {
    sqlite3_initialize();
    sqlite3_vfs* usual = sqlite3_vfs_find(nullptr);
    sqlite3_vfs made = *usual;
    made.zName = "clean_pages";
    made.pNext = nullptr;
    made.pAppData = usual;
    made.xOpen = open_file;
    return made;
  }();
  static const int registered = sqlite3_vfs_register(&vfs, 0);
  return registered == SQLITE_OK ? vfs.zName : nullptr;
}

std::pair<std::size_t, std::size_t> free_space(const std::uint8_t* page, std::size_t size, bool is_first) {
  const std::size_t header = is_first ? kFileHeaderBytes : 0;
  const std::uint8_t kind = page[header];
  const bool is_leaf = kind == 0x0D || kind == 0x0A;
  if (!is_leaf && kind != 0x05 && kind != 0x02) return {};
  const std::size_t cells = number_at(page + header + 3);
  const std::size_t pointers = header + (is_leaf ? 8 : 12);
  const std::size_t from = pointers + 2 * cells;
  const std::size_t content = number_at(page + header + 5);
  const std::size_t to = content == 0 ? 65'536 : content;
  if (from > to || to > size) return {};
  for (std::size_t i = 0; i < cells; ++i) {
    const std::size_t cell = number_at(page + pointers + 2 * i);
    if (cell < to || cell >= size) return {};
  }
  return {from, to};
}

}  // namespace undersigned::store::sqlite
