// Reading pages that may be of a known form.
#pragma once

#include <filesystem>
#include <optional>

#include "scanner/forms/form_library.h"
#include "scanner/image/page_reader.h"
#include "scanner/ocr/ocr_engine.h"
#include "sumikeshi/finding.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

struct FormLook {
  PageText text;
  std::optional<FilledForm> form;
};

// The page, and which of the forms it is; its print is not read but known. `forms` may be null.
// `before`: what the same page was before places in it were destroyed.
[[nodiscard]] Result<FormLook> ReadPageOfForms(const Raster& page, OcrEngine& engine,
                                               const ReadOptions& options, const FormLibrary* forms,
                                               const FilledForm* before);

// Of all files of the folder, by name and content.
[[nodiscard]] Result<Hash> HashOfForms(const std::filesystem::path& folder);

}  // namespace sumikeshi
