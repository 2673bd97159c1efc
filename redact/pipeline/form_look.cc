// A form with a table is known before the page is read, another one when its lines were.
#include "redact/pipeline/form_look.h"

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "redact/ledger/ledger.h"
#include "redact/pipeline/mapped_file.h"

namespace sumikeshi {

namespace fs = std::filesystem;

Result<FormLook> ReadPageOfForms(const Raster& page, OcrEngine& engine, const ReadOptions& options,
                                 const FormLibrary* forms, const FilledForm* before) {
  std::optional<FilledForm> form;
  Raster sheet;
  ReadOptions asked = options;
  if (forms != nullptr && (before != nullptr || options.before == nullptr)) {
    asked.recall = [&](const PageText& laid_out, const Raster& upright) -> std::vector<Line> {
      form = before != nullptr ? forms->LookAgain(*before, upright)
                               : forms->Recognise(laid_out, upright);
      if (form) return form->PrintedLines();
      sheet = upright;
      return {};
    };
  }
  auto text = ReadPageText(page, engine, asked);
  if (!text) return std::unexpected(text.error());
  if (!form && !sheet.pixels.empty()) form = forms->Recognise(*text, sheet);
  return FormLook{*std::move(text), std::move(form)};
}

Result<Hash> HashOfForms(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const fs::path extension = entry->path().extension();
    if (extension == ".toml" || extension == ".png") files.push_back(entry->path());
  }
  if (error) return Fail(ErrorCode::kReadFailed, folder.string(), error.message());
  std::ranges::sort(files);
  std::string all;
  for (const fs::path& path : files) {
    const auto file = MappedFile::Open(path);
    if (!file) return std::unexpected(file.error());
    const Hash hash = Sha256(file->bytes());
    all += path.filename().string() + '\n';
    all.append(reinterpret_cast<const char*>(hash.data()), hash.size());
  }
  return Sha256({reinterpret_cast<const std::uint8_t*>(all.data()), all.size()});
}

}  // namespace sumikeshi
