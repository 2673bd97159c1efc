// Originals that go once their redacted copies stand (消去): overwritten and removed, never without
// a record that is on the disk before.
//
// What overwriting cannot reach: earlier blocks on SSDs and on file systems that write elsewhere
// (copy on write, journals of data), snapshots, backups and copies. The record says so, too.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "redact/ledger/ledger.h"
#include "redact/records/holdings.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

inline constexpr std::string_view kOverwritingLimits =
    "乱数による上書き1回の後に削除。SSD・コピーオンライト・スナップショット・バックアップ・"
    "別の写しに残るものには及びません。";

struct DisposeOptions {
  std::vector<std::filesystem::path> originals;  // files, or folders with everything below
  std::filesystem::path released;                // the folder of the redacted copies
  std::filesystem::path ledger;
  std::vector<Holding> holdings;
  Provenance provenance;  // of this run; its profile must be that of the releases
  Context context;        // who does it
  std::string reason;
  std::string request;  // number of a recorded request, or empty
  std::string today;
  bool dry_run = false;  // looks, and leaves everything
  // Whether the rulebook lets this person erase this document. Errors: those of pipeline's Admit.
  std::function<Result<void>(const std::string& document, const Context& context)> admit;
};

struct DisposalOutcome {
  std::filesystem::path original;
  std::string document;          // as the ledger names it; empty = unknown
  std::optional<Error> refused;  // null: it is gone (or would go)
};

// Goes through the originals in order. An original goes only if the ledger's last word on its
// document is a release of these very bytes under this profile, the released copy stands in
// `released` with the recorded bytes, the register has a row for its purpose and its term for
// originals is over (a recorded request overrules the term), and `admit` agrees; a link, a file
// with several names and the like are refused. Then: an entry `dispose` that is durable, the file
// renamed, overwritten, removed, an entry `disposed`. What a crash left half done is completed when
// it is run again. An Error stops the whole (kLedger..., kUsage: no such request).
[[nodiscard]] Result<std::vector<DisposalOutcome>> Dispose(const DisposeOptions& options,
                                                           Ledger& ledger);

// The name under which an original is overwritten, in its own folder.
[[nodiscard]] std::string RemainsName(const Hash& input);

}  // namespace sumikeshi
