// Scans documents in parallel and reports them in input order. Of a large text the pieces are what
// is done in parallel, so that neither memory nor time hang on the size of one file.
#include "redact/pipeline/scan.h"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "redact/pipeline/admission.h"
#include "redact/pipeline/guarded.h"
#include "redact/pipeline/mapped_file.h"
#include "redact/pipeline/walk.h"
#include "scanner/documents/text/stream.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

using Findings = Result<std::vector<DecidedDetection>>;

constexpr std::size_t kLarge = std::size_t{4} << 20;  // bytes of a text that is read in pieces
constexpr std::size_t kSignature = 4096;

// A whole file, or a piece of a large text.
struct Task {
  const InputItem* item = nullptr;
  std::optional<TextPiece> piece;
  std::shared_ptr<const std::string> header;  // of the table that the piece is in the middle of
  bool streamed = false;                      // one of the pieces, or the end, of a large text
  bool last = true;                           // of its file
  Findings findings;
};

Result<ProcessSettings> SettingsFor(const InputItem& item, const ScanOptions& options) {
  // A look has no ledger, so no approval counts.
  auto context = Admit(*options.profile, options.context, item.relative.string(), nullptr);
  if (!context) return std::unexpected(context.error());
  return ProcessSettings{options.profile, *std::move(context), false, nullptr, options.forms};
}

Findings ScanItem(const InputItem& item, const ScanOptions& options, EnginePool& engines,
                  Judgements& known) {
  if (item.error) return std::unexpected(*item.error);
  auto file = MappedFile::Open(item.source);
  if (!file) return std::unexpected(file.error());
  const auto settings = SettingsFor(item, options);
  if (!settings) return std::unexpected(settings.error());
  return ScanDocument(file->bytes(), item.source.string(), *settings, engines, known);
}

// What is found in a piece whose escapes are unfolded, in places of the piece.
Result<std::vector<Detection>> DetectUnfolded(const TextPiece& piece, const std::string& header,
                                              Judgements& known) {
  auto fragment = ReadFragment(ToCharacters(piece.text));
  if (!fragment) return std::unexpected(fragment.error());
  if (fragment->sources.empty()) {
    return DetectInUtf8(piece.text, piece.core, header, 1, known);
  }
  const std::string_view whole = piece.text;
  const Span core{CountCharacters(whole.substr(0, piece.core.begin)),
                  CountCharacters(whole.substr(0, piece.core.end))};
  const auto at = [&](std::size_t source) {
    const auto first = std::ranges::lower_bound(fragment->sources, source, {}, &Span::begin);
    const auto index = static_cast<std::size_t>(first - fragment->sources.begin());
    return ToUtf8(std::u32string_view(fragment->characters).substr(0, index)).size();
  };
  auto found =
      DetectInUtf8(ToUtf8(fragment->characters), {at(core.begin), at(core.end)}, header, 1, known);
  for (Detection& detection : found) {
    std::optional<Span>& span = detection.finding.place.span;
    span = fragment->SourceOf(*span);
  }
  return found;
}

Findings ScanPiece(const Task& task, const ScanOptions& options, Judgements& known) {
  const auto settings = SettingsFor(*task.item, options);
  if (!settings) return std::unexpected(settings.error());
  const std::string header = task.header ? *task.header : "";
  auto found = MayHoldEscapes(task.piece->text)
                   ? DetectUnfolded(*task.piece, header, known)
                   : DetectInUtf8(task.piece->text, task.piece->core, header, 1, known);
  if (!found) return std::unexpected(found.error());
  for (Detection& detection : *found) {
    Span& span = *detection.finding.place.span;
    span = {span.begin + task.piece->before, span.end + task.piece->before};
  }
  return Decide(*std::move(found), *settings);
}

// Gives out the tasks of all files in order.
class TaskSource {
 public:
  explicit TaskSource(const std::vector<InputItem>& items) : items_(items) {}

  // Null at the end.
  std::shared_ptr<Task> Next() {
    if (stream_) return NextPiece();
    if (next_ == items_.size()) return nullptr;
    const InputItem& item = items_[next_++];
    if (!item.error && OpenLarge(item)) return NextPiece();
    return std::make_shared<Task>(Task{&item, {}, {}, false, true, {}});
  }
  [[nodiscard]] bool done() const { return !stream_ && next_ == items_.size(); }

 private:
  // Whether the file is a large text; it is open then.
  bool OpenLarge(const InputItem& item) {
    auto file = SequentialFile::Open(item.source);
    if (!file || file->size() < kLarge) return false;
    std::vector<std::uint8_t> start(kSignature);
    const auto got = file->Read(start);
    if (!got || !CheckTextName(std::span(start).first(*got), item.source.string())) return false;
    if (!file->Rewind()) return false;
    file_.emplace(*std::move(file));
    item_ = &item;
    header_.reset();
    first_ = true;
    stream_.emplace([this](std::span<std::uint8_t> into) { return file_->Read(into); });
    return true;
  }

  std::shared_ptr<Task> NextPiece() {
    auto piece = stream_->Next();
    auto task = std::make_shared<Task>(Task{item_, {}, header_, true, false, {}});
    if (!piece) {
      task->findings = std::unexpected(NamedError(piece.error()));
    } else {
      task->piece = std::move(*piece);
    }
    if (!task->piece) {
      task->last = true;
      stream_.reset();
      return task;
    }
    if (std::exchange(first_, false)) {
      const std::string_view header = HeaderOfTable(task->piece->text);
      if (!header.empty()) {
        header_ = std::make_shared<const std::string>(header);
        stream_->KeepRows();
      }
    }
    return task;
  }

  // What is no text, and was not called one, is of an unknown type.
  [[nodiscard]] Error NamedError(Error error) const {
    if (error.code == ErrorCode::kUnknownEncoding && !IsTextName(item_->source.string())) {
      error.code = ErrorCode::kUnknownType;
    }
    return error;
  }

  const std::vector<InputItem>& items_;
  std::size_t next_ = 0;
  const InputItem* item_ = nullptr;  // of the stream
  std::optional<SequentialFile> file_;
  std::optional<TextStream> stream_;
  std::shared_ptr<const std::string> header_;
  bool first_ = true;
};

}  // namespace

ScanSummary RunScan(const ScanOptions& options, EnginePool& engines) {
  using TaskPointer = std::shared_ptr<Task>;
  const std::vector<InputItem> items = CollectInputs(options.inputs, {});
  ScanSummary summary;
  TaskSource source(items);
  const auto take = [&](tbb::flow_control& control) -> TaskPointer {
    const bool cancelled = options.cancelled != nullptr && options.cancelled->load();
    TaskPointer task = cancelled ? nullptr : source.Next();
    if (task == nullptr) {
      summary.cancelled = cancelled && !source.done();
      control.stop();
    }
    return task;
  };
  tbb::enumerable_thread_specific<Judgements> judgements;
  const auto look = [&](TaskPointer task) {
    Judgements& known = judgements.local();
    if (task->piece) {
      task->findings = Guarded([&] { return ScanPiece(*task, options, known); });
      task->piece.reset();
    } else if (!task->streamed) {
      task->findings = ScanItem(*task->item, options, engines, known);
    }
    return task;
  };
  const auto report = [&](const TaskPointer& task) {
    summary.documents += task->last ? 1 : 0;
    summary.findings += task->findings ? task->findings->size() : 0;
    summary.errors += task->findings ? 0 : 1;
    options.on_document(task->item->source, task->findings);
  };
  tbb::task_arena arena(options.jobs);
  arena.execute([&] {
    tbb::parallel_pipeline(
        static_cast<std::size_t>(options.jobs) + 2,
        tbb::make_filter<void, TaskPointer>(tbb::filter_mode::serial_in_order, take) &
            tbb::make_filter<TaskPointer, TaskPointer>(tbb::filter_mode::parallel, look) &
            tbb::make_filter<TaskPointer, void>(tbb::filter_mode::serial_in_order, report));
  });
  return summary;
}

}  // namespace sumikeshi
