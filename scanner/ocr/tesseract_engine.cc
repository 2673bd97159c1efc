// Tesseract as an OcrEngine. Page layout stays out of it: a region is one line (PSM 13) or block.
// Two things of Tesseract are process-wide: the parameters that Init reads from the data files and
// the first use of its tables. So every engine is configured alike, and Init is serialised.
// Its OpenMP threads cost more than they bring (2.5 x the CPU time for a line): none are allowed.
#include <omp.h>
#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "scanner/ocr/ocr_engine.h"

namespace sumikeshi {
namespace {

constexpr const char* kDataFolder = "/usr/share/tesseract-ocr/5/tessdata";
constexpr int kRegionDeadlineMs = 20'000;

using Api = tesseract::TessBaseAPI;

Result<std::unique_ptr<Api>> MakeApi(const char* language) {
  static std::mutex mutex;
  const std::scoped_lock lock(mutex);
  auto api = std::make_unique<Api>();
  const char* folder = std::getenv("SUMIKESHI_TESSDATA");
  if (api->Init(folder ? folder : kDataFolder, language, tesseract::OEM_LSTM_ONLY) != 0) {
    return Fail(ErrorCode::kEnvironment, {}, std::string("no Tesseract data for ") + language);
  }
  // Parameters of this instance only; the process-wide ones are never set.
  api->SetVariable("preserve_interword_spaces", "1");
  api->SetVariable("tessedit_do_invert", "0");
  return api;
}

tesseract::PageSegMode ModeOf(OcrHint hint) {
  return hint == OcrHint::kBlock ? tesseract::PSM_SINGLE_BLOCK : tesseract::PSM_RAW_LINE;
}

std::vector<Symbol> SymbolsOf(Api& api) {
  std::vector<Symbol> symbols;
  const std::unique_ptr<tesseract::ResultIterator> it(api.GetIterator());
  if (!it) return symbols;
  do {
    const std::unique_ptr<char[]> text(it->GetUTF8Text(tesseract::RIL_SYMBOL));
    if (!text || text[0] == '\0' || text[0] == ' ') continue;
    Symbol symbol;
    symbol.text = text.get();
    it->BoundingBox(tesseract::RIL_SYMBOL, &symbol.box.left, &symbol.box.top, &symbol.box.right,
                    &symbol.box.bottom);
    symbol.confidence = std::clamp(it->Confidence(tesseract::RIL_SYMBOL) / 100, 0.0F, 1.0F);
    symbols.push_back(std::move(symbol));
  } while (it->Next(tesseract::RIL_SYMBOL));
  return symbols;
}

class TesseractEngine final : public OcrEngine {
 public:
  explicit TesseractEngine(std::unique_ptr<Api> api) : horizontal_(std::move(api)) {}

  Result<void> SetImage(const Raster& image) override {
    const auto wanted =
        static_cast<std::size_t>(image.width) * static_cast<std::size_t>(std::max(0, image.height));
    if (image.format != PixelFormat::kGray8 || image.width <= 0 || image.pixels.size() != wanted) {
      return Fail(ErrorCode::kOcrFailed, {}, "not a grey image");
    }
    image_ = image;
    shown_to_ = nullptr;
    return {};
  }

  Result<std::vector<Symbol>> Read(const Box& region, OcrHint hint) override {
    const Box part = Intersect(region, {0, 0, image_.width, image_.height});
    if (part.empty()) return std::vector<Symbol>{};
    Result<Api*> api = ApiFor(hint);
    if (!api) return std::unexpected(api.error());
    return ReadWith(**api, part, hint);
  }

  std::string version() const override {
    return std::string("tesseract ") + Api::Version() + " jpn, jpn_vert";
  }

 private:
  Result<Api*> ApiFor(OcrHint hint) {
    if (hint != OcrHint::kVerticalLine) return horizontal_.get();
    if (!vertical_) {
      Result<std::unique_ptr<Api>> api = MakeApi("jpn_vert");
      if (!api) return std::unexpected(api.error());
      vertical_ = std::move(*api);
    }
    return vertical_.get();
  }

  Result<std::vector<Symbol>> ReadWith(Api& api, const Box& part, OcrHint hint) {
    api.SetPageSegMode(ModeOf(hint));
    api.SetVariable("tessedit_char_whitelist", hint == OcrHint::kDigits ? "0123456789-" : "");
    if (shown_to_ != &api) {
      api.SetImage(image_.pixels.data(), image_.width, image_.height, 1, image_.width);
      // Without a resolution Tesseract guesses one and says so on stderr.
      api.SetSourceResolution(image_.dpi_x > 0 ? static_cast<int>(image_.dpi_x) : 300);
      shown_to_ = &api;
    }
    omp_set_max_active_levels(0);  // holds for the calling thread only
    api.SetRectangle(part.left, part.top, part.width(), part.height());
    tesseract::ETEXT_DESC monitor;
    monitor.set_deadline_msecs(kRegionDeadlineMs);
    if (api.Recognize(&monitor) != 0) {
      return Fail(monitor.deadline_exceeded() ? ErrorCode::kTimeout : ErrorCode::kOcrFailed);
    }
    return SymbolsOf(api);
  }

  std::unique_ptr<Api> horizontal_;
  std::unique_ptr<Api> vertical_;
  Raster image_;
  const Api* shown_to_ = nullptr;
};

}  // namespace

Result<std::unique_ptr<OcrEngine>> MakeTesseractEngine() {
  Result<std::unique_ptr<Api>> api = MakeApi("jpn");
  if (!api) return std::unexpected(api.error());
  return std::make_unique<TesseractEngine>(std::move(*api));
}

}  // namespace sumikeshi
