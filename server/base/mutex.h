// A mutex, its lock and its condition variable, which clang's thread safety analysis understands: a build with clang
// warns where a member is used without the mutex that guards it. They behave as those of the standard library, and with
// g++ the annotations are nothing.
//
//   base::Mutex mutex_;
//   int count_ GUARDED_BY(mutex_) = 0;
//   void add_locked() REQUIRES(mutex_);  // its caller holds the lock
//
// The analysis does not look into a lambda, so conditions are waited for in a loop:
//
//   base::MutexLock lock(mutex_);
//   while (count_ == 0) changed_.wait(lock);
//
// Source: clang's "Thread Safety Analysis".
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

#if defined(__clang__)
#define UNDERSIGNED_THREAD_SAFETY(attribute) __attribute__((attribute))
#else
#define UNDERSIGNED_THREAD_SAFETY(attribute)
#endif

#define GUARDED_BY(mutex) UNDERSIGNED_THREAD_SAFETY(guarded_by(mutex))
#define REQUIRES(...) UNDERSIGNED_THREAD_SAFETY(requires_capability(__VA_ARGS__))

namespace undersigned::base {

class UNDERSIGNED_THREAD_SAFETY(capability("mutex")) Mutex {
 public:
  Mutex() = default;
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;

  void lock() UNDERSIGNED_THREAD_SAFETY(acquire_capability()) { mutex_.lock(); }
  void unlock() UNDERSIGNED_THREAD_SAFETY(release_capability()) { mutex_.unlock(); }
  bool try_lock() UNDERSIGNED_THREAD_SAFETY(try_acquire_capability(true)) { return mutex_.try_lock(); }

 private:
  friend class MutexLock;

  std::mutex mutex_;
};

enum class Adopt : std::uint8_t { Locked };

class UNDERSIGNED_THREAD_SAFETY(scoped_lockable) MutexLock {
 public:
  explicit MutexLock(Mutex& mutex) UNDERSIGNED_THREAD_SAFETY(acquire_capability(mutex)) : lock_(mutex.mutex_) {}
  // Takes over a lock that the caller has.
  MutexLock(Mutex& mutex, Adopt /*locked*/) UNDERSIGNED_THREAD_SAFETY(requires_capability(mutex))
      : lock_(mutex.mutex_, std::adopt_lock) {}
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;
  ~MutexLock() UNDERSIGNED_THREAD_SAFETY(release_capability()) = default;

  void unlock() UNDERSIGNED_THREAD_SAFETY(release_capability()) { lock_.unlock(); }
  void lock() UNDERSIGNED_THREAD_SAFETY(acquire_capability()) { lock_.lock(); }

 private:
  friend class Condition;

  std::unique_lock<std::mutex> lock_;
};

// Waiting gives the lock up meanwhile, and may end without a reason.
class Condition {
 public:
  void notify_one() { condition_.notify_one(); }
  void notify_all() { condition_.notify_all(); }

  void wait(MutexLock& lock) { condition_.wait(lock.lock_); }

  // False once `until` is over.
  bool wait_until(MutexLock& lock, std::chrono::steady_clock::time_point until) {
    return condition_.wait_until(lock.lock_, until) == std::cv_status::no_timeout;
  }

 private:
  std::condition_variable condition_;
};

}  // namespace undersigned::base
