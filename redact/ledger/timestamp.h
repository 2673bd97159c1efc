// A moment as entries write it: UTC to the millisecond, "2026-11-22T03:04:05.678Z".
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace sumikeshi {

[[nodiscard]] std::string Timestamp(std::chrono::system_clock::time_point moment);

// Nothing where the text is not exactly what Timestamp writes.
[[nodiscard]] std::optional<std::chrono::system_clock::time_point> ParseTimestamp(
    std::string_view text);

}  // namespace sumikeshi
