// SHA-256 of what lies in two pieces.
#pragma once

#include <cstdint>
#include <span>

#include "sumikeshi/finding.h"

namespace sumikeshi {

[[nodiscard]] Hash Sha256Of(std::span<const std::uint8_t> head, std::span<const std::uint8_t> rest);

}  // namespace sumikeshi
