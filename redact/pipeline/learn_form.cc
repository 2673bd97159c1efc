// Learns the pages of a blank one by one; writes nothing unless all of it can be written.
#include <algorithm>
#include <fstream>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>
#include <variant>

#include "redact/pipeline/forms.h"
#include "redact/pipeline/guarded.h"
#include "redact/pipeline/mapped_file.h"
#include "redact/pipeline/thumbnail.h"
#include "scanner/detect.h"
#include "scanner/documents/codec.h"
#include "scanner/forms/filled_form.h"
#include "scanner/forms/form_file.h"
#include "scanner/forms/learn.h"
#include "scanner/forms/page_class.h"
#include "scanner/image/page_reader.h"

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;

constexpr int kMostPages = 1000;  // of a form

struct LearntPage {
  FormPage page;
  FormPicture picture;
  std::string title;
  PageClass page_class = PageClass::kUnknown;
  std::vector<Detection> found;
};

bool IsBoundByLaw(const Detection& detection) {
  const Category category = detection.finding.category;
  return category >= Category::kMyNumber && category < Category::kCode &&
         detection.finding.recognizer != "field";
}

Result<LearntPage> LearnOne(const PageContent& content, int number, EnginePool& engines) {
  const auto* raster = std::get_if<Raster>(&content);
  if (raster == nullptr) {
    return Fail(ErrorCode::kNoForm, {},
                "文字だけのファイルです。用紙の画像か PDF が必要です / a text; an image or a PDF "
                "of the form is needed");
  }
  auto engine = engines.Borrow();
  if (!engine) return std::unexpected(engine.error());
  LearntPage learnt;
  Raster sheet;
  ReadOptions options;
  options.recall = [&](const PageText&, const Raster& upright) {
    sheet = upright;
    return std::vector<Line>{};
  };
  const auto text = ReadPageText(*raster, **engine, options);
  if (!text) {
    engine->Discard();
    return std::unexpected(text.error());
  }
  auto page = LearnPage(*text, number);
  if (!page) return std::unexpected(page.error());
  learnt.page = *std::move(page);
  learnt.picture = MakeFormPicture(sheet, text->dpi);
  learnt.title = TitleOf(*text);
  learnt.page_class = ClassifyPage(*text);
  learnt.found = Detect(*text, number);
  if (std::ranges::any_of(learnt.found, IsBoundByLaw)) {
    return Fail(ErrorCode::kNoForm, {},
                "番号が記入されています。何も書かれていない用紙を使ってください / numbers are "
                "filled in; use a blank form",
                number);
  }
  return learnt;
}

Result<std::vector<Result<LearntPage>>> LearnAll(const fs::path& blank, EnginePool& engines) {
  const auto file = MappedFile::Open(blank);
  if (!file) return std::unexpected(file.error());
  return Guarded([&]() -> Result<std::vector<Result<LearntPage>>> {
    const auto codec = FindCodec(file->bytes(), blank.string());
    if (!codec) return std::unexpected(codec.error());
    const auto reader = (*codec)->open(file->bytes());
    if (!reader) return std::unexpected(reader.error());
    std::vector<Result<LearntPage>> pages;
    for (int i = 0; i < (*reader)->page_count(); ++i) {
      const auto content = (*reader)->ReadPage(i);
      if (!content) return std::unexpected(content.error());
      auto page = LearnOne(*content, i + 1, engines);
      if (!page && page.error().code != ErrorCode::kNoForm) return std::unexpected(page.error());
      pages.push_back(std::move(page));
    }
    return pages;
  });
}

Result<void> WriteNew(const fs::path& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.flush()) return Fail(ErrorCode::kWriteFailed, path.string());
  return {};
}

// The pictures first: a form is there when its text file is.
Result<void> Save(const Form& form, const std::vector<FormPicture>& pictures,
                  const fs::path& folder) {
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    const FormPicture& picture = pictures[i];
    const auto png = EncodeThumbnail(picture, std::max(picture.width, picture.height));
    const std::string_view bytes(reinterpret_cast<const char*>(png.data()), png.size());
    const fs::path path = PicturePath(folder, form.name, form.pages[i].number);
    if (bytes.empty()) return Fail(ErrorCode::kWriteFailed, path.string());
    if (auto written = WriteNew(path, bytes); !written) return written;
  }
  return WriteNew(FormPath(folder, form.name), WriteForm(form));
}

}  // namespace

Result<LearntForm> LearnForm(const fs::path& blank, const std::string& name, const fs::path& folder,
                             EnginePool& engines) {
  if (!IsFormName(name)) {
    return Fail(ErrorCode::kUsage, {},
                "様式の名前は、文字・数字・- _ で80バイトまでです / names are letters, digits, - "
                "and _, 80 bytes at most");
  }
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return Fail(ErrorCode::kWriteFailed, folder.string(), error.message());
  if (fs::exists(FormPath(folder, name), error)) {
    return Fail(ErrorCode::kNameCollision, FormPath(folder, name).string(),
                "同じ名前の様式があります（form remove で消せます） / there is one of this name "
                "(form remove)");
  }
  auto pages = LearnAll(blank, engines);
  if (!pages) return std::unexpected(pages.error());
  LearntForm learnt;
  learnt.form.name = name;
  std::vector<FormPicture> pictures;
  for (Result<LearntPage>& page : *pages) {
    if (!page) {
      learnt.skipped.push_back(page.error());
      continue;
    }
    if (learnt.form.title.empty()) learnt.form.title = page->title;
    if (learnt.form.page_class == PageClass::kUnknown) learnt.form.page_class = page->page_class;
    learnt.findings += static_cast<int>(page->found.size());
    learnt.form.pages.push_back(std::move(page->page));
    pictures.push_back(std::move(page->picture));
  }
  if (learnt.form.pages.empty()) return std::unexpected(learnt.skipped.front());
  if (auto saved = Save(learnt.form, pictures, folder); !saved) {
    return std::unexpected(saved.error());
  }
  return learnt;
}

fs::path FormFile(const fs::path& folder, const std::string& name) {
  return FormPath(folder, name);
}

Result<void> RemoveForm(const fs::path& folder, const std::string& name) {
  std::error_code error;
  if (!IsFormName(name) || !fs::is_regular_file(FormPath(folder, name), error)) {
    return Fail(ErrorCode::kNotFound, {}, {});
  }
  // The text first: without it the pictures are no form.
  if (!fs::remove(FormPath(folder, name), error)) {
    return Fail(ErrorCode::kWriteFailed, {}, error.message());
  }
  for (int page = 1; page <= kMostPages; ++page) fs::remove(PicturePath(folder, name, page), error);
  return {};
}

}  // namespace sumikeshi
