// The small files beside a ledger: whole at once, or not at all.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "sumikeshi/result.h"

namespace sumikeshi {

// What errno says, as an Error: kDiskFull, kPermission, kNotFound or kLedger.
[[nodiscard]] std::unexpected<Error> SystemFailure(int error, std::string where);

// The file's bytes. kNotFound where there is none; one of more than a megabyte is kLedger.
[[nodiscard]] Result<std::string> ReadSmallFile(const std::filesystem::path& path,
                                                const std::string& where);

// Puts a file in the place of whatever stood there, and on the disk, with these access rights.
[[nodiscard]] Result<void> ReplaceFile(const std::filesystem::path& path, std::string_view bytes,
                                       mode_t mode, const std::string& where);

// A new file's name is on the disk only after its folder is flushed.
void FlushFolder(const std::filesystem::path& file);

}  // namespace sumikeshi
