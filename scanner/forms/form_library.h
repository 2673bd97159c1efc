// The forms of a folder: which of them a page is.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "scanner/forms/filled_form.h"
#include "scanner/forms/form.h"
#include "scanner/forms/form_index.h"
#include "sumikeshi/document.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// Immutable; const calls are thread-safe.
class FormLibrary {
 public:
  // All NAME.toml of the folder, which may hold none. Errors: kNotFound, kReadFailed, kForm (names
  // file, line and field, or the picture that is missing).
  [[nodiscard]] static Result<FormLibrary> Load(const std::filesystem::path& folder);

  // The form that the upright page is; nothing where it is none of them for sure. Of `page` the
  // cells count, and the lines where it was read already.
  [[nodiscard]] std::optional<FilledForm> Recognise(const PageText& page,
                                                    const Raster& upright) const;
  // The same page once more, after places in it were destroyed: laid as before.
  [[nodiscard]] std::optional<FilledForm> LookAgain(const FilledForm& before,
                                                    const Raster& upright) const;

  // What the form says the page is.
  [[nodiscard]] PageClass ClassOf(const FilledForm& page) const;
  [[nodiscard]] const std::vector<Form>& forms() const { return forms_; }

 private:
  struct Entry {
    std::size_t form = 0;
    std::size_t page = 0;
    std::vector<Landmark> landmarks;
  };
  [[nodiscard]] const FormPage& PageOf(const Entry& entry) const {
    return forms_[entry.form].pages[entry.page];
  }
  [[nodiscard]] std::optional<FormPicture> PictureOf(const FormPage& page) const;

  std::filesystem::path folder_;
  std::vector<Form> forms_;
  std::vector<Entry> entries_;
  FormIndex index_;
};

}  // namespace sumikeshi
