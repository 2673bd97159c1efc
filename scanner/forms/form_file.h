// A form as a text file that a clerk can read and correct. README.md beside this file says how.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "scanner/forms/form.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// Letters, digits, `-`, `_` and Japanese, at most 80 bytes: it becomes a file name.
[[nodiscard]] bool IsFormName(std::string_view name);

[[nodiscard]] std::string WriteForm(const Form& form);

// Errors: kForm; `where` is "<where>:<line>", `what` names the field and what is wrong (Japanese).
[[nodiscard]] Result<Form> ReadForm(std::string_view toml, std::string_view where);

// FOLDER/NAME.toml, and FOLDER/NAME-PAGE.png with the print of a page.
[[nodiscard]] std::filesystem::path FormPath(const std::filesystem::path& folder,
                                             std::string_view name);
[[nodiscard]] std::filesystem::path PicturePath(const std::filesystem::path& folder,
                                                std::string_view name, int page);

}  // namespace sumikeshi
