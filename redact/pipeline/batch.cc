// The run: documents in parallel, ledger entries and releases in input order.
#include "redact/pipeline/batch.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <system_error>
#include <utility>

#include "redact/ledger/ledger.h"
#include "redact/pipeline/admission.h"
#include "redact/pipeline/held_list.h"
#include "redact/pipeline/mapped_file.h"
#include "redact/pipeline/process.h"
#include "redact/pipeline/record.h"
#include "redact/pipeline/walk.h"
#include "redact/report/part.h"
#include "redact/report/report.h"

namespace sumikeshi {

namespace {

namespace fs = std::filesystem;

// One document between the stages.
struct Task {
  std::size_t index = 0;
  const InputItem* item = nullptr;
  Context context;
  std::optional<MappedFile> file;
  std::optional<Hash> finished;  // output hash of an earlier run, when it still stands
  fs::path part;                 // where the redacted copy waits for its release
  ProcessedDocument processed;
};

// What a new file of this user may have.
fs::perms NewFilePermissions() {
  const mode_t mask = umask(0);
  umask(mask);
  return static_cast<fs::perms>(0666U & ~mask);
}

void SyncFolder(const fs::path& folder) {
  const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  fsync(fd);
  close(fd);
}

Result<void> MakeFolder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!error) return {};
  return Fail(error == std::errc::no_space_on_device  ? ErrorCode::kDiskFull
              : error == std::errc::permission_denied ? ErrorCode::kPermission
                                                      : ErrorCode::kWriteFailed,
              folder.string(), error.message());
}

class Batch {
 public:
  Batch(const BatchOptions& options, EnginePool& engines, Ledger& ledger, Provenance provenance)
      : options_(options),
        engines_(engines),
        ledger_(ledger),
        provenance_(std::move(provenance)),
        items_(CollectInputs(options.inputs, options.output)),
        held_(options.output / "held.jsonl") {}

  Result<BatchSummary> Run() {
    if (options_.report) {
      auto report = OpenReport(*options_.report, DescribeRun(), options_.language);
      if (!report) return std::unexpected(report.error());
      report_ = std::move(*report);
    }
    tbb::task_arena arena(options_.jobs);
    arena.execute([this] { RunPipeline(); });
    if (fatal_) return std::unexpected(*fatal_);
    if (auto written = held_.Write(); !written) return std::unexpected(written.error());
    if (Anonymises()) {
      auto written = WriteItemList(options_.item_list, item_list_, options_.treatment->today);
      if (!written) return std::unexpected(written.error());
    }
    if (report_) {
      if (auto finished = report_->Finish(); !finished) return std::unexpected(finished.error());
    }
    return summary_;
  }

 private:
  using TaskPointer = std::shared_ptr<Task>;

  void RunPipeline() {
    const auto tokens = static_cast<std::size_t>(options_.jobs) + 1;
    tbb::parallel_pipeline(
        tokens,
        tbb::make_filter<void, TaskPointer>(
            tbb::filter_mode::serial_in_order,
            [this](tbb::flow_control& control) { return Next(control); }) &
            tbb::make_filter<TaskPointer, TaskPointer>(
                tbb::filter_mode::parallel, [this](TaskPointer task) { return Process(task); }) &
            tbb::make_filter<TaskPointer, void>(
                tbb::filter_mode::serial_in_order,
                [this](const TaskPointer& task) { Record(*task); }));
  }

  TaskPointer Next(tbb::flow_control& control) {
    const bool cancelled = options_.cancelled != nullptr && options_.cancelled->load();
    if (next_ >= items_.size() || cancelled || failed_.load()) {
      summary_.cancelled = cancelled && next_ < items_.size();
      control.stop();
      return nullptr;
    }
    auto task = std::make_shared<Task>();
    task->index = next_;
    task->item = &items_[next_++];
    task->context = options_.context;
    task->part = PartPath(options_.output, std::to_string(task->index));
    return task;
  }

  TaskPointer Process(TaskPointer task) {
    if (failed_.load()) return task;
    Verdict& verdict = task->processed.verdict;
    if (task->item->error) {
      verdict.reason = task->item->error;
      return task;
    }
    auto file = MappedFile::Open(task->item->source);
    if (!file) {
      verdict.reason = file.error();
      return task;
    }
    task->file.emplace(std::move(*file));
    verdict.input_hash = Sha256(task->file->bytes());
    if (auto admitted = AdmitTask(*task); !admitted) {
      verdict.reason = admitted.error();
      task->file.reset();
      return task;
    }
    task->finished = FindFinished(*task);
    if (!task->finished) {
      const ProcessSettings settings{options_.profile, task->context, options_.report.has_value(),
                                     options_.treatment, options_.forms};
      task->processed = ProcessDocument(task->file->bytes(), task->item->relative.string(),
                                        task->part, settings, engines_);
    }
    task->file.reset();
    return task;
  }

  [[nodiscard]] bool Anonymises() const {
    return options_.treatment != nullptr && options_.treatment->mode == TreatmentMode::kAnonymise;
  }

  // Sets the circumstances of the document; an Error says why it may not be read.
  Result<void> AdmitTask(Task& task) {
    if (options_.context_of) {
      auto said = options_.context_of(task.item->relative);
      if (!said) return std::unexpected(said.error());
      task.context = *std::move(said);
    }
    auto admitted = Admit(*options_.profile, task.context, task.item->relative.string(),
                          [this](const std::string& id) {
                            const std::lock_guard lock(ledger_mutex_);
                            return ledger_.FindApproval(id);
                          });
    if (!admitted) return std::unexpected(admitted.error());
    task.context = *std::move(admitted);
    return {};
  }

  // The document was released before, by the same rules, and its file is still what was released.
  std::optional<Hash> FindFinished(const Task& task) {
    // What an anonymised document holds is known only when it is made.
    if (Anonymises()) return std::nullopt;
    Result<std::optional<Hash>> released = [&] {
      const std::lock_guard lock(ledger_mutex_);
      return ledger_.FindReleased(task.item->relative.string(), task.processed.verdict.input_hash,
                                  provenance_, task.context);
    }();
    if (!released || !*released) return std::nullopt;
    auto output = MappedFile::Open(options_.output / task.item->relative);
    if (!output || Sha256(output->bytes()) != **released) return std::nullopt;
    return **released;
  }

  void Record(Task& task) {
    if (failed_.load()) {  // it cannot be recorded, so it may not stay
      std::error_code ignored;
      fs::remove(task.part, ignored);
      return;
    }
    DocumentOutcome outcome{task.item->relative, task.processed.verdict, 0, 0, false};
    if (task.finished) {
      outcome.verdict.released = true;
      outcome.verdict.output_hash = *task.finished;
      outcome.resumed = true;
    } else {
      outcome.verdict = Commit(task);
      if (failed_.load()) return;
      for (const auto& decided : task.processed.decided) {
        TakeNote(decided.decision);
        if (!outcome.verdict.released) continue;
        ++(decided.decision.action == Action::kKeep ? outcome.kept : outcome.redacted);
      }
      if (outcome.verdict.released && task.processed.treated) {
        TakeTreated(outcome.relative, *task.processed.treated);
      }
    }
    Count(outcome);
    if (report_ && !AddToReport(task, outcome)) return;
    if (options_.on_document) options_.on_document(outcome, task.index + 1, items_.size());
  }

  void TakeTreated(const fs::path& relative, const TreatedDocument& treated) {
    for (const auto& [key, count] : treated.counts) summary_.treated[key] += count;
    if (!Anonymises()) return;
    item_list_.Merge(treated.items);
    if (treated.group) summary_.groups.push_back({relative, *treated.group});
  }

  void TakeNote(const Decision& decision) {
    const Rule* rule = options_.profile->FindRule(decision.rule);
    if (rule != nullptr && !rule->note.empty()) summary_.notes.emplace(rule->id, rule->note);
  }

  [[nodiscard]] ReportRun DescribeRun() const {
    ReportRun run;
    run.time = ShownTime();
    run.profile = options_.profile->name() + " " + options_.profile->title();
    if (options_.treatment != nullptr) {
      run.profile += fmt::format(" / {} ({})", ModeJapanese(options_.treatment->mode),
                                 TreatmentId(*options_.treatment));
    }
    run.operator_id = options_.context.operator_id;
    run.purpose = options_.context.purpose;
    run.ground = options_.context.ground;
    run.program = provenance_.program;
    run.reader = provenance_.reader;
    return run;
  }

  bool AddToReport(Task& task, const DocumentOutcome& outcome) {
    ReportDocument document;
    document.path = outcome.relative.string();
    document.verdict = outcome.verdict;
    document.resumed = outcome.resumed;
    for (auto& decided : task.processed.decided) document.decisions.push_back(decided.decision);
    if (outcome.verdict.released) {
      for (PagePicture& picture : task.processed.pictures) {
        document.pages.push_back({std::move(picture.png), picture.width, picture.height});
      }
    }
    auto added = report_->Add(document);
    if (!added) Stop(added.error());
    return added.has_value();
  }

  void Stop(const Error& error) {
    fatal_ = error;
    failed_ = true;
  }

  void Count(const DocumentOutcome& outcome) {
    ++summary_.documents;
    summary_.redacted += outcome.redacted;
    summary_.kept += outcome.kept;
    summary_.resumed += outcome.resumed ? 1 : 0;
    if (outcome.verdict.released) {
      ++summary_.released;
    } else {
      ++summary_.held;
      held_.Add(outcome.relative, *outcome.verdict.reason, options_.language);
    }
  }

  // Records the decisions and releases the file; what it returns is what became of the document.
  Verdict Commit(Task& task) {
    Verdict verdict = task.processed.verdict;
    const fs::path released = options_.output / task.item->relative;
    if (verdict.released) {
      auto ready = PrepareRelease(*task.item, released);
      if (ready && Anonymises() && released == options_.item_list) {
        ready = Fail(ErrorCode::kNameCollision, "", "the list of items stands there");
      }
      if (!ready) Hold(verdict, ready.error());
    }
    if (!Append(task, verdict)) return verdict;
    std::error_code error;
    if (verdict.released) {
      fs::permissions(task.part, permissions_, error);  // nobody else could read it until now
      if (!error) fs::rename(task.part, released, error);
      if (!error) {
        SyncFolder(released.parent_path());
        return verdict;
      }
      Hold(verdict, {ErrorCode::kWriteFailed, "", error.message(), 0});
      (void)Append(task, verdict);
    }
    fs::remove(task.part, error);
    RemoveEarlierRelease(*task.item, released);
    return verdict;
  }

  static void Hold(Verdict& verdict, const Error& reason) {
    verdict.released = false;
    verdict.output_hash = {};
    verdict.reason = reason;
  }

  static Result<void> PrepareRelease(const InputItem& item, const fs::path& released) {
    std::error_code error;
    if (fs::equivalent(item.source, released, error) && !error) {
      return Fail(ErrorCode::kOutputInsideInput, "", "the output would replace its own input");
    }
    if (fs::is_directory(released, error)) {
      return Fail(ErrorCode::kNameCollision, "", "a folder stands where the file should go");
    }
    return MakeFolder(released.parent_path());
  }

  // A held document has no file in the output folder, not even that of an earlier run.
  void RemoveEarlierRelease(const InputItem& item, const fs::path& released) const {
    if (item.error) return;  // another document may own the name
    std::error_code error;
    if (fs::equivalent(item.source, released, error) && !error) return;
    if (fs::is_regular_file(fs::symlink_status(released, error))) fs::remove(released, error);
  }

  bool Append(const Task& task, const Verdict& verdict) {
    const std::lock_guard lock(ledger_mutex_);
    auto entries = MakeEntries(ledger_, provenance_, task.context, task.item->relative.string(),
                               task.processed, verdict);
    Result<void> appended =
        entries ? ledger_.Append(*entries) : Result<void>(std::unexpected(entries.error()));
    if (appended) return true;
    std::error_code ignored;
    fs::remove(task.part, ignored);
    Stop(appended.error());
    return false;
  }

  const BatchOptions& options_;
  EnginePool& engines_;
  Ledger& ledger_;
  const Provenance provenance_;
  const std::vector<InputItem> items_;
  const fs::perms permissions_ = NewFilePermissions();
  HeldList held_;
  std::unique_ptr<ReportWriter> report_;  // null when none is wanted
  std::size_t next_ = 0;
  BatchSummary summary_;
  ItemList item_list_;
  std::mutex ledger_mutex_;
  std::atomic<bool> failed_{false};
  std::optional<Error> fatal_;  // set before failed_
};

}  // namespace

Result<BatchSummary> RunBatch(const BatchOptions& options, EnginePool& engines) {
  if (sodium_init() < 0) return Fail(ErrorCode::kEnvironment, "libsodium");
  if (auto made = MakeFolder(options.output); !made) return std::unexpected(made.error());
  auto ledger = OpenLedger(options.ledger, &std::chrono::system_clock::now, options.signing_key);
  if (!ledger) return std::unexpected(ledger.error());
  RemoveStaleParts(options.output);
  std::string reader;
  {
    auto engine = engines.Borrow();
    if (!engine) return std::unexpected(engine.error());
    reader = (**engine).version();
  }
  auto provenance =
      MakeProvenance(*options.profile, options.context, std::move(reader), options.treatment);
  if (options.forms != nullptr) {
    if (auto added = AddForms(options.forms_folder, provenance); !added) {
      return std::unexpected(added.error());
    }
  }
  auto summary = Batch(options, engines, **ledger, std::move(provenance)).Run();
  if (auto signed_now = (*ledger)->Checkpoint(); summary && !signed_now) {
    return std::unexpected(signed_now.error());
  }
  return summary;
}

}  // namespace sumikeshi
