// A run over many documents: read, decide, redact, verify, record, and only then release.
#pragma once

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "redact/pipeline/engine_pool.h"
#include "redact/policy/policy.h"
#include "redact/pseudonym/treatment.h"
#include "scanner/forms/form_library.h"
#include "scanner/personal/table.h"
#include "sumikeshi/finding.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// How one document ended.
struct DocumentOutcome {
  std::filesystem::path relative;
  Verdict verdict;
  std::size_t redacted = 0;  // findings made unreadable, when released
  std::size_t kept = 0;      // findings reported and kept, when released
  bool resumed = false;      // an earlier run had finished it
};

struct BatchOptions {
  std::vector<std::filesystem::path> inputs;
  std::filesystem::path output;
  std::filesystem::path ledger;
  std::filesystem::path signing_key{};  // of the ledger; empty = beside it
  std::optional<std::filesystem::path> report;
  const Profile* profile = nullptr;      // outlives the run
  const Treatment* treatment = nullptr;  // null: redaction only; outlives the run
  std::filesystem::path item_list{};     // where the list of what anonymised documents hold goes
  Context context;                       // who runs it, and what is true of all documents
  // What is said of one document by its path relative to the input folder; null = `context`. An
  // Error holds the document. Thread-safe.
  std::function<Result<Context>(const std::filesystem::path& relative)> context_of;
  const FormLibrary* forms = nullptr;    // outlives the run
  std::filesystem::path forms_folder{};  // where they are from, for the record
  int jobs = 1;
  Language language = Language::kJapanese;
  // Called after each document is recorded, in input order, from one thread at a time.
  std::function<void(const DocumentOutcome& outcome, std::size_t done, std::size_t total)>
      on_document;
  const std::atomic<bool>* cancelled = nullptr;  // set: no new document is started
};

// A table whose rows are too much alone: see FindSmallestGroup.
struct SmallGroup {
  std::filesystem::path relative;
  SmallestGroup group;
};

struct BatchSummary {
  std::size_t documents = 0;
  std::size_t released = 0;
  std::size_t held = 0;
  std::size_t resumed = 0;  // of the released
  std::size_t redacted = 0;
  std::size_t kept = 0;
  bool cancelled = false;
  std::map<std::string, std::size_t> treated;  // what a treatment replaced, by its key
  std::vector<SmallGroup> groups;              // of anonymised tables, all of them
  // What the rules that decided have to say of an exception or a conflict of clauses: id, note.
  std::map<std::string, std::string> notes;
};

// Runs the batch. Released files stand at output/<relative>, and only after their ledger entries
// are on the disk; output/held.jsonl names the held ones. An Error means that the run could not
// start or go on (kLedgerBusy, kLedger, kDiskFull for the ledger, kEnvironment, kPermission).
[[nodiscard]] Result<BatchSummary> RunBatch(const BatchOptions& options, EnginePool& engines);

}  // namespace sumikeshi
