// Scans documents in parallel and reports them in input order.
#include "redact/pipeline/scan.h"

#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <memory>

#include "redact/pipeline/admission.h"
#include "redact/pipeline/mapped_file.h"
#include "redact/pipeline/walk.h"

namespace sumikeshi {
namespace {

struct Task {
  const InputItem* item = nullptr;
  Result<std::vector<DecidedDetection>> findings;
};

Result<std::vector<DecidedDetection>> ScanItem(const InputItem& item, const ScanOptions& options,
                                               EnginePool& engines) {
  if (item.error) return std::unexpected(*item.error);
  auto file = MappedFile::Open(item.source);
  if (!file) return std::unexpected(file.error());
  // A look has no ledger, so no approval counts.
  auto context = Admit(*options.profile, options.context, item.relative.string(), nullptr);
  if (!context) return std::unexpected(context.error());
  const ProcessSettings settings{options.profile, *std::move(context), false};
  return ScanDocument(file->bytes(), item.source.string(), settings, engines);
}

}  // namespace

ScanSummary RunScan(const ScanOptions& options, EnginePool& engines) {
  using TaskPointer = std::shared_ptr<Task>;
  const std::vector<InputItem> items = CollectInputs(options.inputs, {});
  ScanSummary summary;
  std::size_t next = 0;
  const auto take = [&](tbb::flow_control& control) -> TaskPointer {
    const bool cancelled = options.cancelled != nullptr && options.cancelled->load();
    if (next >= items.size() || cancelled) {
      summary.cancelled = cancelled && next < items.size();
      control.stop();
      return nullptr;
    }
    return std::make_shared<Task>(Task{&items[next++], {}});
  };
  const auto look = [&](TaskPointer task) {
    task->findings = ScanItem(*task->item, options, engines);
    return task;
  };
  const auto report = [&](const TaskPointer& task) {
    ++summary.documents;
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
