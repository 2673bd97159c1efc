// Opening a ledger to write.
#include "redact/ledger/opening.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "redact/ledger/entry_codec.h"
#include "redact/ledger/files.h"
#include "redact/ledger/page_seal.h"
#include "redact/ledger/read_access.h"

namespace sumikeshi {
namespace {

const std::string kCheckpointWhere = "checkpoint";

constexpr int kReaderWait = 600000;  // ms for readers: a verification may take minutes

std::unexpected<Error> Damaged(std::string what) {
  return Fail(ErrorCode::kLedger, "ledger", std::move(what));
}

Result<void> CreateSchema(Database& database, const PublicKey& key) {
  std::string script = "BEGIN IMMEDIATE;";
  for (const SchemaObject& object : kSchema) {
    script += object.sql;
    script += ';';
  }
  script += fmt::format("PRAGMA application_id={};", kApplicationId);
  if (auto made = database.Run(script.c_str()); !made) return made;
  auto head = database.Prepare("INSERT INTO head VALUES(1, 0, zeroblob(32), ?1)");
  if (!head) return std::unexpected(head.error());
  const std::string text = key.Text();
  if (auto done = head->Bind(1, text).Step(); !done) return std::unexpected(done.error());
  head->Reset();
  return database.Run("COMMIT");
}

Result<bool> IsNew(const Database& database) {
  const auto objects = database.QueryInteger("SELECT count(*) FROM sqlite_schema");
  if (!objects) return std::unexpected(objects.error());
  const auto mark = database.QueryInteger("PRAGMA application_id");
  if (!mark) return std::unexpected(mark.error());
  if (*objects == 0 && *mark == 0) return true;
  if (auto known = CheckFormat(*mark); !known) return std::unexpected(known.error());
  return false;
}

Result<Database> OpenDatabase(const std::filesystem::path& path, const PublicKey& key) {
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
    if (auto created = CreateSchema(*database, key); !created) {
      return std::unexpected(created.error());
    }
    FlushFolder(path);
  }
  return database;
}

// The head, checked against the last entry: a chain is never continued on a damaged end.
Result<LedgerHead> ReadHead(const Database& database, const PublicKey& key) {
  auto statement = database.Prepare("SELECT count, hash, key FROM head WHERE id = 1");
  if (!statement) return std::unexpected(statement.error());
  const auto row = statement->Step();
  if (!row) return std::unexpected(row.error());
  if (!*row || statement->Blob(1).size() != sizeof(Hash))
    return Damaged("先頭の情報がありません / its head is missing");
  if (statement->Text(2) != key.Text())
    return Damaged("この台帳の署名鍵ではありません / this is not its signing key");
  LedgerHead head;
  head.count = statement->Integer(0);
  std::ranges::copy(statement->Blob(1), head.hash.begin());
  auto last =
      database.Prepare("SELECT sequence, body, hash FROM entry ORDER BY sequence DESC LIMIT 1");
  if (!last) return std::unexpected(last.error());
  const auto entry = last->Step();
  if (!entry) return std::unexpected(entry.error());
  const std::int64_t sequence = *entry ? last->Integer(0) : 0;
  const Hash hash = *entry ? EntryHash(last->Text(1)) : Hash{};
  const auto mark = database.QueryInteger("PRAGMA user_version");
  if (!mark) return std::unexpected(mark.error());
  if (sequence != head.count || hash != head.hash || *mark != CountMark(head.count) ||
      (*entry && !std::ranges::equal(last->Blob(2), hash))) {
    return Damaged(
        "末尾の記録が、記録の数やハッシュと合いません / its end does not agree with its head");
  }
  return head;
}

// How many entries a checkpoint covers; all of them must be in the ledger as it names them.
Result<std::int64_t> CheckNote(std::string_view text, const PublicKey& key, std::int64_t count,
                               const SubtreeReader& tree) {
  const auto note = SignedNote::Parse(text);
  const auto head = note ? TreeHead::Parse(note->text) : std::unexpected(note.error());
  if (!head || !note->IsSignedBy(key) || head->size > count) {
    return Damaged(
        "最後のチェックポイントにある記録がありません / it does not hold the entries that its last "
        "checkpoint names");
  }
  const auto root = RootOf(head->size, tree);
  if (!root) return std::unexpected(root.error());
  if (*root != head->root)
    return Damaged(
        "最後のチェックポイントと記録が違います / its entries are not those of its last "
        "checkpoint");
  return head->size;
}

// What the ledger signed last stands beside it too, and must be in it: it never signs two
// different states of one size. Gives the size of that copy, 0 where there is none.
Result<std::int64_t> CheckAnchor(const std::filesystem::path& anchor, const PublicKey& key,
                                 std::int64_t count, const SubtreeReader& tree) {
  const auto text = ReadSmallFile(anchor, kCheckpointWhere);
  if (text) return CheckNote(*text, key, count, tree);
  if (text.error().code == ErrorCode::kNotFound) return 0;
  return std::unexpected(text.error());
}

// How many entries are signed. A writer that was killed between the commit of a checkpoint and its
// copy beside the file left an older copy there, or none: it is put in place now.
Result<std::int64_t> RenewAnchor(const Database& database, const std::filesystem::path& anchor,
                                 std::int64_t noted, const PublicKey& key, std::int64_t count,
                                 const SubtreeReader& tree) {
  auto last = database.Prepare("SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1");
  if (!last) return std::unexpected(last.error());
  const auto row = last->Step();
  if (!row) return std::unexpected(row.error());
  if (!*row) return 0;
  const std::int64_t size = last->Integer(0);
  if (size <= noted) return size;
  const auto checked = CheckNote(last->Text(1), key, count, tree);
  if (!checked) return checked;
  auto put = ReplaceFile(anchor, last->Text(1), 0644, kCheckpointWhere);
  if (!put) return std::unexpected(put.error());
  return size;
}

Result<LedgerInserts> PrepareInserts(const Database& database) {
  auto entry = database.Prepare("INSERT INTO entry(sequence, body, hash) VALUES(?1, ?2, ?3)");
  if (!entry) return std::unexpected(entry.error());
  auto verdict = database.Prepare("INSERT INTO verdict(document, sequence) VALUES(?1, ?2)");
  if (!verdict) return std::unexpected(verdict.error());
  auto node = database.Prepare("INSERT INTO node(level, number, hash) VALUES(?1, ?2, ?3)");
  if (!node) return std::unexpected(node.error());
  auto checkpoint = database.Prepare("INSERT INTO checkpoint(size, note) VALUES(?1, ?2)");
  if (!checkpoint) return std::unexpected(checkpoint.error());
  auto head = database.Prepare("UPDATE head SET count = ?1, hash = ?2 WHERE id = 1");
  if (!head) return std::unexpected(head.error());
  return LedgerInserts{*std::move(entry), *std::move(verdict), *std::move(node),
                       *std::move(checkpoint), *std::move(head)};
}

}  // namespace

Result<SigningKey> OpenSigningKey(const std::filesystem::path& ledger,
                                  const std::filesystem::path& key) {
  auto loaded = SigningKey::Load(key, KeyType::kLog);
  if (loaded || loaded.error().code != ErrorCode::kNotFound) return loaded;
  std::error_code error;
  const auto size = std::filesystem::file_size(ledger, error);
  if (!error && size > 0) {
    // One of an older format never had a key.
    if (const auto known = OpenKnownForReading(ledger); !known) {
      return std::unexpected(known.error());
    }
    return Fail(
        ErrorCode::kLedger, "signing key",
        "台帳があるのに、署名鍵がありません / the ledger is there, but not its signing key");
  }
  return SigningKey::Create(key, KeyType::kLog);
}

Result<OpenedLedger> OpenForWriting(const std::filesystem::path& path, const PublicKey& key) {
  auto database = OpenDatabase(path, key);
  if (!database) return std::unexpected(database.error());
  const auto head = ReadHead(*database, key);
  if (!head) return std::unexpected(head.error());
  // SQLite takes what is missing of the last page for zeros.
  const auto size = database->FileSize();
  if (!size) return std::unexpected(size.error());
  if (*size % kPageSize != 0) return Damaged("ファイルが途中で切れています / its file is cut off");
  auto stored = StoredTree::Open(*database);
  if (!stored) return std::unexpected(stored.error());
  auto tree = TreeOf(head->count, stored->reader());
  if (!tree) return std::unexpected(tree.error());
  const std::filesystem::path anchor = BesideLedger(path, kCheckpointSuffix);
  const auto noted = CheckAnchor(anchor, key, head->count, stored->reader());
  if (!noted) return std::unexpected(noted.error());
  const auto signed_entries =
      RenewAnchor(*database, anchor, *noted, key, head->count, stored->reader());
  if (!signed_entries) return std::unexpected(signed_entries.error());
  auto inserts = PrepareInserts(*database);
  if (!inserts) return std::unexpected(inserts.error());
  return OpenedLedger{*std::move(database), *std::move(inserts), *head, *std::move(tree),
                      *signed_entries};
}

}  // namespace sumikeshi
