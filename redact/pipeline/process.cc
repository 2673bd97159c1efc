// Read, find, decide, destroy, verify: the life of one document.
#include "redact/pipeline/process.h"

#include <sys/stat.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <system_error>
#include <tuple>
#include <utility>
#include <variant>

#include "redact/ledger/ledger.h"
#include "redact/pipeline/admission.h"
#include "redact/pipeline/form_look.h"
#include "redact/pipeline/guarded.h"
#include "redact/pipeline/mapped_file.h"
#include "redact/pipeline/remains.h"
#include "redact/pipeline/thumbnail.h"
#include "redact/pipeline/treat.h"
#include "redact/verify/verify.h"
#include "scanner/documents/text/stream.h"
#include "scanner/forms/page_class.h"
#include "scanner/image/page_reader.h"
#include "scanner/repeats.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

// A fresh look may find what the first one missed; it is destroyed too, and the page is looked at
// again. What still shows after that is for a person.
constexpr int kMaxRounds = 3;

constexpr int kThumbnailSide = 480;

struct PageRead {
  std::vector<Detection> detections;
  std::optional<PageText> text;  // images
  PageClass page_class = PageClass::kUnknown;
  std::optional<FilledForm> form{};  // images
};

// One page after the decision.
struct ExaminedPage {
  PageRead read;
  std::vector<DecidedDetection> decided;
};

bool MayNotStay(const Decision& decision) { return decision.action != Action::kKeep; }

// Marks without a single readable character are not "nothing found".
Result<void> CheckRead(const PageText& page, int page_number) {
  constexpr std::size_t kMarks = 8;
  const bool any_symbol =
      std::ranges::any_of(page.lines, [](const Line& line) { return !line.symbols.empty(); });
  if (!any_symbol && page.ink.size() >= kMarks) {
    return Fail(ErrorCode::kUnreadable, "", "marks on the page, but no character was read",
                page_number);
  }
  return {};
}

// A text that is redacted is looked at character by character; one that is only scanned, where
// something may be found.
enum class Care { kQuick, kClose };

// What a look works with.
struct Means {
  EnginePool& engines;
  const FormLibrary* forms;
  Care care;
};

// `before`: the form that the page was at the first look.
Result<PageRead> LookAtPage(const PageContent& content, int page_number, const Means& means,
                            const ReadOptions& options = {}, const FilledForm* before = nullptr) {
  if (const auto* text = std::get_if<Text>(&content)) {
    return PageRead{
        means.care == Care::kClose ? DetectClosely(*text, page_number) : Detect(*text, page_number),
        {},
        ClassifyText(ToUtf8(text->characters))};
  }
  auto engine = means.engines.Borrow();
  if (!engine) return std::unexpected(engine.error());
  auto look = ReadPageOfForms(std::get<Raster>(content), **engine, options, means.forms, before);
  if (!look) {
    engine->Discard();
    Error error = look.error();
    error.page = page_number;
    return std::unexpected(std::move(error));
  }
  if (auto read = CheckRead(look->text, page_number); !read && !options.regions) {
    return std::unexpected(read.error());
  }
  std::vector<Detection> detections =
      Detect(look->text, page_number, look->form ? &*look->form : nullptr);
  PageClass page_class = look->form ? means.forms->ClassOf(*look->form) : PageClass::kUnknown;
  if (page_class == PageClass::kUnknown) page_class = ClassifyPage(look->text);
  return PageRead{std::move(detections), std::move(look->text), page_class, std::move(look->form)};
}

// Calls `work(i)` for all pages, in parallel, and gives the first error by page order.
template <typename Work>
Result<void> ForEachPage(int count, const Work& work) {
  std::vector<Result<void>> results(static_cast<std::size_t>(count));
  if (count == 1) {
    results[0] = work(0);
  } else {
    // Isolated: a thread that waits for its pages must not start another document meanwhile.
    tbb::this_task_arena::isolate([&] {
      tbb::parallel_for(0, count, [&](int i) { results[static_cast<std::size_t>(i)] = work(i); });
    });
  }
  for (auto& result : results) {
    if (!result) return std::move(result);
  }
  return {};
}

// A fifth of an inch round each box: the lines that it stands in, and those it might have cut.
std::vector<Box> RoundTheBoxes(std::vector<Box> boxes, const PageContent& content) {
  const auto* page = std::get_if<Raster>(&content);
  if (page == nullptr) return boxes;
  const double dpi = page->dpi_x > 0 ? page->dpi_x : 300;
  for (Box& box : boxes) box = Grow(box, static_cast<int>(dpi / 5));
  return boxes;
}

Error AtPage(Error error, int page_number) {
  if (error.page == 0) error.page = page_number;
  return error;
}

// Moves the places to where they stand in the decoded file, and leaves out what the reading shows
// twice.
void PlaceInFile(const Text& text, std::vector<DecidedDetection>& all) {
  const auto finding = [](const DecidedDetection& d) -> const Finding& {
    return d.decision.finding;
  };
  for (DecidedDetection& decided : all) {
    std::optional<Span>& span = decided.decision.finding.place.span;
    if (span) span = text.SourceOf(*span);
  }
  std::ranges::stable_sort(all, {}, [&](const DecidedDetection& d) {
    const Span span = finding(d).place.span.value_or(Span{});
    return std::tuple(span.begin, span.end, finding(d).category, finding(d).kind,
                      -finding(d).confidence);
  });
  const auto twice = std::ranges::unique(all, {}, [&](const DecidedDetection& d) {
    const Span span = finding(d).place.span.value_or(Span{});
    return std::tuple(span.begin, span.end, finding(d).category, finding(d).kind,
                      d.decision.action);
  });
  all.erase(twice.begin(), twice.end());
}

// One document on its way through the steps.
class DocumentJob {
 public:
  DocumentJob(const DocumentReader& source, const Codec& codec, const std::string& name,
              const std::filesystem::path& output, const ProcessSettings& settings,
              EnginePool& engines)
      : source_(source),
        codec_(codec),
        name_(name),
        output_(output),
        settings_(settings),
        engines_(engines),
        pages_(static_cast<std::size_t>(source.page_count())),
        shapes_(pages_.size()),
        destroyed_(pages_.size()),
        pictures_(pages_.size()) {}

  Result<void> Examine() {
    if (auto looked = LookAtAll(); !looked) return looked;
    std::vector<Detection> all;
    for (const ExaminedPage& page : pages_) {
      std::ranges::copy(page.read.detections, std::back_inserter(all));
    }
    const std::vector<RepeatedValue> values = RepeatedValues(all);
    for (std::size_t at = 0; at < pages_.size(); ++at) {
      PageRead& read = pages_[at].read;
      std::ranges::move(Repeats(read, static_cast<int>(at) + 1, values),
                        std::back_inserter(read.detections));
      pages_[at].decided = DecideOn(read.page_class, std::move(read.detections), settings_);
    }
    return {};
  }

  Result<void> CheckHolds() const {
    const Decision* gravest = nullptr;
    for (const ExaminedPage& page : pages_) {
      const Decision* hold = GravestHold(page.decided);
      if (hold != nullptr && (gravest == nullptr || hold->action > gravest->action)) gravest = hold;
    }
    if (gravest == nullptr) return {};
    return std::unexpected(HoldError(*gravest, settings_));
  }

  // Writes and verifies until a fresh look finds nothing more.
  Result<Hash> RedactAndProve() {
    for (int round = 0; round < kMaxRounds; ++round) {
      if (auto written = Write(); !written) return std::unexpected(written.error());
      auto proved = Verify();
      if (!proved) return std::unexpected(proved.error());
      if (*proved) return output_hash_;
      std::error_code ignored;
      std::filesystem::remove(output_, ignored);
    }
    return Fail(ErrorCode::kVerifyFailed, "", "something readable is left after the redaction");
  }

  // Places in text are those in the decoded file.
  std::vector<DecidedDetection> TakeDecided() {
    std::vector<DecidedDetection> all;
    for (ExaminedPage& page : pages_) {
      std::ranges::move(page.decided, std::back_inserter(all));
    }
    const auto* text = only_page_ ? std::get_if<Text>(&*only_page_) : nullptr;
    if (text != nullptr && !text->sources.empty()) PlaceInFile(*text, all);
    return all;
  }

  std::vector<PagePicture> TakePictures() { return std::move(pictures_); }

 private:
  // Without an output the document is only scanned.
  [[nodiscard]] Means means() const {
    return {engines_, settings_.forms, output_.empty() ? Care::kQuick : Care::kClose};
  }

  Result<void> LookAtAll() {
    return ForEachPage(source_.page_count(), [&](int i) -> Result<void> {
      const auto at = static_cast<std::size_t>(i);
      auto content = source_.ReadPage(i);
      if (!content) return std::unexpected(AtPage(content.error(), i + 1));
      auto read = LookAtPage(*content, i + 1, means());
      if (!read) return std::unexpected(AtPage(read.error(), i + 1));
      if (auto known = CheckUnread(*read, i + 1); !known) return known;
      pages_[at].read = std::move(*read);
      if (pages_.size() == 1) only_page_ = std::move(*content);
      return {};
    });
  }

  // Writing in free text that was not read may be anything.
  [[nodiscard]] Result<void> CheckUnread(const PageRead& read, int page_number) const {
    if (!read.text || settings_.profile->releases_unread()) return {};
    if (FindUnread(*read.text, read.form ? &*read.form : nullptr).empty()) return {};
    return Fail(ErrorCode::kUnreadable, "", "writing in free text was not read", page_number);
  }

  // What was found anywhere in the document and stands on this page again.
  [[nodiscard]] std::vector<Detection> Repeats(const PageRead& read, int page_number,
                                               const std::vector<RepeatedValue>& values) const {
    if (read.text) return FindRepeats(*read.text, page_number, values, read.detections);
    const auto* text = only_page_ ? std::get_if<Text>(&*only_page_) : nullptr;
    return text ? FindRepeats(*text, page_number, values, read.detections)
                : std::vector<Detection>{};
  }

  [[nodiscard]] PageRedaction RedactionOf(std::size_t at) const {
    PageRedaction redaction;
    for (const DecidedDetection& decided : pages_[at].decided) {
      if (decided.decision.action != Action::kRedact) continue;
      const Place& place = decided.decision.finding.place;
      std::ranges::copy(place.boxes, std::back_inserter(redaction.boxes));
      if (place.span) redaction.spans.push_back(*place.span);
    }
    return redaction;
  }

  // Boxes that cover all of a field of a known form.
  [[nodiscard]] std::vector<Box> WholeFields(std::size_t at) const {
    std::vector<Box> boxes;
    for (const DecidedDetection& decided : pages_[at].decided) {
      const Finding& finding = decided.decision.finding;
      if (finding.recognizer == "form")
        std::ranges::copy(finding.place.boxes, std::back_inserter(boxes));
    }
    return boxes;
  }

  Result<void> Write() {
    auto writer = codec_.create(source_, output_);
    if (!writer) return std::unexpected(writer.error());
    for (int i = 0; i < source_.page_count(); ++i) {
      const auto at = static_cast<std::size_t>(i);
      Result<PageContent> again;
      if (!only_page_) again = source_.ReadPage(i);
      if (!again) return std::unexpected(AtPage(again.error(), i + 1));
      const PageContent& content = only_page_ ? *only_page_ : *again;
      auto destroyed = (*writer)->WritePage(i, content, RedactionOf(at));
      if (!destroyed) return std::unexpected(AtPage(destroyed.error(), i + 1));
      destroyed_[at] = std::move(*destroyed);
      shapes_[at] = ShapeOf(content);
    }
    return (*writer)->Finish();
  }

  // What the proof compares with: the whole text, but of pixels only their shape.
  static PageContent ShapeOf(const PageContent& content) {
    const auto* raster = std::get_if<Raster>(&content);
    if (raster == nullptr) return content;
    return Raster{raster->width,
                  raster->height,
                  raster->format,
                  raster->bitonal,
                  raster->dpi_x,
                  raster->dpi_y,
                  {}};
  }

  // True when the file on the disk is proved; false when a fresh look added findings.
  Result<bool> Verify() {
    auto file = MappedFile::Open(output_);
    if (!file) return std::unexpected(file.error());
    auto codec = FindCodec(file->bytes(), name_);
    if (!codec) return Fail(ErrorCode::kVerifyFailed, "", "the output is of no known format");
    if (*codec != &codec_) return Fail(ErrorCode::kVerifyFailed, "", "the format changed");
    auto written = codec_.open(file->bytes());
    if (!written) return Fail(ErrorCode::kVerifyFailed, "", "the output cannot be opened");
    if ((*written)->page_count() != source_.page_count()) {
      return Fail(ErrorCode::kVerifyFailed, "", "the page count changed");
    }
    std::vector<std::vector<DecidedDetection>> more(pages_.size());
    auto checked = ForEachPage(source_.page_count(), [&](int i) {
      return VerifyOne(**written, i, more[static_cast<std::size_t>(i)]);
    });
    if (!checked) return std::unexpected(checked.error());
    bool proved = true;
    for (std::size_t at = 0; at < more.size(); ++at) {
      proved = proved && more[at].empty();
      std::ranges::move(more[at], std::back_inserter(pages_[at].decided));
    }
    output_hash_ = Sha256(file->bytes());
    return proved;
  }

  Result<void> VerifyOne(const DocumentReader& written, int index,
                         std::vector<DecidedDetection>& more) {
    const auto at = static_cast<std::size_t>(index);
    auto after = written.ReadPage(index);
    if (!after)
      return Fail(ErrorCode::kVerifyFailed, "", "a written page is unreadable", index + 1);
    const auto look_again = [&](const PageContent& rest) -> Result<std::vector<Place>> {
      ReadOptions options;
      if (const auto& before = pages_[at].read.text) options.before = &*before;
      options.regions = RoundTheBoxes(destroyed_[at].boxes, rest);
      const auto& form = pages_[at].read.form;
      auto read = LookAtPage(rest, index + 1, means(), options, form ? &*form : nullptr);
      if (!read) return std::unexpected(read.error());
      if (read->text) {
        DropDestroyed(*read->text, destroyed_[at].boxes, read->detections, WholeFields(at));
      }
      std::vector<Place> places;
      const PageClass page_class = pages_[at].read.page_class;  // what is destroyed told it too
      for (auto& decided : DecideOn(page_class, std::move(read->detections), settings_)) {
        if (!MayNotStay(decided.decision)) continue;
        places.push_back(decided.decision.finding.place);
        more.push_back(std::move(decided));
      }
      return places;
    };
    auto left = VerifyPage(shapes_[at], *after, destroyed_[at], look_again);
    if (!left) return std::unexpected(AtPage(left.error(), index + 1));
    if (settings_.pictures && left->empty()) {
      if (const auto* raster = std::get_if<Raster>(&*after)) {
        pictures_[at] = {EncodeThumbnail(*raster, kThumbnailSide), raster->width, raster->height};
      }
    }
    return {};
  }

  const DocumentReader& source_;
  const Codec& codec_;
  const std::string& name_;
  const std::filesystem::path& output_;
  const ProcessSettings& settings_;
  EnginePool& engines_;
  std::vector<ExaminedPage> pages_;
  std::vector<PageContent> shapes_;
  std::vector<PageRedaction> destroyed_;
  std::vector<PagePicture> pictures_;
  std::optional<PageContent> only_page_;  // saves decoding it twice
  Hash output_hash_{};
};

struct OpenedDocument {
  const Codec* codec = nullptr;
  std::unique_ptr<DocumentReader> reader;
};

Result<OpenedDocument> OpenDocument(Bytes bytes, const std::string& name) {
  auto codec = FindCodec(bytes, name);
  if (!codec) return std::unexpected(codec.error());
  auto reader = (*codec)->open(bytes);
  if (!reader) return std::unexpected(reader.error());
  return OpenedDocument{*codec, std::move(*reader)};
}

Result<Hash> RunJob(DocumentJob& job) {
  if (auto examined = job.Examine(); !examined) return std::unexpected(examined.error());
  if (auto allowed = job.CheckHolds(); !allowed) return std::unexpected(allowed.error());
  return job.RedactAndProve();
}

// What is UTF-8 and plain needs no document: its bytes are looked at as they are.
std::vector<DecidedDetection> ScanPlain(std::string_view text, const ProcessSettings& settings,
                                        Judgements& known) {
  std::vector<Detection> found = DetectInUtf8(text, {0, text.size()}, {}, 1, known);
  if (found.empty()) return {};
  const std::vector<RepeatedValue> values = RepeatedValues(found);
  if (!values.empty()) {
    std::ranges::move(FindRepeats(Text{ToCharacters(text)}, 1, values, found),
                      std::back_inserter(found));
  }
  return DecideOn(ClassifyText(text), std::move(found), settings);
}

}  // namespace

std::vector<DecidedDetection> DecideOn(PageClass page_class, std::vector<Detection> detections,
                                       const ProcessSettings& settings) {
  for (Detection& detection : detections) detection.finding.page_class = page_class;
  return Decide(std::move(detections), settings);
}

const Decision* GravestHold(std::span<const DecidedDetection> decided) {
  const Decision* gravest = nullptr;
  for (const DecidedDetection& one : decided) {
    const Decision& decision = one.decision;
    if (decision.action == Action::kKeep || decision.action == Action::kRedact) continue;
    if (gravest == nullptr || decision.action > gravest->action) gravest = &decision;
  }
  return gravest;
}

Error HoldError(const Decision& decision, const ProcessSettings& settings) {
  const std::string why = settings.profile->Explain(decision.finding, settings.context).why;
  return HoldReason(decision.action, decision.rule, decision.clause, why,
                    decision.finding.place.page);
}

std::vector<DecidedDetection> Decide(std::vector<Detection> detections,
                                     const ProcessSettings& settings) {
  std::vector<DecidedDetection> decided;
  decided.reserve(detections.size());
  for (Detection& detection : detections) {
    decided.push_back({settings.profile->Decide(detection.finding, settings.context),
                       std::move(detection.value)});
  }
  return decided;
}

ProcessedDocument ProcessDocument(Bytes bytes, const std::string& name,
                                  const std::filesystem::path& output,
                                  const ProcessSettings& settings, EnginePool& engines) {
  ProcessedDocument result;
  result.verdict.input_hash = Sha256(bytes);
  auto output_hash = Guarded([&]() -> Result<Hash> {
    auto document = OpenDocument(bytes, name);
    if (!document) return std::unexpected(document.error());
    result.verdict.pages = document->reader->page_count();
    if (settings.treatment != nullptr) {
      return TreatDocument(bytes, name, *document->codec, output, settings, result);
    }
    DocumentJob job(*document->reader, *document->codec, name, output, settings, engines);
    auto hash = RunJob(job);
    result.decided = job.TakeDecided();
    result.pictures = job.TakePictures();
    return hash;
  });
  if (output_hash) {
    result.verdict.released = true;
    result.verdict.output_hash = *output_hash;
  } else {
    result.verdict.reason = output_hash.error();
    result.pictures.clear();
    result.treated.reset();
    std::error_code ignored;
    std::filesystem::remove(output, ignored);
  }
  return result;
}

Result<std::vector<DecidedDetection>> ScanDocument(Bytes bytes, const std::string& name,
                                                   const ProcessSettings& settings,
                                                   EnginePool& engines, Judgements& known) {
  return Guarded([&]() -> Result<std::vector<DecidedDetection>> {
    if (const auto plain = PlainUtf8(bytes); plain && CheckTextName(bytes, name)) {
      return ScanPlain(*plain, settings, known);
    }
    auto document = OpenDocument(bytes, name);
    if (!document) return std::unexpected(document.error());
    const std::filesystem::path none;
    DocumentJob job(*document->reader, *document->codec, name, none, settings, engines);
    if (auto examined = job.Examine(); !examined) return std::unexpected(examined.error());
    return job.TakeDecided();
  });
}

}  // namespace sumikeshi
