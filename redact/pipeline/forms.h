// The forms of a company: learning one from a blank sheet, and the folder that holds them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "redact/pipeline/engine_pool.h"
#include "scanner/forms/form_library.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

struct LearntForm {
  Form form;
  std::vector<Error> skipped;  // pages of the file that are no form (an empty back)
  int findings = 0;            // what looks as if somebody had written on the blank
};

// Reads the blank and writes NAME.toml and a picture a page into `folder`, which is made if it is
// not there. Errors: those of reading a document, and kNoForm (a text, a filled-in sheet with
// numbers bound by law, no page with a field), kNameCollision, kUsage (the name), kWriteFailed.
[[nodiscard]] Result<LearntForm> LearnForm(const std::filesystem::path& blank,
                                           const std::string& name,
                                           const std::filesystem::path& folder,
                                           EnginePool& engines);

// FOLDER/NAME.toml.
[[nodiscard]] std::filesystem::path FormFile(const std::filesystem::path& folder,
                                             const std::string& name);

// Removes the form and its pictures. Errors: kNotFound, kWriteFailed.
[[nodiscard]] Result<void> RemoveForm(const std::filesystem::path& folder, const std::string& name);

}  // namespace sumikeshi
