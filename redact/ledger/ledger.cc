// The writing side: one connection, one durable transaction an Append.
//
// journal_mode=TRUNCATE with synchronous=EXTRA, not a write-ahead log: all that is committed stands
// in the one sealed file, readers need no write access beside it, and the SQLite of Debian 12
// (3.40) has a bug that can lose committed frames when a log is reset (fixed in 3.51.3). The price
// is three flushes a commit, shared by all entries of it.
#include "redact/ledger/ledger.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "redact/ledger/circumstances.h"
#include "redact/ledger/entry_codec.h"
#include "redact/ledger/files.h"
#include "redact/ledger/key_store.h"
#include "redact/ledger/opening.h"
#include "redact/ledger/prune.h"
#include "redact/ledger/read_access.h"
#include "redact/ledger/timestamp.h"

namespace sumikeshi {
namespace {

constexpr int kLockWait = 2000;  // ms for another writer to end

// A long batch is signed at least this often; every batch once more at its end.
constexpr std::int64_t kEntriesPerCheckpoint = 1000;
constexpr auto kTimePerCheckpoint = std::chrono::minutes(1);

// A year, leap years included, whatever a rulebook says.
constexpr auto kShortestTerm = std::chrono::days(366);

std::span<const std::uint8_t> BytesOf(const std::string& text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

Result<void> Execute(Statement& statement) {
  const auto done = statement.Step();
  statement.Reset();
  if (!done) return std::unexpected(done.error());
  return {};
}

class SqliteLedger : public Ledger {
 public:
  SqliteLedger(KeyStore keys, SigningKey signing_key, OpenedLedger opened,
               std::filesystem::path anchor, LedgerClock clock)
      : keys_(std::move(keys)),
        signing_key_(std::move(signing_key)),
        database_(std::move(opened.database)),
        inserts_(std::move(opened.inserts)),
        head_(opened.head),
        tree_(std::move(opened.tree)),
        signed_entries_(opened.signed_entries),
        anchor_(std::move(anchor)),
        clock_(std::move(clock)),
        signed_at_(clock_()) {}

  // Signs what a run left unsigned, as far as the disk lets it.
  ~SqliteLedger() override { [[maybe_unused]] const auto signed_now = Checkpoint(); }

  SqliteLedger(const SqliteLedger&) = delete;
  SqliteLedger& operator=(const SqliteLedger&) = delete;

  Result<void> Append(std::span<LedgerEntry> entries) override {
    if (entries.empty()) return {};
    if (auto synced = keys_.Sync(); !synced) return synced;
    return Commit(entries, [] { return Result<void>(); });
  }

  Result<void> Checkpoint() override {
    if (signed_entries_ == head_.count) return {};
    const std::string note = SignedHead(tree_);
    auto committed = Transact([&] { return WriteCheckpoint(tree_.size(), note); });
    return committed ? TakeNote(note) : committed;
  }

  Result<std::optional<Hash>> FindReleased(const std::string& document, const Hash& input,
                                           const Provenance& by,
                                           const Context& context) const override {
    const auto entry = FindLatest(document);
    if (!entry) return std::unexpected(entry.error());
    if (!*entry) return std::nullopt;
    const LedgerEntry& latest = **entry;
    const Provenance& then = latest.provenance;
    const bool same = latest.kind == EntryKind::kReleased && latest.document == document &&
                      latest.input_hash == input && then.program == by.program &&
                      then.reader == by.reader && then.profile_hash == by.profile_hash &&
                      then.dictionary_hash == by.dictionary_hash &&
                      SameCircumstances(latest.context, context);
    if (!same) return std::nullopt;
    return latest.output_hash;
  }

  Result<std::optional<Approval>> FindApproval(const std::string& id) const override {
    const auto entry = FindLatest(ApprovalDocument(id));
    if (!entry) return std::unexpected(entry.error());
    if (!*entry || (*entry)->kind != EntryKind::kApproval) return std::nullopt;
    return (*entry)->approval;
  }

  Result<Hash> DocumentKey(const Hash& input) override { return keys_.KeyOf(input); }

  Result<bool> DestroyKey(const Hash& input) override { return keys_.Destroy(input); }

  Result<std::int64_t> Prune(std::string_view before, LedgerEntry record) override {
    if (before > Timestamp(clock_() - kShortestTerm)) {
      return Fail(ErrorCode::kUsage, "ledger", "entries are kept for a year at least");
    }
    const auto last = LastBefore(before);
    if (!last || *last == 0) return last;
    record.kind = EntryKind::kProcedure;
    record.procedure.emplace(record.procedure.value_or(Procedure{}));
    record.procedure->step = kPruneStep;
    record.procedure->reference = fmt::format("1-{}", *last);
    record.document = fmt::format("{}/1-{}", kPruneStep, *last);
    auto done = Commit({&record, 1}, [&]() -> Result<void> {
      const std::string remove = fmt::format(
          "UPDATE entry SET body = NULL WHERE sequence <= {0} AND body IS NOT NULL;"
          "DELETE FROM verdict WHERE sequence <= {0}",
          *last);
      return database_.Run(remove.c_str());
    });
    if (!done) return std::unexpected(done.error());
    return last;
  }

 private:
  // The last verdict or approval about a document.
  Result<std::optional<LedgerEntry>> FindLatest(const std::string& document) const {
    auto statement = database_.Prepare(
        "SELECT body FROM entry WHERE sequence = "
        "(SELECT max(sequence) FROM verdict WHERE document = ?1)");
    if (!statement) return std::unexpected(statement.error());
    const auto row = statement->Bind(1, BytesOf(document)).Step();
    if (!row) return std::unexpected(row.error());
    if (!*row) return std::nullopt;
    auto entry = DecodeEntry(statement->Text(0));
    if (!entry) return std::unexpected(entry.error());
    return *std::move(entry);
  }

  // Sets what the ledger sets, and encodes.
  Result<std::vector<std::string>> Chain(std::vector<LedgerEntry>& entries) const {
    std::vector<std::string> bodies;
    const std::string time = Timestamp(clock_());
    LedgerHead end = head_;
    for (LedgerEntry& entry : entries) {
      entry.sequence = end.count + 1;
      entry.time = time;
      entry.previous = end.hash;
      auto body = EncodeEntry(entry);
      if (!body) return std::unexpected(body.error());
      entry.hash = EntryHash(*body);
      end = {entry.sequence, entry.hash};
      bodies.push_back(*std::move(body));
    }
    return bodies;
  }

  // The last of the entries from the start on that were written before this time; 0 where the first
  // was not, or where all of them have lost their content already.
  Result<std::int64_t> LastBefore(std::string_view before) const {
    auto rows =
        database_.Prepare("SELECT sequence, body FROM entry WHERE body IS NOT NULL ORDER BY 1");
    if (!rows) return std::unexpected(rows.error());
    std::int64_t last = 0;
    for (;;) {
      const auto row = rows->Step();
      if (!row) return std::unexpected(row.error());
      if (!*row) return last;
      const auto entry = DecodeEntry(rows->Text(1));
      if (!entry) return std::unexpected(entry.error());
      if (entry->time >= before) return last;
      last = rows->Integer(0);
    }
  }

  // Adds the entries and does `also`, all in one durable transaction.
  template <typename Also>
  Result<void> Commit(std::span<LedgerEntry> entries, Also also) {
    std::vector<LedgerEntry> chained(entries.begin(), entries.end());
    auto bodies = Chain(chained);
    if (!bodies) return std::unexpected(bodies.error());
    GrowingTree tree = tree_;
    std::optional<std::string> note;
    auto committed = Transact([&] {
      auto done = Write(chained, *bodies, tree);
      if (done) done = also();
      if (!done || !IsCheckpointDue(tree.size())) return done;
      note = SignedHead(tree);
      return WriteCheckpoint(tree.size(), *note);
    });
    if (!committed) return committed;
    head_ = {chained.back().sequence, chained.back().hash};
    tree_ = std::move(tree);
    // The entries are on the disk: that the note beside it is older is no failure.
    if (note) [[maybe_unused]]
      const auto noted = TakeNote(*note);
    std::ranges::move(chained, entries.begin());
    return {};
  }

  template <typename Work>
  Result<void> Transact(Work work) {
    if (auto begun = database_.Run("BEGIN IMMEDIATE"); !begun) return begun;
    Result<void> done = work();
    if (done) done = database_.Run("COMMIT");
    if (!done) [[maybe_unused]]
      const auto undone = database_.Run("ROLLBACK");  // may be done
    return done;
  }

  Result<void> Write(const std::vector<LedgerEntry>& entries,
                     const std::vector<std::string>& bodies, GrowingTree& tree) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (auto written = WriteEntry(entries[i], bodies[i]); !written) return written;
      if (auto grown = Grow(tree, entries[i].hash); !grown) return grown;
    }
    const LedgerEntry& last = entries.back();
    inserts_.head.Bind(1, last.sequence).Bind(2, last.hash);
    if (auto done = Execute(inserts_.head); !done) return done;
    const std::string mark = fmt::format("PRAGMA user_version={}", CountMark(last.sequence));
    return database_.Run(mark.c_str());
  }

  Result<void> WriteEntry(const LedgerEntry& entry, const std::string& body) {
    inserts_.entry.Bind(1, entry.sequence).Bind(2, body).Bind(3, entry.hash);
    if (auto done = Execute(inserts_.entry); !done) return done;
    if (!IsVerdict(entry.kind)) return {};
    inserts_.verdict.Bind(1, BytesOf(entry.document)).Bind(2, entry.sequence);
    return Execute(inserts_.verdict);
  }

  Result<void> Grow(GrowingTree& tree, const Hash& leaf) {
    Result<void> written;
    tree.Push(leaf, [&](const GrowingTree::Subtree& subtree) {
      if (!written || subtree.height % kLevelHeight != 0) return;
      const std::int64_t level = subtree.height / kLevelHeight;
      inserts_.node.Bind(1, level).Bind(2, subtree.number).Bind(3, subtree.root);
      written = Execute(inserts_.node);
    });
    return written;
  }

  [[nodiscard]] bool IsCheckpointDue(std::int64_t size) const {
    return size - signed_entries_ >= kEntriesPerCheckpoint ||
           clock_() - signed_at_ >= kTimePerCheckpoint;
  }

  [[nodiscard]] std::string SignedHead(const GrowingTree& tree) const {
    const TreeHead head{signing_key_.public_key().name, tree.size(), tree.Root()};
    const std::string text = head.Text();
    return SignedNote{text, {signing_key_.Sign(text)}}.Text();
  }

  Result<void> WriteCheckpoint(std::int64_t size, const std::string& note) {
    inserts_.checkpoint.Bind(1, size).Bind(2, note);
    return Execute(inserts_.checkpoint);
  }

  // The checkpoint is committed. A second copy goes beside the database.
  Result<void> TakeNote(const std::string& note) {
    signed_entries_ = head_.count;
    signed_at_ = clock_();
    return ReplaceFile(anchor_, note, 0644, "checkpoint");
  }

  KeyStore keys_;
  SigningKey signing_key_;
  Database database_;
  LedgerInserts inserts_;
  LedgerHead head_;
  GrowingTree tree_;
  std::int64_t signed_entries_;
  std::filesystem::path anchor_;
  LedgerClock clock_;
  std::chrono::system_clock::time_point signed_at_;
};

// Records of destroyed keys at the end of the ledger: who wrote them may have been killed before
// the keys were gone. A writer does this before all else, so none can stand further back.
Result<void> FinishShredding(const Database& database, KeyStore& keys) {
  auto rows = database.Prepare("SELECT body FROM entry ORDER BY sequence DESC");
  if (!rows) return std::unexpected(rows.error());
  for (;;) {
    const auto row = rows->Step();
    if (!row) return std::unexpected(row.error());
    if (!*row || rows->IsNull(0)) return {};  // NULL: pruned
    const auto entry = DecodeEntry(rows->Text(0));
    if (!entry) return std::unexpected(entry.error());
    if (!entry->procedure || entry->procedure->step != kShredStep) return {};
    if (auto gone = keys.Destroy(entry->input_hash); !gone) return std::unexpected(gone.error());
  }
}

}  // namespace

Result<std::unique_ptr<Ledger>> OpenLedger(const std::filesystem::path& path, LedgerClock clock,
                                           const std::filesystem::path& signing_key) {
  auto keys = KeyStore::Open(BesideLedger(path, kKeysSuffix), kLockWait);
  if (!keys) return std::unexpected(keys.error());
  auto signer = OpenSigningKey(
      path, signing_key.empty() ? BesideLedger(path, kSigningKeySuffix) : signing_key);
  if (!signer) return std::unexpected(signer.error());
  auto opened = OpenForWriting(path, signer->public_key());
  if (!opened) return std::unexpected(opened.error());
  if (auto finished = FinishShredding(opened->database, *keys); !finished) {
    return std::unexpected(finished.error());
  }
  return std::make_unique<SqliteLedger>(*std::move(keys), *std::move(signer), *std::move(opened),
                                        BesideLedger(path, kCheckpointSuffix), std::move(clock));
}

}  // namespace sumikeshi
