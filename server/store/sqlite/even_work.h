// Makes a transaction take as long whatever became of what somebody asked: a new signature, one that is there already,
// a wrong code. Otherwise the time of the answer would tell them apart, and with it who has signed.
//
// Two things take time: the work, and the sync, by the pages it has to bring to the disk. So the pages are counted,
// rows that mean nothing (`ballast`) fill up what is missing to a number that all outcomes share, and the commit waits
// until a time that all of them need at most. tests/bench/same_time_bench.cpp shows what is left.
//
// A large batch is synced only: in it, one operation is lost among the others, and nobody gains by asking for one
// signer many times, as that is at most one signature. So where many sign at once, nothing is slower.
//
// Used by one thread at a time, within a transaction. Throws SQLite::Exception.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "server/store/sqlite/connection.h"

namespace undersigned::store::sqlite {

// Whether a batch of so many is small, and made to take as long as others of its size.
bool is_evened_out(std::size_t operations);

// Whether anything in the transaction may queue a mail, which takes more pages.
enum class MayMail : std::uint8_t { No, Yes };

class EvenWork {
 public:
  // Where the transaction begins.
  explicit EvenWork(Connection& connection);

  // After all else, before the commit.
  void fill_up(std::size_t operations, MayMail may_mail);

 private:
  void fill_pages(std::int64_t pages);

  Connection& connection_;
  const std::chrono::steady_clock::time_point start_;
};

}  // namespace undersigned::store::sqlite
