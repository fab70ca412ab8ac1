// Loaded before a program (LD_PRELOAD), makes every sync of a file take 5 ms longer, as on many machines' disks.
#include <dlfcn.h>
#include <unistd.h>

#include <ctime>

namespace {

int slowly(const char* name, int file) {
  const timespec pause{0, 5'000'000};
  nanosleep(&pause, nullptr);
  using Sync = int (*)(int);
  return reinterpret_cast<Sync>(dlsym(RTLD_NEXT, name))(file);
}

}  // namespace

extern "C" {

int fsync(int file) {
  return slowly("fsync", file);
}

int fdatasync(int file) {
  return slowly("fdatasync", file);
}
}
