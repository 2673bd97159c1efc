// sumikeshi: the command line.
#include <malloc.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

#include "cli/commands.h"
#include "cli/messages.h"

namespace {

using sumikeshi::ExitCode;
using sumikeshi::Language;

// libgomp reads its limits when it is loaded, which is before main: set them and start again.
void LimitOpenMp(char** arguments) {
  if (std::getenv("OMP_THREAD_LIMIT") != nullptr) return;
  setenv("OMP_THREAD_LIMIT", "1", 1);
  execv("/proc/self/exe", arguments);  // on failure: go on, only slower
}

// Pages come and go in blocks of megabytes. Given back to the system at once they leave no holes;
// the allocator would otherwise keep ever larger ones, and memory would creep up over a batch.
void GiveLargeBlocksBack() {
  constexpr int kLarge = 1 << 20;
  mallopt(M_MMAP_THRESHOLD, kLarge);
  mallopt(M_TRIM_THRESHOLD, 4 * kLarge);
}

int Run(int count, char** arguments) {
  const Language language = sumikeshi::UserLanguage();
  CLI::App app(
      std::string(sumikeshi::Choose(
          language, "保険の郵便物からセンシティブ情報を見つけ、判読不能にし、台帳に記録します",
          "Finds sensitive information in insurance mail, makes it unreadable and "
          "records every decision")),
      "sumikeshi");
  app.require_subcommand(1);
  app.set_version_flag("--version", "sumikeshi " SUMIKESHI_VERSION);
  sumikeshi::Command chosen;
  sumikeshi::AddRedact(app, language, chosen);
  sumikeshi::AddScan(app, language, chosen);
  sumikeshi::AddLedger(app, language, chosen);
  sumikeshi::AddProfile(app, language, chosen);
  sumikeshi::AddForm(app, language, chosen);
  sumikeshi::AddApproval(app, language, chosen);
  sumikeshi::AddRegister(app, language, chosen);
  sumikeshi::AddErasure(app, language, chosen);
  sumikeshi::AddDispose(app, language, chosen);
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    const bool asked = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success);
    app.exit(error);
    return static_cast<int>(asked ? ExitCode::kDone : ExitCode::kUsage);
  }
  return static_cast<int>(chosen());
}

}  // namespace

int main(int count, char** arguments) {
  LimitOpenMp(arguments);
  GiveLargeBlocksBack();
  std::signal(SIGXFSZ, SIG_IGN);  // a file size limit is a write error like a full disk
  try {
    return Run(count, arguments);
  } catch (const std::exception& bug) {
    std::fprintf(stderr, "sumikeshi: internal error: %s\n", typeid(bug).name());
    return static_cast<int>(ExitCode::kBug);
  }
}
