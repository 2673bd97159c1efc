// Checks a ledger: pages by their seals, entries by the chain, the end by the head, all of it
// again by SQLite's own check. FORMAT.md says what each of them can and cannot find.
#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <limits>
#include <map>
#include <set>
#include <thread>

#include "redact/ledger/entry_codec.h"
#include "redact/ledger/page_seal.h"
#include "redact/ledger/read_access.h"
#include "redact/ledger/schema.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kMostProblems = 1000;  // a ledger this damaged needs no longer list
constexpr int kPageTries = 3;

// How SQLite's file header starts in a ledger: magic, page size, rollback journal, reserved bytes,
// fixed payload fractions.
constexpr std::array<std::uint8_t, 24> kHeaderStart = {'S',
                                                       'Q',
                                                       'L',
                                                       'i',
                                                       't',
                                                       'e',
                                                       ' ',
                                                       'f',
                                                       'o',
                                                       'r',
                                                       'm',
                                                       'a',
                                                       't',
                                                       ' ',
                                                       '3',
                                                       0,
                                                       kPageSize >> 8,
                                                       kPageSize & 0xFF,
                                                       1,
                                                       1,
                                                       kSealBytes,
                                                       64,
                                                       32,
                                                       32};

using Page = std::array<std::uint8_t, kPageSize>;

// The row before, as far as the next one must agree with it.
struct Link {
  bool known = true;
  Hash stored{};
  Hash computed{};
};

class Verifier {
 public:
  explicit Verifier(Database& database) : database_(database) {}

  Result<std::vector<LedgerProblem>> Run() {
    const auto header = CheckHeader();
    if (!header) return std::unexpected(header.error());
    // From here on the file stands still: a reader's lock keeps the writer out.
    if (*header) {
      if (auto begun = database_.Run("BEGIN; SELECT count(*) FROM sqlite_schema"); !begun) {
        if (begun.error().code == ErrorCode::kLedgerBusy) return std::unexpected(begun.error());
        Add(0, "台帳をデータベースとして開けません", "the ledger cannot be opened as a database");
      } else if (CheckSchema()) {
        readable_ = true;
      }
    }
    CheckPages();
    if (readable_) {
      CheckSize();
      CheckEntries();
      CheckHead();
      CheckIntegrity();
    } else {
      Add(0, "記録の中身は確かめられません", "the entries cannot be checked");
    }
    return Sorted();
  }

 private:
  void Add(std::int64_t sequence, std::string ja, std::string en) {
    if (problems_.size() < kMostProblems) {
      problems_.push_back({sequence, std::move(ja), std::move(en)});
    }
  }

  // False when SQLite would take the file for another kind of database: with a flipped byte here it
  // could look for a write-ahead log, or for pages of another size.
  Result<bool> CheckHeader() {
    const auto size = database_.FileSize();
    if (!size) return std::unexpected(size.error());
    std::array<std::uint8_t, kHeaderStart.size()> start;
    if (*size < kPageSize) {
      Add(0, "台帳のファイルが途中で切れています", "the ledger file is cut off");
      return false;
    }
    if (auto read = database_.ReadFile(0, start); !read) return std::unexpected(read.error());
    if (start == kHeaderStart) return true;
    Add(0, "ファイルの先頭が、台帳のものではありません",
        "the file does not start as a ledger does");
    return false;
  }

  // False when the entries cannot be read by this schema.
  bool CheckSchema() {
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
      Add(0, "表の定義が、この版の台帳のものではありません",
          "the schema is not that of a ledger of this version");
    }
    return sound.contains("entry") && sound.contains("head");
  }

  void CheckSize() {
    const auto size = database_.FileSize();
    const auto pages = database_.QueryInteger("PRAGMA page_count");
    if (!size || !pages || *size != *pages * kPageSize) {
      Add(0, "ファイルの長さが、見出しに書かれたページ数と合いません",
          "the length of the file is not the number of pages that its header names");
    }
  }

  std::string_view PartOf(std::int64_t number, const Page& page, bool japanese) const {
    const auto head = roots_.find("head");
    if (number == 1) return japanese ? "見出しと表の定義" : "header and schema";
    if (head != roots_.end() && head->second == number) return japanese ? "件数の表" : "head";
    const bool index = page[0] == 0x02 || page[0] == 0x0A;  // b-tree page types of an index
    if (index) return japanese ? "文書の索引" : "index of documents";
    return japanese ? "記録の表" : "table of entries";
  }

  // A page that a writer is just writing is looked at again; with the lock there is none.
  bool IsSound(std::int64_t number, Page& page) const {
    for (int attempt = 0; attempt < kPageTries; ++attempt) {
      if (database_.ReadFile((number - 1) * kPageSize, page) && IsSealed(page, number)) return true;
      if (readable_) return false;
      std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
    return false;
  }

  void CheckPages() {
    const std::int64_t size = database_.FileSize().value_or(0);
    Page page;
    for (std::int64_t number = 1; number <= size / kPageSize; ++number) {
      if (IsSound(number, page)) continue;
      const std::int64_t begin = (number - 1) * kPageSize;
      damaged_pages_.insert(number);
      const std::int64_t end = begin + kPageSize - 1;
      Add(0,
          fmt::format("ファイルの{}ページ目（{}〜{}バイト目、{}）が、書き込み後に変わっています",
                      number, begin + 1, end + 1, PartOf(number, page, true)),
          fmt::format("page {} of the file (bytes {}-{}, {}) was changed after it was written",
                      number, begin, end, PartOf(number, page, false)));
    }
    if (size % kPageSize != 0) {
      Add(0, "ファイルの終わりに、ページに満たないバイトがあります",
          "the file ends with bytes that make no page");
    }
  }

  // Where SQLite cannot read an entry, that entry is named and the next one tried.
  void CheckEntries() {
    std::int64_t from = std::numeric_limits<std::int64_t>::min();
    while (problems_.size() < kMostProblems) {
      const auto scanned = ScanFrom(from);
      if (!scanned) return Add(0, "記録の表を読めません", "the table of entries cannot be read");
      if (*scanned) return;
      Add(next_, fmt::format("{}番の記録を読めません", next_),
          fmt::format("entry {} cannot be read", next_));
      link_.known = false;
      from = ++next_;
    }
  }

  // False where an entry cannot be read, true at the end.
  Result<bool> ScanFrom(std::int64_t from) {
    auto statement = database_.Prepare(
        "SELECT sequence, body, hash FROM entry WHERE sequence >= ?1 ORDER BY sequence");
    if (!statement) return std::unexpected(statement.error());
    statement->Bind(1, from);
    for (;;) {
      const auto row = statement->Step();
      if (!row) return false;
      if (!*row) return true;
      CheckRow(statement->Integer(0), statement->Text(1), statement->Blob(2));
    }
  }

  void CheckRow(std::int64_t row, std::string_view body, std::span<const std::uint8_t> stored) {
    const Hash computed = EntryHash(body);
    const bool intact = std::ranges::equal(stored, computed);
    const auto entry = intact ? DecodeEntry(body) : Result<LedgerEntry>(Fail(ErrorCode::kLedger));
    // What is changed may carry a changed number too: it is taken for the entry that is due.
    const std::int64_t number = entry ? entry->sequence : std::max(row, next_);
    if (!Place(row, number)) return;
    const std::int64_t sequence = next_++;
    if (!intact) {
      Add(sequence, fmt::format("{}番の記録の内容が、書き込み後に変わっています", sequence),
          fmt::format("entry {} was changed after it was written", sequence));
    } else if (!entry) {
      Add(sequence, fmt::format("{}番の記録は、この版の形式ではありません", sequence),
          fmt::format("entry {} is not in the format of this version", sequence));
    } else if (link_.known && entry->sequence == sequence && entry->previous != link_.stored &&
               entry->previous != link_.computed) {
      Add(sequence, fmt::format("{}番の記録は、直前の記録とつながっていません", sequence),
          fmt::format("entry {} does not follow from the entry before it", sequence));
    }
    // What is damaged is compared with what it was and what it is: the next entry is not at fault.
    link_ = {
        .known = !entry || entry->sequence == sequence, .stored = computed, .computed = computed};
    if (stored.size() == sizeof(Hash)) std::ranges::copy(stored, link_.stored.begin());
  }

  // Finds the place of a row in the sequence, by its number or else by its body's. False for a row
  // that has none.
  bool Place(std::int64_t row, std::int64_t body) {
    if (row == next_ && body == next_) return true;
    if (row == next_ || body == next_) {
      Add(next_,
          fmt::format("{}番の記録が、別の番号（{}）の記録と入れ替わっています", next_,
                      row == next_ ? body : row),
          fmt::format("entry {} is mixed up with number {}", next_, row == next_ ? body : row));
      return true;
    }
    if (row < next_) {
      Add(row, fmt::format("{}番の記録は、あるはずのないものです", row),
          fmt::format("entry {} should not be there", row));
      return false;
    }
    Add(next_, fmt::format("{}番から{}番までの記録がありません", next_, row - 1),
        fmt::format("entries {} to {} are missing", next_, row - 1));
    next_ = row;
    link_.known = false;
    return true;
  }

  void CheckHead() {
    auto statement = database_.Prepare("SELECT count, hash FROM head WHERE id = 1");
    const auto row = statement ? statement->Step() : std::unexpected(statement.error());
    const std::int64_t count = row && *row ? statement->Integer(0) : -1;
    const bool same_hash = row && *row && std::ranges::equal(statement->Blob(1), link_.stored);
    const std::int64_t mark = database_.QueryInteger("PRAGMA user_version").value_or(-1);
    const std::int64_t last = next_ - 1;
    // The count stands in two places; one alone that disagrees is itself what is damaged.
    if (count > last && mark == CountMark(count)) {
      Add(next_, fmt::format("{}番から{}番までの記録がありません", next_, count),
          fmt::format("entries {} to {} are missing", next_, count));
    } else if (count >= 0 && count < last && mark == CountMark(count)) {
      Add(count + 1, fmt::format("{}番からの記録は、あとから加えられたものです", count + 1),
          fmt::format("entries from {} on were added from outside", count + 1));
    } else if (count != last || mark != CountMark(last)) {
      Add(0, "件数の記録が、記録の数と合いません", "the recorded count does not agree");
    } else if (!same_hash) {
      const bool head_damaged = damaged_pages_.contains(roots_["head"]);
      Add(head_damaged ? 0 : last, "末尾の記録と、控えてあるハッシュが合いません",
          "the last entry does not agree with the recorded hash");
    }
  }

  void CheckIntegrity() {
    auto statement = database_.Prepare("PRAGMA integrity_check(20)");
    while (statement) {
      const auto row = statement->Step();
      if (!row) {
        return Add(0, "SQLite の検査が最後まで進みません", "SQLite's own check cannot finish");
      }
      if (!*row) return;
      std::string message(statement->Text(0));
      if (message == "ok") return;
      std::ranges::replace(message, '\n', ' ');
      Add(RowInMessage(message), "SQLite の検査: " + message, "SQLite's own check: " + message);
    }
  }

  // "row 12 missing from index verdict" names the twelfth entry.
  static std::int64_t RowInMessage(std::string_view message) {
    std::int64_t row = 0;
    constexpr std::string_view kRow = "row ";
    if (message.starts_with(kRow)) {
      const std::string_view number = message.substr(kRow.size());
      std::from_chars(number.data(), number.data() + number.size(), row);
    }
    return row;
  }

  std::vector<LedgerProblem> Sorted() {
    const auto rank = [](const LedgerProblem& problem) {
      return problem.sequence == 0 ? std::numeric_limits<std::int64_t>::max() : problem.sequence;
    };
    std::ranges::stable_sort(problems_, {}, rank);
    return std::move(problems_);
  }

  Database& database_;
  bool readable_ = false;  // by SQLite, under a reader's lock
  std::vector<LedgerProblem> problems_;
  std::set<std::int64_t> damaged_pages_;
  std::map<std::string, std::int64_t> roots_;  // first page of each table and index
  std::int64_t next_ = 1;                      // the sequence that must come next
  Link link_;
};

}  // namespace

Result<std::vector<LedgerProblem>> VerifyLedger(const std::filesystem::path& path) {
  if (sodium_init() < 0) return Fail(ErrorCode::kEnvironment, "ledger", "libsodium");
  auto database = OpenForReading(path);
  if (!database) return std::unexpected(database.error());
  return Verifier(*database).Run();
}

}  // namespace sumikeshi
