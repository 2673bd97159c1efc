// Seals every page of the database file, so that a flip of any byte shows, used or not.
//
// SQLite keeps the last kSealBytes of each page free for us ("reserved space"). A thin VFS writes
// into them, with every page, a digest of the rest of the page and its number. The same idea as
// SQLite's own checksum VFS, with a longer digest that also pins the page's place. A seal needs no
// key: it finds damage and clumsy edits; deliberate edits are found by the chain of hashes.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace sumikeshi {

inline constexpr int kPageSize = 4096;
inline constexpr int kSealBytes = 16;

using PageSeal = std::array<std::uint8_t, kSealBytes>;

// The seal of page `number` (from 1); `page` is kPageSize bytes.
[[nodiscard]] PageSeal SealOf(std::span<const std::uint8_t> page, std::int64_t number);

[[nodiscard]] bool IsSealed(std::span<const std::uint8_t> page, std::int64_t number);

// Name of the VFS to open a database for writing with. Registered on first use; thread-safe.
// nullptr when SQLite refuses.
[[nodiscard]] const char* SealingVfs();

}  // namespace sumikeshi
