// sumikeshi as a library: a buffer in, the redacted buffer, the decisions and the verdict out.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sumikeshi/finding.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

struct EngineOptions {
  std::string profile = "guideline";  // a built-in name or the path of a TOML file
  std::string staff;                  // path of a TOML file with [handlers], or empty
  Context context;                    // of all documents for which none is given
  std::string forms;                  // folder of registered forms (`form learn`), or empty
  int jobs = 1;                       // pages of one document read at the same time
  // Where every decision is recorded before Redact returns. Without it the caller is the one who
  // keeps the record.
  std::optional<std::filesystem::path> ledger;
};

// What became of one document. `output` is empty unless `verdict.released`.
struct Redacted {
  std::vector<std::uint8_t> output;
  std::vector<Decision> decisions;
  Verdict verdict;
};

// Reads, decides, redacts and verifies documents. Thread-safe. Set OMP_THREAD_LIMIT=1 in the
// environment of the program before it starts: Tesseract wastes the cores otherwise.
class Engine {
 public:
  // Errors: kProfile, kForm, kNotFound, kEnvironment (OCR data missing), kLedger, kLedgerBusy.
  [[nodiscard]] static Result<Engine> Create(const EngineOptions& options = {});

  // `name` is the document's file name; its extension must match the content. A document that may
  // not be released is no Error: its verdict says why it is held. Errors: kLedger, kDiskFull (the
  // decisions could not be recorded; nothing is released).
  [[nodiscard]] Result<Redacted> Redact(std::span<const std::uint8_t> document,
                                        std::string_view name) const;
  // In the circumstances of this document. `approved` is ignored: only the ledger says it.
  [[nodiscard]] Result<Redacted> Redact(std::span<const std::uint8_t> document,
                                        std::string_view name, const Context& context) const;

  // The decisions that Redact would take, without redacting or recording.
  [[nodiscard]] Result<std::vector<Decision>> Scan(std::span<const std::uint8_t> document,
                                                   std::string_view name) const;

  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

 private:
  struct State;
  explicit Engine(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace sumikeshi
