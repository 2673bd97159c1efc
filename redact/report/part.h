// Files in the making have hidden names that tell whose they are, so that those of a killed process
// can be told from those of a living one.
#pragma once

#include <filesystem>
#include <string_view>

namespace sumikeshi {

// FOLDER/.sumikeshi-PID-USE.part
[[nodiscard]] std::filesystem::path PartPath(const std::filesystem::path& folder,
                                             std::string_view use);

// Removes what processes left in the folder that live no more, and what stands there under this
// one's number: call it before this process begins a file there.
void RemoveStaleParts(const std::filesystem::path& folder);

}  // namespace sumikeshi
