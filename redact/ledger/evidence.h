// What a ledger can show to others: that nothing in it was changed, that an entry stands in it,
// that it continues what was seen before. Nothing here needs a private key but the witness's own.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sumikeshi/finding.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// What was found wrong, with the first entry concerned (0 = the ledger as a whole).
struct LedgerProblem {
  std::int64_t sequence = 0;
  std::string message_ja;
  std::string message_en;
};

// What is known from outside the file, and must agree with it. Only such a thing can show that a
// ledger was replaced as a whole, or that its end was cut off with everything made to fit.
struct LedgerAnchors {
  struct Root {  // noted or printed
    std::int64_t size = 0;
    Hash root{};
  };

  std::vector<std::string> checkpoints{};  // signed notes, as they stood in their files
  std::vector<Root> roots{};
  std::string key{};                        // the ledger's public key; empty = the one in the file
  std::vector<std::string> witness_keys{};  // each has countersigned one of the checkpoints
};

struct LedgerReport {
  std::vector<LedgerProblem> problems;  // empty = intact; those that name an entry come first
  std::int64_t entries = 0;
  std::int64_t pruned = 0;          // entries of which only the hash is left
  std::int64_t signed_entries = 0;  // under the last checkpoint
  std::string key;                  // public key, as it stands in the file
  std::string last_checkpoint;      // as a signed note; empty where there is none
  std::int64_t proved = 0;          // of a proof: the entry that it shows to be in the ledger
};

// Checks a ledger, an export or a proof of one entry: every entry, the chain, the tree, the
// checkpoints with their signatures, the counts, and every byte of the file. A checkpoint beside a
// ledger (`<path>.checkpoint`) is an anchor too. A flipped byte anywhere is reported, with the
// entry it damages where it hits one. A writer's commits wait meanwhile. Fails only where the file
// cannot be read at all (kNotFound, kPermission, kReadFailed, kLedgerBusy) or is of another format
// (kLedgerVersion).
[[nodiscard]] Result<LedgerReport> VerifyLedger(const std::filesystem::path& path,
                                                const LedgerAnchors& anchors = {});

// The last checkpoint: a signed note (c2sp.org/tlog-checkpoint). kNotFound where there is none.
[[nodiscard]] Result<std::string> LastCheckpoint(const std::filesystem::path& path);

// The public key that signs the ledger, as "name+id+base64".
[[nodiscard]] Result<std::string> LedgerKey(const std::filesystem::path& path);

// The proof that an entry stands in the ledger (c2sp.org/tlog-proof): its path to the root of the
// last checkpoint, with the checkpoint, and with the entry itself as extra data. kNotFound where
// the entry is not there, or stands after the last checkpoint.
[[nodiscard]] Result<std::string> ProveEntry(const std::filesystem::path& path,
                                             std::int64_t sequence);

// The proof that the last checkpoint continues the tree of the first `size` entries: the request of
// c2sp.org/tlog-witness ("old <size>", the path, an empty line, the checkpoint).
[[nodiscard]] Result<std::string> ProveConsistency(const std::filesystem::path& path,
                                                   std::int64_t size);

// Writes all that a third party needs: the public key, the checkpoints, the entries. One JSON
// object a line; FORMAT.md. Hands pieces to `write` until it returns false.
[[nodiscard]] Result<void> ExportLedger(const std::filesystem::path& path,
                                        const std::function<bool(std::string_view)>& write);

struct WitnessOptions {
  std::filesystem::path key;   // the witness's private key; made where it is missing
  std::string name;            // of a key to be made; empty = a random one
  std::filesystem::path seen;  // the checkpoint that it signed last; written where all is well
};

struct Witnessed {
  LedgerReport report;  // as of VerifyLedger, with `seen` as an anchor
  std::string note;     // the countersigned checkpoint; empty where the report has problems
  std::string key;      // the witness's public key, as "name+id+base64"
};

// A second party's look at a ledger or an export: everything in it must be sound, and it must
// continue what the witness signed before. Then the witness countersigns the last checkpoint
// (c2sp.org/tlog-cosignature). kNotFound where there is no checkpoint.
[[nodiscard]] Result<Witnessed> WitnessLedger(const std::filesystem::path& path,
                                              const WitnessOptions& options);

}  // namespace sumikeshi
