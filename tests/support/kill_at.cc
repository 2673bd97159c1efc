// A library to preload: ends the process, as kill -9 does, just before the n-th of its calls that
// change the disk. So a test can hit moments that last microseconds, each of them.
//
//   SUMIKESHI_KILL_AT=N     the call; the process is never killed where it makes fewer
//   SUMIKESHI_CALLS_TO=FILE how many calls it made, written at its end
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <string>

namespace {

constinit std::atomic<int> calls{0};
constinit std::atomic<int> kill_at{0};  // 0 = never

// Programs that this one starts are none of our business.
std::string TakeVariable(const char* name) {
  const char* value = getenv(name);
  const std::string text = value == nullptr ? "" : value;
  unsetenv(name);
  return text;
}

// Its life is the program's.
class Watch {
 public:
  Watch() : calls_to_(TakeVariable("SUMIKESHI_CALLS_TO")) {
    kill_at = atoi(TakeVariable("SUMIKESHI_KILL_AT").c_str());
    TakeVariable("LD_PRELOAD");
  }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;
  ~Watch() {
    const int made = calls;
    FILE* file = fopen(calls_to_.c_str(), "w");
    if (file == nullptr) return;
    fprintf(file, "%d\n", made);
    fclose(file);
  }

 private:
  const std::string calls_to_;
} watch;

void Count() {
  if (++calls == kill_at) kill(getpid(), SIGKILL);
}

// The next definition of the same name: the system's.
template <typename Function>
Function* Real(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

}  // namespace

// A name of the system's, in our spelling.
#define SUMIKESHI_COUNTED(Name, symbol, Return, parameters, arguments) \
  extern "C" Return Name parameters __asm__(symbol);                   \
  extern "C" [[gnu::visibility("default")]] Return Name parameters {   \
    static auto* const real = Real<Return parameters>(symbol);         \
    Count();                                                           \
    return real arguments;                                             \
  }

SUMIKESHI_COUNTED(Write, "write", ssize_t, (int file, const void* bytes, size_t size),
                  (file, bytes, size))
SUMIKESHI_COUNTED(WriteAt, "pwrite", ssize_t,
                  (int file, const void* bytes, size_t size, off_t offset),
                  (file, bytes, size, offset))
SUMIKESHI_COUNTED(WriteAt64, "pwrite64", ssize_t,
                  (int file, const void* bytes, size_t size, off_t offset),
                  (file, bytes, size, offset))
SUMIKESHI_COUNTED(Flush, "fsync", int, (int file), (file))
SUMIKESHI_COUNTED(FlushData, "fdatasync", int, (int file), (file))
SUMIKESHI_COUNTED(Cut, "ftruncate", int, (int file, off_t size), (file, size))
SUMIKESHI_COUNTED(Cut64, "ftruncate64", int, (int file, off_t size), (file, size))
SUMIKESHI_COUNTED(Rename, "rename", int, (const char* from, const char* to), (from, to))
SUMIKESHI_COUNTED(RenameIn, "renameat2", int,
                  (int from_folder, const char* from, int to_folder, const char* to,
                   unsigned flags),
                  (from_folder, from, to_folder, to, flags))
SUMIKESHI_COUNTED(Remove, "unlink", int, (const char* path), (path))
SUMIKESHI_COUNTED(RemoveIn, "unlinkat", int, (int folder, const char* path, int flags),
                  (folder, path, flags))
SUMIKESHI_COUNTED(RemoveAny, "remove", int, (const char* path), (path))
SUMIKESHI_COUNTED(Permit, "fchmodat", int, (int folder, const char* path, mode_t mode, int flags),
                  (folder, path, mode, flags))
SUMIKESHI_COUNTED(MakeFolder, "mkdir", int, (const char* path, mode_t mode), (path, mode))
