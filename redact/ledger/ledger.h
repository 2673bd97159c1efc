// The ledger (台帳): an append-only record of every decision, in SQLite, hash-chained.
// FORMAT.md beside this file says how an entry is encoded and hashed, and how the file is sealed.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sumikeshi/finding.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// What made the decisions, the same for all entries of a batch.
struct Provenance {
  std::string batch;        // unique id of the run
  std::string operator_id;  // 取扱者
  std::string program;      // "sumikeshi 0.1.0"
  std::string reader;       // OCR engine and data
  std::string profile;      // name
  Hash profile_hash{};
  Hash dictionary_hash{};  // of the dictionaries and the models

  friend bool operator==(const Provenance&, const Provenance&) = default;
};

enum class EntryKind { kDecision, kReleased, kHeld, kApproval, kProcedure };

// How an entry's kind is written.
[[nodiscard]] constexpr std::string_view EntryKindKey(EntryKind kind) {
  switch (kind) {
    case EntryKind::kDecision:
      return "decision";
    case EntryKind::kReleased:
      return "released";
    case EntryKind::kHeld:
      return "held";
    case EntryKind::kApproval:
      return "approval";
    case EntryKind::kProcedure:
      return "procedure";
  }
  return {};
}

// What a person did about documents or their records outside a run (手続): a request received, an
// original disposed of, a document sent back, a certificate issued, the records reviewed. Numbers,
// posts and methods, never a customer's name.
struct Procedure {
  std::string step;       // redact/records/procedures.h says which there are
  std::string id;         // number of the request, letter or certificate
  std::string by;         // who did it, or in whose name
  std::string method;     // by which means
  std::string reason;     // why
  std::string reference;  // what it answers to or is about
  std::string note;       // result, limits

  friend bool operator==(const Procedure&, const Procedure&) = default;
};

// Entries of these kinds are the state of their document; FindReleased and FindApproval look at the
// latest.
[[nodiscard]] constexpr bool IsVerdict(EntryKind kind) {
  return kind == EntryKind::kReleased || kind == EntryKind::kHeld || kind == EntryKind::kApproval;
}

// One entry. `sequence`, `time` and the hashes of the chain are set by the ledger.
struct LedgerEntry {
  std::int64_t sequence = 0;  // from 1
  std::string time;           // UTC, "2026-11-22T03:04:05.678Z"
  EntryKind kind = EntryKind::kDecision;
  Provenance provenance;
  // What the policy was told. The operator is recorded from `provenance` only; of a consent its id,
  // status and explanation.
  Context context;
  std::string document;  // path relative to the input folder; of an approval "approval/<id>", of a
                         // procedure about no single document "<step>/<id>"
  Hash input_hash{};
  std::optional<Decision> decision;    // kDecision
  Hash commitment{};                   // kDecision: HMAC of the value under the document's key;
                                       // zero = nothing read
  std::optional<Error> reason;         // kHeld
  Hash output_hash{};                  // kReleased; kProcedure: of the copy or paper it is about
  int pages = 0;                       // kReleased, kHeld
  std::optional<Approval> approval;    // kApproval
  std::optional<Procedure> procedure;  // kProcedure
  Hash previous{};                     // hash of the entry before, zero for the first
  Hash hash{};                         // of this entry

  friend bool operator==(const LedgerEntry&, const LedgerEntry&) = default;
};

// One writing connection. Not thread-safe. Opening for writing takes the ledger's lock: a second
// process gets kLedgerBusy.
class Ledger {
 public:
  virtual ~Ledger() = default;
  // Appends all entries in one durable transaction: when it returns, they are on the disk; when it
  // fails, none is, and the ledger can be used on. Fills sequence, time, previous and hash.
  // Errors: kDiskFull, kPermission, kLedgerBusy, kLedger.
  [[nodiscard]] virtual Result<void> Append(std::span<LedgerEntry> entries) = 0;
  // The output hash of the latest release of this input under this profile, dictionaries, reader
  // and program, and in the same circumstances, if that is the document's latest state.
  [[nodiscard]] virtual Result<std::optional<Hash>> FindReleased(const std::string& document,
                                                                 const Hash& input,
                                                                 const Provenance& by,
                                                                 const Context& context) const = 0;
  // The approval that was recorded last under this id.
  [[nodiscard]] virtual Result<std::optional<Approval>> FindApproval(
      const std::string& id) const = 0;
  // Signs the state of the ledger, where it is not signed yet, and puts a copy of the checkpoint
  // beside the file. Append does it from time to time; a run ends with it.
  [[nodiscard]] virtual Result<void> Checkpoint() = 0;
  // The key for commitments of one document; made and stored on first use, destroyable. It is on
  // the disk when the next Append returns.
  [[nodiscard]] virtual Result<Hash> DocumentKey(const Hash& input) = 0;
  // Removes the content of the entries that were written before this time (as LedgerEntry::time is
  // written), leaving their hashes, so that every proof of the rest stays valid. `record` says by
  // whom and why, and is added as a procedure "prune". Gives the last entry pruned, 0 = none.
  // kUsage for a time less than a year ago.
  [[nodiscard]] virtual Result<std::int64_t> Prune(std::string_view before, LedgerEntry record) = 0;
  // Destroys the key: no value can be compared with the document's commitments any more, while
  // every proof stays as it is. False where there was no key.
  [[nodiscard]] virtual Result<bool> DestroyKey(const Hash& input) = 0;
};

// What stands for an approval in LedgerEntry::document.
[[nodiscard]] inline std::string ApprovalDocument(const std::string& id) {
  return "approval/" + id;
}

using LedgerClock = std::function<std::chrono::system_clock::time_point()>;

// Creates the file when it is missing, and beside it `<path>.keys`, which holds the document keys
// and the lock, and the signing key (`<path>.signing-key` where no other place is named). Errors:
// kLedger, kLedgerVersion, kLedgerBusy (after a wait of some seconds), kPermission, kNotFound (no
// such folder), kDiskFull.
[[nodiscard]] Result<std::unique_ptr<Ledger>> OpenLedger(
    const std::filesystem::path& path, LedgerClock clock = &std::chrono::system_clock::now,
    const std::filesystem::path& signing_key = {});

// Reads the entries from `first` on, in order, until `visit` returns false. Read only, also while
// a batch is writing: the ledger is not locked while `visit` runs. A damaged entry is kLedger.
[[nodiscard]] Result<void> ReadLedger(const std::filesystem::path& path, std::int64_t first,
                                      const std::function<bool(const LedgerEntry&)>& visit);

[[nodiscard]] Hash Sha256(std::span<const std::uint8_t> bytes);
[[nodiscard]] Hash HmacSha256(const Hash& key, std::span<const std::uint8_t> bytes);
[[nodiscard]] std::string Hex(const Hash& hash);

}  // namespace sumikeshi
