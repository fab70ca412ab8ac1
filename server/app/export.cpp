#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <functional>
#include <ostream>
#include <string>

#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "server/app/explain.h"
#include "server/app/note.h"
#include "server/app/open_data.h"
#include "server/base/file_descriptor.h"
#include "server/export/csv_export.h"

namespace undersigned::app {
namespace {

using exports::CsvExport;
using Write = std::function<bool(const std::string&)>;
// Called before the first byte is written: an export that is broken off has revealed names, too.
using NoteExport = std::function<Noted()>;

constexpr char kNotNoted[] = "Nothing was exported.";

bool write_all(int descriptor, const std::string& bytes) {
  std::size_t written = 0;
  while (written < bytes.size()) {
    const ssize_t count = write(descriptor, bytes.data() + written, bytes.size() - written);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    written += static_cast<std::size_t>(count);
  }
  return true;
}

// A sentence if the export is incomplete.
std::string copy(CsvExport& source, const std::string& data, const Write& write) {
  for (http::BodySource::More more = http::BodySource::More::Yes; more == http::BodySource::More::Yes;) {
    std::string piece;
    more = source.next(piece);
    if (more == http::BodySource::More::Failed) return data + ": the database could not be read";
    if (!write(piece)) return "the signatures could not be written: is the disk full?";
  }
  return {};
}

// Only the operator may read the file, and an existing one is never overwritten. An incomplete file is removed.
std::string write_file(CsvExport& source, const Options& options, const NoteExport& note_export) {
  const base::FileDescriptor file(
      open(options.file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR));
  if (!file.is_open()) {
    const ErrorCode code = errno == EEXIST   ? ErrorCode::Duplicate
                           : errno == ENOENT ? ErrorCode::NotFound
                                             : ErrorCode::StorageFailed;
    return options.file + " " + std::string(explain(code));
  }
  std::string problem = kNotNoted;
  if (note_export() == Noted::Yes) {
    problem = copy(source, options.data, [&file](const std::string& piece) { return write_all(file.get(), piece); });
  }
  if (problem.empty() && fsync(file.get()) != 0) problem = options.file + " could not be synced to disk";
  if (!problem.empty()) unlink(options.file.c_str());
  return problem;
}

std::string write_out(CsvExport& source, const Options& options, std::ostream& out, const NoteExport& note_export) {
  if (note_export() == Noted::No) return kNotNoted;
  std::string problem = copy(source, options.data, [&out](const std::string& piece) {
    out.write(piece.data(), static_cast<std::streamsize>(piece.size()));
    return out.good();
  });
  if (problem.empty() && !out.flush().good()) problem = "the signatures could not be written";
  return problem;
}

int fail(const Console& console, std::string_view words) {
  console.err << words << '\n';
  return kExitFailed;
}

}  // namespace

int export_signatures(const Options& options, const Console& console) {
  const auto store = open_data(options, store::Create::No, console);
  if (store == nullptr) return kExitFailed;
  const auto counts = store->counts();
  if (!counts) return fail(console, options.data + ": the database " + std::string(explain(counts.error().code)));
  if (counts->count(options.campaign) == 0) return fail(console, "there is no campaign " + options.campaign);

  CsvExport source(*store, options.campaign, options.rows);
  const NoteExport note_export = [&] {
    return note(*store, options, console, store::AuditAction::Exported, options.campaign);
  };
  const std::string problem = options.file.empty() ? write_out(source, options, console.out, note_export)
                                                   : write_file(source, options, note_export);
  if (!problem.empty()) return fail(console, problem);
  if (!options.file.empty())
    console.out << "Wrote " << counted(source.rows(), "signature") << " to " << options.file << ".\n";
  return kExitOk;
}

}  // namespace undersigned::app
