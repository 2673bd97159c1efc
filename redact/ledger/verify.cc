// Checks a ledger's database: pages by their seals, entries by the chain and the tree, the end by
// the head, the checkpoints by their signatures, all of it again by SQLite's own check. FORMAT.md
// says what each of them can and cannot find.
#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

#include "redact/ledger/anchors.h"
#include "redact/ledger/entry_check.h"
#include "redact/ledger/exported.h"
#include "redact/ledger/files.h"
#include "redact/ledger/page_check.h"
#include "redact/ledger/read_access.h"
#include "redact/ledger/schema.h"
#include "redact/ledger/stored_tree.h"

namespace sumikeshi {
namespace {

class Verifier {
 public:
  Verifier(Database& database, const LedgerAnchors& anchors)
      : database_(database), anchors_(anchors) {}

  Result<LedgerReport> Run() {
    const auto header = CheckHeader(database_, problems_);
    if (!header) return std::unexpected(header.error());
    // From here on the file stands still: a reader's lock keeps the writer out.
    if (*header) {
      if (auto begun = database_.Run("BEGIN; SELECT count(*) FROM sqlite_schema"); !begun) {
        if (begun.error().code == ErrorCode::kLedgerBusy) return std::unexpected(begun.error());
        problems_.Add(0, "台帳をデータベースとして開けません",
                      "the ledger cannot be opened as a database");
      } else {
        const auto known = CheckSchema();
        if (!known) return std::unexpected(known.error());
        readable_ = *known;
      }
    }
    damaged_pages_ = CheckPages(database_, readable_, RootPage("head"), problems_);
    if (readable_) {
      CheckContent();
    } else {
      problems_.Add(0, "記録の中身は確かめられません", "the entries cannot be checked");
    }
    report_.problems = std::move(problems_).TakeSorted();
    return std::move(report_);
  }

 private:
  // False when the entries cannot be read by this schema.
  Result<bool> CheckSchema() {
    auto statement = database_.Prepare("SELECT name, sql, rootpage FROM sqlite_schema");
    std::set<std::string_view> sound;
    std::size_t rows = 0;
    while (statement) {
      const auto row = statement->Step();
      if (!row || !*row) break;
      ++rows;
      const auto object = std::ranges::find(kSchema, statement->Text(0), &SchemaObject::name);
      if (object == kSchema.end() || object->sql != statement->Text(1)) continue;
      sound.insert(object->name);
      roots_[std::string(object->name)] = statement->Integer(2);
    }
    const auto mark = database_.QueryInteger("PRAGMA application_id");
    if (sound.size() != kSchema.size() || rows != sound.size() ||
        mark.value_or(0) != kApplicationId) {
      // A ledger of another format is sound in itself, or has the tables of the first two, which
      // were sealed otherwise; a flipped byte leaves the tables and breaks a seal.
      const bool old = FormatOf(mark.value_or(0)) == kOldFormat && !sound.contains("entry");
      const bool sealed = old || CheckPages(database_, true, 0, problems_).empty();
      if (const auto known = CheckFormat(mark.value_or(0)); !known && sealed) {
        if (known.error().code == ErrorCode::kLedgerVersion) return std::unexpected(known.error());
      }
      problems_.Add(0, "表の定義が、この版の台帳のものではありません",
                    "the schema is not that of a ledger of this version");
    }
    return std::ranges::all_of(kNeeded, [&](const char* name) { return sound.contains(name); });
  }

  std::int64_t RootPage(const std::string& table) const {
    const auto root = roots_.find(table);
    return root == roots_.end() ? 0 : root->second;
  }

  void CheckContent() {
    CheckSize();
    const std::vector<EntryCheck::Claim> claims = CollectClaims();
    EntryCheck entries(problems_, claims);
    CheckEntries(entries);
    CheckHead(entries);
    entries.Finish();
    if (!problems_.names_entry()) {
      CheckVerdicts();
      CheckNodes();
    }
    CheckIntegrity();
    report_.entries = entries.next() - 1;
    report_.pruned = entries.pruned();
  }

  void CheckSize() {
    const auto size = database_.FileSize();
    const auto pages = database_.QueryInteger("PRAGMA page_count");
    if (!size || !pages || *size != *pages * kPageSize) {
      problems_.Add(0, "ファイルの長さが、見出しに書かれたページ数と合いません",
                    "the length of the file is not the number of pages that its header names");
    }
  }

  std::vector<EntryCheck::Claim> CollectClaims() {
    auto head = database_.Prepare("SELECT key FROM head WHERE id = 1");
    const auto row = head ? head->Step() : std::unexpected(head.error());
    report_.key = row && *row ? std::string(head->Text(0)) : "";
    const auto key = CheckKey(report_.key, anchors_, problems_);
    if (!key) return {};
    std::vector<EntryCheck::Claim> claims = CheckAnchors(anchors_, *key, problems_);
    auto statement = database_.Prepare("SELECT size, note FROM checkpoint ORDER BY size");
    Result<bool> more = statement ? statement->Step() : std::unexpected(statement.error());
    for (; more && *more; more = statement->Step()) {
      const std::int64_t size = statement->Integer(0);
      const auto claim = CheckStoredCheckpoint(statement->Text(1), size, *key, problems_);
      if (!claim) continue;
      claims.push_back(*claim);
      report_.signed_entries = claim->size;
      report_.last_checkpoint = statement->Text(1);
    }
    if (!more) {
      problems_.Add(0, "チェックポイントの表を読めません",
                    "the table of checkpoints cannot be read");
    }
    return claims;
  }

  // Where SQLite cannot read an entry, that entry is named and the next one tried.
  void CheckEntries(EntryCheck& entries) {
    std::int64_t from = std::numeric_limits<std::int64_t>::min();
    while (!problems_.full()) {
      const auto scanned = ScanFrom(from, entries);
      if (!scanned) {
        return problems_.Add(0, "記録の表を読めません", "the table of entries cannot be read");
      }
      if (*scanned) return;
      entries.Unreadable();
      from = entries.next();
    }
  }

  // False where an entry cannot be read, true at the end.
  Result<bool> ScanFrom(std::int64_t from, EntryCheck& entries) {
    auto statement = database_.Prepare(
        "SELECT sequence, body, hash FROM entry WHERE sequence >= ?1 ORDER BY sequence");
    if (!statement) return std::unexpected(statement.error());
    statement->Bind(1, from);
    for (;;) {
      const auto row = statement->Step();
      if (!row) return false;
      if (!*row) return true;
      const LedgerEntry* entry =
          statement->IsNull(1)
              ? entries.Row(statement->Integer(0), std::nullopt, statement->Blob(2))
              : entries.Row(statement->Integer(0), statement->Text(1), statement->Blob(2));
      if (entry != nullptr && IsVerdict(entry->kind)) {
        verdicts_.emplace_back(entry->sequence, Digest(entry->document));
      }
      nodes_.insert(nodes_.end(), entries.completed().begin(), entries.completed().end());
    }
  }

  void CheckHead(const EntryCheck& entries) {
    auto statement = database_.Prepare("SELECT count, hash FROM head WHERE id = 1");
    const auto row = statement ? statement->Step() : std::unexpected(statement.error());
    const std::int64_t count = row && *row ? statement->Integer(0) : -1;
    const bool same_hash =
        row && *row && std::ranges::equal(statement->Blob(1), entries.last_hash());
    const std::int64_t mark = database_.QueryInteger("PRAGMA user_version").value_or(-1);
    const std::int64_t last = entries.next() - 1;
    // The count stands in two places; one alone that disagrees is itself what is damaged.
    if (count > last && mark == CountMark(count)) {
      problems_.Add(last + 1, fmt::format("{}番から{}番までの記録がありません", last + 1, count),
                    fmt::format("entries {} to {} are missing", last + 1, count));
    } else if (count >= 0 && count < last && mark == CountMark(count)) {
      problems_.Add(count + 1,
                    fmt::format("{}番からの記録は、あとから加えられたものです", count + 1),
                    fmt::format("entries from {} on were added from outside", count + 1));
    } else if (count != last || mark != CountMark(last)) {
      problems_.Add(0, "件数の記録が、記録の数と合いません", "the recorded count does not agree");
    } else if (!same_hash) {
      const bool head_damaged = damaged_pages_.contains(RootPage("head"));
      problems_.Add(head_damaged ? 0 : last, "末尾の記録と、控えてあるハッシュが合いません",
                    "the last entry does not agree with the recorded hash");
    }
  }

  // The index by document must name the verdicts that the entries are, and no others.
  void CheckVerdicts() {
    auto statement = database_.Prepare("SELECT document, sequence FROM verdict");
    Result<bool> more = statement ? statement->Step() : std::unexpected(statement.error());
    std::size_t rows = 0;
    bool sound = true;
    for (; more && *more; more = statement->Step()) {
      ++rows;
      const auto document = statement->Blob(0);
      const std::pair found(
          statement->Integer(1),
          Digest({reinterpret_cast<const char*>(document.data()), document.size()}));
      sound = sound && std::ranges::binary_search(verdicts_, found);
    }
    if (!more || !sound || rows != verdicts_.size()) {
      problems_.Add(0, "文書の索引が、記録と合いません",
                    "the index of documents does not agree with the entries");
    }
  }

  void CheckNodes() {
    const auto order = [](const GrowingTree::Subtree& subtree) {
      return std::pair(subtree.height, subtree.number);
    };
    std::ranges::sort(nodes_, {}, order);
    auto statement = database_.Prepare("SELECT level, number, hash FROM node ORDER BY 1, 2");
    std::size_t i = 0;
    Result<bool> more = statement ? statement->Step() : std::unexpected(statement.error());
    for (; more && *more; more = statement->Step(), ++i) {
      if (i >= nodes_.size() || statement->Integer(0) != nodes_[i].height / kLevelHeight ||
          statement->Integer(1) != nodes_[i].number ||
          !std::ranges::equal(statement->Blob(2), nodes_[i].root)) {
        break;
      }
    }
    if (more && !*more && i == nodes_.size()) return;
    const std::int64_t first = i < nodes_.size() ? (nodes_[i].number << nodes_[i].height) + 1 : 0;
    problems_.Add(
        0, fmt::format("ハッシュ木の{}番目の値（記録{}番から）が、記録と合いません", i + 1, first),
        fmt::format("node {} of the hash tree (entries from {}) does not agree with the entries",
                    i + 1, first));
  }

  void CheckIntegrity() {
    auto statement = database_.Prepare("PRAGMA quick_check(20)");
    while (statement) {
      const auto row = statement->Step();
      if (!row) {
        return problems_.Add(0, "SQLite の検査が最後まで進みません",
                             "SQLite's own check cannot finish");
      }
      if (!*row) return;
      std::string message(statement->Text(0));
      if (message == "ok") return;
      std::ranges::replace(message, '\n', ' ');
      problems_.Add(0, "SQLite の検査: " + message, "SQLite's own check: " + message);
    }
  }

  // Of a document's name, to compare millions of them in little memory. Keyed with a random key, so
  // that no name can be made to look like another.
  std::uint64_t Digest(std::string_view document) const {
    std::uint64_t digest = 0;
    static_assert(crypto_shorthash_BYTES == sizeof(digest));
    crypto_shorthash(reinterpret_cast<unsigned char*>(&digest),
                     reinterpret_cast<const unsigned char*>(document.data()), document.size(),
                     digest_key_.data());
    return digest;
  }

  static constexpr std::array<const char*, 5> kNeeded = {"entry", "verdict", "node", "checkpoint",
                                                         "head"};

  Database& database_;
  const LedgerAnchors& anchors_;
  ProblemList problems_;
  LedgerReport report_;
  bool readable_ = false;  // by SQLite, under a reader's lock
  std::set<std::int64_t> damaged_pages_;
  std::map<std::string, std::int64_t> roots_;  // first page of each table
  std::vector<std::pair<std::int64_t, std::uint64_t>> verdicts_;
  std::vector<GrowingTree::Subtree> nodes_;
  const std::array<unsigned char, crypto_shorthash_KEYBYTES> digest_key_ = [] {
    std::array<unsigned char, crypto_shorthash_KEYBYTES> key;
    randombytes_buf(key.data(), key.size());
    return key;
  }();
};

}  // namespace

Result<LedgerReport> VerifyLedger(const std::filesystem::path& path, const LedgerAnchors& anchors) {
  if (sodium_init() < 0) return Fail(ErrorCode::kEnvironment, "ledger", "libsodium");
  if (IsExported(path)) return VerifyExported(path, anchors);
  auto database = OpenForReading(path);
  if (!database) return std::unexpected(database.error());
  LedgerAnchors all = anchors;
  auto beside = ReadSmallFile(BesideLedger(path, kCheckpointSuffix), "checkpoint");
  if (beside) {
    all.checkpoints.push_back(*std::move(beside));
  } else if (beside.error().code != ErrorCode::kNotFound) {
    return std::unexpected(beside.error());
  }
  return Verifier(*database, all).Run();
}

}  // namespace sumikeshi
