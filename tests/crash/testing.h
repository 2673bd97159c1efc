// What the tests of killed processes share: how often, by which chance, and what a folder holds.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <string>

#include "redact/ledger/ledger.h"
#include "tests/support/killed_run.h"

namespace sumikeshi {

// How many kills a test makes, and the seed of their moments: SUMIKESHI_KILLS and SUMIKESHI_SEED.
inline int FromEnvironment(const char* name, int otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::atoi(value);
}
inline int Kills() { return FromEnvironment("SUMIKESHI_KILLS", 12); }
inline unsigned Seed() {
  return static_cast<unsigned>(FromEnvironment("SUMIKESHI_SEED", 20261122));
}

// Moments of a run like `whole`: at any time, before any of its calls, and before one of the last,
// which put the list, the report and the checkpoint in place.
class Moments {
 public:
  explicit Moments(const KilledRun& whole) : whole_(whole) {}

  Moment Next() {
    switch (++count_ % 3) {
      case 0:
        return {.call = whole_.calls - Draw(std::min(whole_.calls, kLast))};
      case 1:
        return {.call = 1 + Draw(whole_.calls)};
      default:
        return {.after =
                    std::chrono::microseconds(1 + Draw(static_cast<int>(whole_.took.count())))};
    }
  }
  int Draw(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }

 private:
  static constexpr int kLast = 30;
  KilledRun whole_;
  std::mt19937 random_{Seed()};
  int count_ = 0;
};

inline std::string Describe(const Moment& moment) {
  return moment.call > 0 ? "before call " + std::to_string(moment.call)
                         : "after " + std::to_string(moment.after.count()) + " us";
}

// Every file below a folder, by its path in there.
inline std::map<std::string, std::string> FilesBelow(const std::filesystem::path& folder) {
  std::map<std::string, std::string> files;
  if (!std::filesystem::exists(folder)) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_directory()) continue;
    files[std::filesystem::relative(entry.path(), folder).string()] = ReadFile(entry.path());
  }
  return files;
}

inline Hash HashOf(std::string_view bytes) {
  return Sha256({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

}  // namespace sumikeshi
