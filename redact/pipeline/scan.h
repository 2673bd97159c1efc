// A look over many documents that changes and records nothing.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <vector>

#include "redact/pipeline/engine_pool.h"
#include "redact/pipeline/process.h"
#include "scanner/forms/form_library.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

struct ScanOptions {
  std::vector<std::filesystem::path> inputs;
  const Profile* profile = nullptr;  // outlives the run
  Context context;
  const FormLibrary* forms = nullptr;  // outlives the run
  int jobs = 1;
  const std::atomic<bool>* cancelled = nullptr;
  // Called for each file in input order, from one thread at a time: its findings, or why it could
  // not be looked at. A large text comes in several calls, one behind the other; when it turns out
  // in the middle to be unreadable, the last of them is the error. `file` is the path as the user
  // would give it.
  std::function<void(const std::filesystem::path& file,
                     const Result<std::vector<DecidedDetection>>& findings)>
      on_document;
};

struct ScanSummary {
  std::size_t documents = 0;
  std::size_t findings = 0;
  std::size_t errors = 0;
  bool cancelled = false;
};

[[nodiscard]] ScanSummary RunScan(const ScanOptions& options, EnginePool& engines);

}  // namespace sumikeshi
