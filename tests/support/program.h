// Runs the program as a user does, and gives back what it printed and how it ended.
#pragma once

#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/scratch.h"

namespace sumikeshi {

struct ProgramResult {
  int exit = -1;
  std::string out;
  std::string err;
};

inline std::string Quoted(const std::string& word) { return "'" + word + "'"; }

// `environment` precedes the command as in the shell: "LANG=ja_JP.UTF-8".
inline ProgramResult RunProgram(const ScratchFolder& scratch, const std::vector<std::string>& words,
                                const std::string& environment = "LC_ALL=C") {
  const auto out = scratch / ".out";
  const auto err = scratch / ".err";
  std::string command = environment + " " + Quoted(SUMIKESHI_PROGRAM);
  for (const std::string& word : words) command += " " + Quoted(word);
  command += " >" + Quoted(out.string()) + " 2>" + Quoted(err.string()) + " </dev/null";
  const int status = std::system(command.c_str());
  ProgramResult result{WIFEXITED(status) ? WEXITSTATUS(status) : -1, ReadFile(out), ReadFile(err)};
  std::filesystem::remove(out);
  std::filesystem::remove(err);
  return result;
}

}  // namespace sumikeshi
