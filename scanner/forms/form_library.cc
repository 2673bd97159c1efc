// Likely forms by their landmarks, the page laid on each of them, and of those that fit the one
// whose print is there.
#include "scanner/forms/form_library.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>
#include <variant>

#include "scanner/documents/codec.h"
#include "scanner/forms/form_file.h"
#include "scanner/forms/registration.h"

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostLaid = 6;
constexpr std::size_t kMostCompared = 3;
constexpr double kLeastShown = 0.7;  // of a form's print: less, and it is another form
constexpr std::uintmax_t kLargestFile = 16 << 20;

Result<std::string> ReadBytes(const fs::path& path) {
  std::error_code error;
  if (const auto size = fs::file_size(path, error); error || size > kLargestFile) {
    return Fail(ErrorCode::kForm, path.string(), "ファイルがないか、大きすぎます");
  }
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file) return Fail(ErrorCode::kReadFailed, path.string());
  return bytes;
}

// The picture named must be that of the form: the file's name is the form's.
Result<Form> LoadForm(const fs::path& path) {
  const auto text = ReadBytes(path);
  if (!text) return std::unexpected(text.error());
  auto form = ReadForm(*text, path.string());
  if (!form) return form;
  if (form->name != path.stem().string()) {
    return Fail(ErrorCode::kForm, path.string(),
                fmt::format("name: ファイル名（{}）と違います", path.stem().string()));
  }
  for (const FormPage& page : form->pages) {
    const fs::path picture = PicturePath(path.parent_path(), form->name, page.number);
    std::error_code error;
    if (!fs::is_regular_file(picture, error)) {
      return Fail(ErrorCode::kForm, path.string(),
                  fmt::format("用紙の画像 {} がありません", picture.filename().string()));
    }
  }
  return form;
}

}  // namespace

Result<FormLibrary> FormLibrary::Load(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) return Fail(ErrorCode::kNotFound, folder.string());
  std::vector<fs::path> files;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".toml") files.push_back(entry->path());
  }
  if (error) return Fail(ErrorCode::kReadFailed, folder.string(), error.message());
  std::ranges::sort(files);
  FormLibrary library;
  library.folder_ = folder;
  for (const fs::path& file : files) {
    auto form = LoadForm(file);
    if (!form) return std::unexpected(form.error());
    library.forms_.push_back(*std::move(form));
  }
  for (std::size_t i = 0; i < library.forms_.size(); ++i) {
    for (std::size_t k = 0; k < library.forms_[i].pages.size(); ++k) {
      library.entries_.push_back({i, k, LandmarksOf(library.forms_[i].pages[k])});
      library.index_.Add(library.entries_.back().landmarks);
    }
  }
  return library;
}

std::optional<FormPicture> FormLibrary::PictureOf(const FormPage& page) const {
  const auto form = std::ranges::find_if(forms_, [&](const Form& candidate) {
    return std::ranges::any_of(candidate.pages, [&](const FormPage& p) { return &p == &page; });
  });
  const fs::path path = PicturePath(folder_, form->name, page.number);
  const auto bytes = ReadBytes(path);
  if (!bytes) return std::nullopt;
  const Bytes view(reinterpret_cast<const std::uint8_t*>(bytes->data()), bytes->size());
  const auto codec = FindCodec(view, path.filename().string());
  if (!codec) return std::nullopt;
  const auto reader = (*codec)->open(view);
  if (!reader || (*reader)->page_count() != 1) return std::nullopt;
  auto content = (*reader)->ReadPage(0);
  if (!content || !std::holds_alternative<Raster>(*content)) return std::nullopt;
  auto picture = std::get<Raster>(*std::move(content));
  if (picture.format != PixelFormat::kGray8) return std::nullopt;
  return picture;
}

std::optional<FilledForm> FormLibrary::Recognise(const PageText& page,
                                                 const Raster& upright) const {
  const std::vector<Landmark> landmarks = LandmarksOf(page);
  struct Laid {
    const Entry* entry;
    Registration registration;
  };
  std::vector<Laid> laid;
  for (const FormIndex::Candidate& candidate : index_.Find(landmarks, kMostLaid)) {
    const Entry& entry = entries_[candidate.form_page];
    const auto registration = Register(entry.landmarks, landmarks, candidate.pairs);
    if (registration) laid.push_back({&entry, *registration});
  }
  std::ranges::stable_sort(laid, std::ranges::greater{},
                           [](const Laid& one) { return one.registration.matched; });
  std::optional<FilledForm> best;
  for (const Laid& one : std::span(laid).first(std::min(laid.size(), kMostCompared))) {
    const FormPage& form = PageOf(*one.entry);
    const auto picture = PictureOf(form);
    if (!picture) continue;
    auto filled = FilledForm::Compare(form, *picture, one.registration.to_page,
                                      one.registration.residual, upright);
    if (filled.shown() >= kLeastShown && (!best || filled.shown() > best->shown())) {
      best = std::move(filled);
    }
  }
  return best;
}

std::optional<FilledForm> FormLibrary::LookAgain(const FilledForm& before,
                                                 const Raster& upright) const {
  const auto picture = PictureOf(before.form());
  if (!picture) return std::nullopt;
  return FilledForm::Compare(before.form(), *picture, before.to_page(), before.residual(), upright);
}

PageClass FormLibrary::ClassOf(const FilledForm& page) const {
  for (const Form& form : forms_) {
    for (const FormPage& candidate : form.pages) {
      if (&candidate == &page.form()) return form.page_class;
    }
  }
  return PageClass::kUnknown;
}

}  // namespace sumikeshi
