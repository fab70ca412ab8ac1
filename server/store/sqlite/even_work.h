// Makes a transaction write as much to the disk whatever became of what somebody asked: a new signature, one that is
// there already, a wrong code. Otherwise the time of the answer would tell them apart, and with it who has signed.
//
// What takes time is the sync, and then every page that is written. So all pages of the transaction are counted, and
// rows that mean nothing (`ballast`) fill up what is missing to a number that all outcomes share. In a large batch one
// operation is a small part of the time that everybody in it waits for, and nothing is filled up but for the sync.
//
// Used by one thread at a time, within a transaction. Throws SQLite::Exception.
#pragma once

#include <cstddef>

#include "server/store/sqlite/connection.h"

namespace undersigned::store::sqlite {

class EvenWork {
 public:
  // Where the transaction begins.
  explicit EvenWork(Connection& connection);

  // Before it is committed, after all else.
  void fill_up(std::size_t operations);

 private:
  Connection& connection_;
};

}  // namespace undersigned::store::sqlite
