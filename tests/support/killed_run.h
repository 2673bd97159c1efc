// Runs the program and ends it, as kill -9 does, at a moment of the test's choice.
#pragma once

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tests/support/program.h"

namespace sumikeshi {

// When a process ends: before its n-th call that changes the disk (tests/support/kill_at.cc), or so
// long after its start. Neither: it runs to its end.
struct Moment {
  int call = 0;
  std::chrono::microseconds after{0};
};

struct Command {
  std::vector<std::string> words;                                // after the program's name
  std::vector<std::pair<std::string, std::string>> environment;  // beside what is always set
};

struct KilledRun {
  bool killed = false;  // false: it had ended before
  ProgramResult result;
  int calls = 0;  // that change the disk, of a run that was not killed
  std::chrono::microseconds took{0};
};

// `logs` is a folder for what the run prints; it is left empty.
inline KilledRun RunKilled(const std::filesystem::path& logs, const Command& command,
                           const Moment& moment) {
  const std::filesystem::path out = logs / "out", err = logs / "err", calls = logs / "calls";
  std::filesystem::create_directories(logs);
  std::vector<char*> arguments = {const_cast<char*>(SUMIKESHI_PROGRAM)};
  for (const std::string& word : command.words) arguments.push_back(const_cast<char*>(word.data()));
  arguments.push_back(nullptr);
  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) {
    if (std::freopen(out.c_str(), "w", stdout) == nullptr) _exit(9);
    if (std::freopen(err.c_str(), "w", stderr) == nullptr) _exit(9);
    setenv("LC_ALL", "C", 1);
    setenv("OMP_THREAD_LIMIT", "1", 1);  // or the program starts itself anew
    setenv("LD_PRELOAD", SUMIKESHI_KILL_AT, 1);
    setenv("SUMIKESHI_KILL_AT", std::to_string(moment.call).c_str(), 1);
    setenv("SUMIKESHI_CALLS_TO", calls.c_str(), 1);
    for (const auto& [name, value] : command.environment) setenv(name.c_str(), value.c_str(), 1);
    execv(SUMIKESHI_PROGRAM, arguments.data());
    _exit(9);
  }
  if (moment.after.count() > 0) {
    std::this_thread::sleep_for(moment.after);
    kill(child, SIGKILL);
  }
  int status = 0;
  waitpid(child, &status, 0);
  KilledRun run;
  run.took = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - begin);
  run.killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  run.result = {WIFEXITED(status) ? WEXITSTATUS(status) : -1, ReadFile(out), ReadFile(err)};
  run.calls = std::atoi(ReadFile(calls).c_str());
  std::filesystem::remove_all(logs);
  return run;
}

}  // namespace sumikeshi
