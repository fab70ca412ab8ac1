// Signs without end. Writes the number of every acknowledged signer to standard output, 8 bytes each. Signers with odd
// numbers have to confirm and are written once that is acknowledged. crash_test.cpp kills this program.
//
// crash_writer FOLDER FIRST_SIGNER
#include <unistd.h>

#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>

#include "server/store/sqlite/open.h"

namespace {

using undersigned::Result;
using undersigned::store::CodeIssue;
using undersigned::store::Confirmation;
using undersigned::store::NewSignature;
using undersigned::store::SignatureStatus;
using undersigned::store::Signed;

constexpr int kInFlight = 64;
constexpr std::int64_t kNowMs = 1'700'049'600'000;

NewSignature signature_of(std::uint64_t signer) {
  NewSignature signature;
  signature.campaign = "free-dontae-sharpe";
  signature.public_id = "public-id-" + std::to_string(signer);
  std::memcpy(signature.dedupe_key.data(), &signer, sizeof(signer));
  signature.idempotency_key = "idempotency-key-" + std::to_string(signer);
  signature.signature.name = "Ana María Pérez";
  signature.signature.email = "ana@example.org";
  signature.signature.consents = {"updates"};
  signature.locale = "en";
  signature.time_ms = kNowMs;
  if (signer % 2 != 0) signature.status = SignatureStatus::Pending;
  signature.mailbox = signature.dedupe_key;
  return signature;
}

Confirmation confirmation_of(const NewSignature& signature) {
  Confirmation confirmation;
  confirmation.campaign = signature.campaign;
  confirmation.dedupe_key = signature.dedupe_key;
  confirmation.idempotency_key = signature.idempotency_key;
  confirmation.mailbox = signature.mailbox;
  confirmation.is_right = [](const CodeIssue& issue) { return issue.number == 1; };
  confirmation.now_ms = kNowMs;
  return confirmation;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  undersigned::store::SqliteOptions options;
  options.folder = argv[1];
  const auto store = undersigned::store::open_sqlite_store(options, undersigned::store::Create::No);
  if (!store) return 3;

  std::mutex mutex;
  std::condition_variable answered;
  int in_flight = 0;
  for (std::uint64_t signer = std::strtoull(argv[2], nullptr, 10);; ++signer) {
    {
      std::unique_lock lock(mutex);
      answered.wait(lock, [&] { return in_flight < kInFlight; });
      ++in_flight;
    }
    const auto acknowledge = [&, signer](const Result<Signed>& result) {
      // A write of 8 bytes to a pipe is atomic.
      if (!result || write(STDOUT_FILENO, &signer, sizeof(signer)) != sizeof(signer)) _exit(4);
      const std::lock_guard lock(mutex);
      --in_flight;
      answered.notify_one();
    };
    const NewSignature signature = signature_of(signer);
    if (signature.status == SignatureStatus::Confirmed) {
      (*store)->sign(signature, acknowledge);
    } else {
      (*store)->sign(signature, [](const Result<Signed>& result) {
        if (!result) _exit(4);
      });
      (*store)->confirm(confirmation_of(signature), acknowledge);
    }
  }
}
