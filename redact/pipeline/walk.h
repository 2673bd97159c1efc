// Which files a run is about.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "sumikeshi/result.h"

namespace sumikeshi {

// One input file, or a place that could not be looked at (`error`).
struct InputItem {
  std::filesystem::path source;
  std::filesystem::path relative;  // to its IN folder; for a file IN, its name
  std::optional<Error> error;
};

// All files of `inputs` (files, or folders with everything below), sorted by path within each
// input; links are followed. Not descended into: the folder `output` (kOutputInsideInput), a link
// loop (kSymlinkLoop), an unreadable folder (kPermission); each becomes an item with its error.
// A second item with the same `relative` gets kNameCollision. An empty `output` stands for none.
[[nodiscard]] std::vector<InputItem> CollectInputs(std::span<const std::filesystem::path> inputs,
                                                   const std::filesystem::path& output);

}  // namespace sumikeshi
