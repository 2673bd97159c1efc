// poppler's programs, run apart.
//
// The PDF lies in a memfd that the child opens as /proc/self/fd/3; pixels come back through a pipe.
// Between fork and exec only async-signal-safe calls are made: other threads may hold any lock.
#include "scanner/documents/pdf/poppler.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/documents/page_limits.h"
#include "scanner/documents/pixels.h"

namespace sumikeshi {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kDeadline = std::chrono::seconds(60);
constexpr rlim_t kCpuSeconds = 60;
constexpr rlim_t kMemory = 2'000'000'000;
constexpr int kInput = 3;
constexpr const char* kInputName = "/proc/self/fd/3";
constexpr int kNoProgram = 127;
constexpr std::size_t kMaxInfo = 1'000'000;

void Limit(decltype(RLIMIT_AS) resource, rlim_t value) {
  const struct rlimit limit = {value, value};
  setrlimit(resource, &limit);
}

// The child: never returns.
[[noreturn]] void Execute(const char* program, char* const* arguments, char* const* environment,
                          int input, int output) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  // dup2 onto itself would leave the close-on-exec flag: move away first.
  const int from = fcntl(input, F_DUPFD, kInput + 1);
  const int to = fcntl(output, F_DUPFD, kInput + 1);
  const int null = open("/dev/null", O_RDWR);
  if (from < 0 || to < 0 || null < 0) _exit(kNoProgram);
  dup2(null, STDIN_FILENO);
  dup2(to, STDOUT_FILENO);
  dup2(null, STDERR_FILENO);
  dup2(from, kInput);
  close_range(kInput + 1, ~0U, 0);
  Limit(RLIMIT_AS, kMemory);
  Limit(RLIMIT_CPU, kCpuSeconds);
  Limit(RLIMIT_FSIZE, 0);
  Limit(RLIMIT_CORE, 0);
  Limit(RLIMIT_NOFILE, 64);
  execve(program, arguments, environment);
  _exit(kNoProgram);
}

// Where the shell would find it, or empty.
std::string FindProgram(std::string_view name) {
  const char* path = std::getenv("PATH");
  std::string_view rest = path != nullptr ? path : "/usr/bin:/bin";
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    std::string candidate = fmt::format("{}/{}", rest.substr(0, end), name);
    if (candidate.front() == '/' && access(candidate.c_str(), X_OK) == 0) return candidate;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

struct Child {
  pid_t pid = -1;
  int output = -1;
};

Result<Child> Start(const std::vector<std::string>& command, int input) {
  const std::string program = FindProgram(command.front());
  if (program.empty()) return Fail(ErrorCode::kEnvironment, {}, command.front());
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  char language[] = "LC_ALL=C";
  char home[] = "HOME=/nonexistent";  // fontconfig must not write a cache
  char* const environment[] = {language, home, nullptr};
  int ends[2] = {};
  if (pipe2(ends, O_CLOEXEC) != 0) return Fail(ErrorCode::kReadFailed, {}, std::strerror(errno));
  const pid_t pid = fork();
  if (pid == 0) Execute(program.c_str(), arguments.data(), environment, input, ends[1]);
  close(ends[1]);
  if (pid > 0) return Child{pid, ends[0]};
  close(ends[0]);
  return Fail(ErrorCode::kReadFailed, {}, "fork");
}

enum class End { kClosed, kTooMuch, kLate };

// Reads until the child closes its output, or has sent `limit` bytes, or its time is up.
End Collect(int output, std::size_t limit, std::vector<std::uint8_t>& bytes) {
  const auto deadline = Clock::now() + kDeadline;
  std::size_t filled = 0;
  bytes.resize(limit + 1);
  End end = End::kTooMuch;
  while (filled < bytes.size()) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    struct pollfd ready = {output, POLLIN, 0};
    if (left <= 0 || poll(&ready, 1, static_cast<int>(left)) == 0) {
      end = End::kLate;
      break;
    }
    const ssize_t count = read(output, bytes.data() + filled, bytes.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) {
      end = End::kClosed;
      break;
    }
    filled += static_cast<std::size_t>(count);
  }
  bytes.resize(filled);
  return end;
}

// What the program wrote, at most `limit` bytes.
Result<std::vector<std::uint8_t>> Run(const std::vector<std::string>& command, int input,
                                      std::size_t limit) {
  auto child = Start(command, input);
  if (!child) return std::unexpected(child.error());
  std::vector<std::uint8_t> bytes;
  const End end = Collect(child->output, limit, bytes);
  close(child->output);
  if (end != End::kClosed) kill(child->pid, SIGKILL);
  int status = 0;
  while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR) {
  }
  if (end == End::kLate || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)) {
    return Fail(ErrorCode::kTimeout, {}, command.front());
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == kNoProgram) {
    return Fail(ErrorCode::kEnvironment, {}, command.front());
  }
  if (end == End::kTooMuch || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    return Fail(ErrorCode::kCorrupt, {}, command.front());
  }
  return bytes;
}

}  // namespace

Result<Poppler> Poppler::Open(Bytes pdf) {
  const int descriptor = memfd_create("document", MFD_CLOEXEC);
  if (descriptor < 0) return Fail(ErrorCode::kReadFailed, {}, std::strerror(errno));
  Poppler poppler(descriptor);
  while (!pdf.empty()) {
    const ssize_t written = write(descriptor, pdf.data(), pdf.size());
    if (written <= 0) return Fail(ErrorCode::kReadFailed, {}, std::strerror(errno));
    pdf = pdf.subspan(static_cast<std::size_t>(written));
  }
  return poppler;
}

Poppler::Poppler(Poppler&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

Poppler::~Poppler() {
  if (descriptor_ >= 0) close(descriptor_);
}

Result<int> Poppler::CountPages() const {
  auto info = Run({"pdfinfo", kInputName}, descriptor_, kMaxInfo);
  if (!info) return std::unexpected(info.error());
  constexpr std::string_view kKey = "\nPages:";
  const std::string text = "\n" + std::string(info->begin(), info->end());
  const std::size_t at =
      text.rfind(kKey);  // after the document's own title, which may say anything
  if (at == std::string::npos) return Fail(ErrorCode::kCorrupt, {}, "pdfinfo");
  return std::atoi(text.c_str() + at + kKey.size());
}

Result<Raster> Poppler::Render(int page, int width, int height, bool sideways) const {
  const std::string number = std::to_string(page);
  Raster raster =
      MakeRaster(sideways ? height : width, sideways ? width : height, PixelFormat::kRgb24);
  const std::string columns = std::to_string(raster.width);
  const std::string rows = std::to_string(raster.height);
  const std::string header = fmt::format("P6\n{} {}\n255\n", columns, rows);
  auto bytes = Run({"pdftoppm", "-f", number, "-l", number, "-cropbox", "-scale-to-x",
                    std::to_string(width), "-scale-to-y", std::to_string(height), "-x", "0", "-y",
                    "0", "-W", columns, "-H", rows, kInputName},
                   descriptor_, header.size() + raster.pixels.size());
  if (!bytes) {
    Error error = bytes.error();
    error.page = page;
    error.where = PageName(page);
    return std::unexpected(std::move(error));
  }
  if (bytes->size() != header.size() + raster.pixels.size() ||
      std::memcmp(bytes->data(), header.data(), header.size()) != 0) {
    return Fail(ErrorCode::kCorrupt, PageName(page), "pdftoppm", page);
  }
  std::memcpy(raster.pixels.data(), bytes->data() + header.size(), raster.pixels.size());
  return raster;
}

}  // namespace sumikeshi
