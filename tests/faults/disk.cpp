#include "tests/faults/disk.h"

#include <algorithm>
#include <array>
#include <utility>

namespace undersigned::faults {
namespace {

void put(std::string& content, std::size_t offset, std::string_view bytes) {
  if (content.size() < offset + bytes.size()) content.resize(offset + bytes.size(), '\0');
  bytes.copy(content.data() + offset, bytes.size());
}

void apply_change(std::string& content, const Disk::Change& change) {
  if (change.truncates) {
    if (content.size() > change.offset) content.resize(change.offset);
  } else {
    put(content, change.offset, change.bytes);
  }
}

// How the power failed: how many of a hundred unsynced sectors reached the disk, and whether others were damaged.
struct Cut {
  explicit Cut(Random& choices) : random(choices) {
    constexpr std::array<std::size_t, 5> kept{0, 10, 50, 90, 100};
    percent_kept = kept[random.below(kept.size())];
    damages = random.once_in(2);
  }

  // Writes one sector's part of a write. Of two writes to a sector the later one that was kept wins, so every order
  // occurs.
  void write_sector(std::string& content, std::size_t offset, std::string_view bytes) {
    if (damages && random.once_in(16)) return tear(content, offset, bytes);
    if (damages && random.once_in(32)) return put(content, offset, rubbish(bytes.size()));
    if (random.below(100) < percent_kept) put(content, offset, bytes);
  }

  Random& random;
  std::size_t percent_kept;
  bool damages;

 private:
  void tear(std::string& content, std::size_t offset, std::string_view bytes) {
    const std::size_t at = random.below(bytes.size() + 1);
    if (random.once_in(2)) return put(content, offset, bytes.substr(0, at));
    put(content, offset + at, bytes.substr(at));
  }

  std::string rubbish(std::size_t size) {
    std::string bytes(size, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random.next());
    return bytes;
  }
};

void write_partially(Cut& cut, std::string& content, const Disk::Change& change) {
  std::string_view rest = change.bytes;
  std::size_t offset = change.offset;
  while (!rest.empty()) {
    const std::size_t size = std::min(rest.size(), kSectorBytes - offset % kSectorBytes);
    cut.write_sector(content, offset, rest.substr(0, size));
    rest.remove_prefix(size);
    offset += size;
  }
}

}  // namespace

Disk::FileRef Disk::find(const std::string& name) const {
  const auto found = names_.find(name);
  return found == names_.end() ? nullptr : found->second;
}

Disk::FileRef Disk::create(const std::string& name) {
  FileRef file = std::make_shared<File>();
  names_[name] = file;
  unsynced_names_.push_back({name, file});
  return file;
}

void Disk::remove(const std::string& name) {
  names_.erase(name);
  unsynced_names_.push_back({name, nullptr});
}

void Disk::write(File& file, std::size_t offset, std::string_view bytes) {
  put(file.cached, offset, bytes);
  file.unsynced.push_back({offset, std::string(bytes)});
}

void Disk::truncate(File& file, std::size_t size) {
  file.unsynced.push_back({size, {}, true});
  apply_change(file.cached, file.unsynced.back());
}

void Disk::sync(File& file) {
  for (const Change& change : file.unsynced) apply_change(file.durable, change);
  file.unsynced.clear();
}

void Disk::fail_to_sync(File& file, FailedSync outcome) {
  if (outcome == FailedSync::Dirty) return;
  // The file system keeps sizes in its own journal; only contents are lost.
  std::string durable = file.durable;
  durable.resize(file.cached.size(), '\0');
  file.unsynced.clear();
  file.durable = durable;
  if (outcome == FailedSync::Reverted) file.cached = std::move(durable);
}

void Disk::sync_names() {
  durable_names_ = names_;
  unsynced_names_.clear();
}

void Disk::cut_power(Random& random) {
  cut_names(random);
  Cut cut(random);
  for (const auto& [name, file] : names_) {
    for (const Change& change : file->unsynced) {
      if (!change.truncates) {
        write_partially(cut, file->durable, change);
      } else if (random.below(100) < cut.percent_kept) {
        apply_change(file->durable, change);
      }
    }
    file->unsynced.clear();
    file->cached = file->durable;
  }
}

// Keeps a random number of each name's first changes.
void Disk::cut_names(Random& random) {
  std::map<std::string, std::vector<FileRef>> changes;
  for (NameChange& change : unsynced_names_) changes[change.name].push_back(std::move(change.file));
  unsynced_names_.clear();
  for (auto& [name, files] : changes) {
    const std::size_t kept = random.below(files.size() + 1);
    if (kept == 0) continue;
    if (files[kept - 1] == nullptr) {
      durable_names_.erase(name);
    } else {
      durable_names_[name] = files[kept - 1];
    }
  }
  names_ = durable_names_;
}

}  // namespace undersigned::faults
