// The writing side: one connection, one durable transaction an Append.
//
// journal_mode=TRUNCATE with synchronous=EXTRA, not a write-ahead log: all that is committed stands
// in the one sealed file, readers need no write access beside it, and the SQLite of Debian 12
// (3.40) has a bug that can lose committed frames when a log is reset (fixed in 3.51.3). The price
// is three flushes a commit, shared by all entries of it.
#include "redact/ledger/ledger.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "redact/ledger/circumstances.h"
#include "redact/ledger/database.h"
#include "redact/ledger/entry_codec.h"
#include "redact/ledger/key_store.h"
#include "redact/ledger/schema.h"

namespace sumikeshi {
namespace {

constexpr int kLockWait = 2000;      // ms for another writer to end
constexpr int kReaderWait = 600000;  // ms for readers: a verification may take minutes

std::string Timestamp(std::chrono::system_clock::time_point now) {
  const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(now);
  const auto day = std::chrono::floor<std::chrono::days>(milliseconds);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(milliseconds - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count(),
                     time.subseconds().count());
}

// A new file's name is on the disk only after its folder is flushed.
void FlushFolder(const std::filesystem::path& file) {
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;  // not every file system has it
  fsync(descriptor);
  close(descriptor);
}

// The end of the chain.
struct Head {
  std::int64_t count = 0;
  Hash hash{};
};

std::unexpected<Error> Damaged(std::string what) {
  return Fail(ErrorCode::kLedger, "ledger", std::move(what));
}

Result<void> CreateSchema(Database& database) {
  std::string script = "BEGIN IMMEDIATE;";
  for (const SchemaObject& object : kSchema) {
    script += object.sql;
    script += ';';
  }
  script += fmt::format("PRAGMA application_id={};", kApplicationId);
  script += "INSERT INTO head VALUES(1, 0, zeroblob(32)); COMMIT;";
  return database.Run(script.c_str());
}

Result<bool> IsNew(const Database& database) {
  const auto objects = database.QueryInteger("SELECT count(*) FROM sqlite_schema");
  if (!objects) return std::unexpected(objects.error());
  const auto mark = database.QueryInteger("PRAGMA application_id");
  if (!mark) return std::unexpected(mark.error());
  if (*objects == 0 && *mark == 0) return true;
  if (*mark != kApplicationId) return Damaged("the file is not a ledger of this version");
  return false;
}

Result<Database> OpenDatabase(const std::filesystem::path& path) {
  auto database = Database::Open(path, OpenMode::kWriteSealed, kReaderWait);
  if (!database) return database;
  if (auto set = database->Run("PRAGMA page_size=4096; PRAGMA journal_mode=TRUNCATE;"
                               "PRAGMA synchronous=EXTRA; PRAGMA secure_delete=ON;"
                               "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;");
      !set) {
    return std::unexpected(set.error());
  }
  const auto is_new = IsNew(*database);
  if (!is_new) return std::unexpected(is_new.error());
  if (*is_new) {
    if (auto created = CreateSchema(*database); !created) {
      return std::unexpected(created.error());
    }
    FlushFolder(path);
  }
  return database;
}

// The head, checked against the last entry: a chain is never continued on a damaged end.
Result<Head> ReadHead(const Database& database) {
  auto statement = database.Prepare("SELECT count, hash FROM head WHERE id = 1");
  if (!statement) return std::unexpected(statement.error());
  const auto row = statement->Step();
  if (!row) return std::unexpected(row.error());
  if (!*row || statement->Blob(1).size() != sizeof(Hash)) return Damaged("its head is missing");
  Head head;
  head.count = statement->Integer(0);
  std::ranges::copy(statement->Blob(1), head.hash.begin());
  auto last = database.Prepare("SELECT sequence, body FROM entry ORDER BY sequence DESC LIMIT 1");
  if (!last) return std::unexpected(last.error());
  const auto entry = last->Step();
  if (!entry) return std::unexpected(entry.error());
  const std::int64_t sequence = *entry ? last->Integer(0) : 0;
  const Hash hash = *entry ? EntryHash(last->Text(1)) : Hash{};
  const auto mark = database.QueryInteger("PRAGMA user_version");
  if (!mark) return std::unexpected(mark.error());
  if (sequence != head.count || hash != head.hash || *mark != CountMark(head.count)) {
    return Damaged("its end does not agree with its head");
  }
  return head;
}

class SqliteLedger : public Ledger {
 public:
  SqliteLedger(KeyStore keys, Database database, Head head, LedgerClock clock)
      : keys_(std::move(keys)),
        database_(std::move(database)),
        head_(head),
        clock_(std::move(clock)) {}

  Result<void> Append(std::span<LedgerEntry> entries) override {
    if (entries.empty()) return {};
    if (auto synced = keys_.Sync(); !synced) return synced;
    std::vector<LedgerEntry> chained(entries.begin(), entries.end());
    auto bodies = Chain(chained);
    if (!bodies) return std::unexpected(bodies.error());
    if (auto committed = Commit(chained, *bodies); !committed) {
      [[maybe_unused]] const auto undone = database_.Run("ROLLBACK");  // may have been done already
      return committed;
    }
    head_ = {chained.back().sequence, chained.back().hash};
    std::ranges::move(chained, entries.begin());
    return {};
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

 private:
  // The last verdict or approval about a document. SQLite's JSON gives a file name that is no
  // UTF-8 back in another form: such a document is not found, and done again.
  Result<std::optional<LedgerEntry>> FindLatest(const std::string& document) const {
    auto statement = database_.Prepare(
        "SELECT body FROM entry WHERE document = ?1 AND kind <> 'decision' "
        "AND kind <> 'procedure' ORDER BY sequence DESC LIMIT 1");
    if (!statement) return std::unexpected(statement.error());
    const auto row = statement->Bind(1, document).Step();
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
    Head end = head_;
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

  Result<void> Commit(const std::vector<LedgerEntry>& entries,
                      const std::vector<std::string>& bodies) {
    if (auto begun = database_.Run("BEGIN IMMEDIATE"); !begun) return begun;
    auto insert = database_.Prepare("INSERT INTO entry(sequence, body, hash) VALUES(?1, ?2, ?3)");
    if (!insert) return std::unexpected(insert.error());
    for (std::size_t i = 0; i < entries.size(); ++i) {
      insert->Bind(1, entries[i].sequence).Bind(2, bodies[i]).Bind(3, entries[i].hash);
      if (auto done = insert->Step(); !done) return std::unexpected(done.error());
      insert->Reset();
    }
    const LedgerEntry& last = entries.back();
    auto head = database_.Prepare("UPDATE head SET count = ?1, hash = ?2 WHERE id = 1");
    if (!head) return std::unexpected(head.error());
    if (auto done = head->Bind(1, last.sequence).Bind(2, last.hash).Step(); !done) {
      return std::unexpected(done.error());
    }
    head->Reset();
    const std::string mark = fmt::format("PRAGMA user_version={}", CountMark(last.sequence));
    if (auto done = database_.Run(mark.c_str()); !done) return done;
    return database_.Run("COMMIT");
  }

  KeyStore keys_;
  Database database_;
  Head head_;
  LedgerClock clock_;
};

}  // namespace

Result<std::unique_ptr<Ledger>> OpenLedger(const std::filesystem::path& path, LedgerClock clock) {
  std::filesystem::path keys_path = path;
  keys_path += ".keys";
  auto keys = KeyStore::Open(keys_path, kLockWait);
  if (!keys) return std::unexpected(keys.error());
  auto database = OpenDatabase(path);
  if (!database) return std::unexpected(database.error());
  const auto head = ReadHead(*database);
  if (!head) return std::unexpected(head.error());
  return std::make_unique<SqliteLedger>(*std::move(keys), *std::move(database), *head,
                                        std::move(clock));
}

}  // namespace sumikeshi
