// Writes exports, and checks exports and proofs.
#include "redact/ledger/exported.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "redact/ledger/anchors.h"
#include "redact/ledger/canonical.h"
#include "redact/ledger/proof.h"
#include "redact/ledger/read_access.h"
#include "redact/ledger/schema.h"

namespace sumikeshi {
namespace {

constexpr std::int64_t kPortion = 1000;  // entries read under one lock
// An entry's line is the entry, with its hash as the last key.
constexpr std::string_view kHashKey = R"(,"hash":")";
constexpr std::size_t kHashBytes = kHashKey.size() + 2 * sizeof(Hash) + 2;

// The first line.
struct Header {
  std::string key;
  std::int64_t entries = 0;
  std::int64_t checkpoints = 0;
};

std::string HeaderLine(const Header& header) {
  CanonicalWriter out;
  out.String("kind", "ledger");
  out.Integer("format", kFormat);
  out.String("key", header.key);
  out.Integer("entries", header.entries);
  out.Integer("checkpoints", header.checkpoints);
  return std::move(out).Finish() + '\n';
}

// Fails with kLedgerVersion where the format is another, with kLedger where it is no header.
Result<Header> ParseHeader(std::string_view line) {
  CanonicalReader in(line);
  Header header;
  in.Key("kind");
  in.Literal("\"ledger\"");
  const auto format = in.Integer<std::int64_t>("format");
  if (in.ok() && format != kFormat) {
    return Fail(
        ErrorCode::kLedgerVersion, "export",
        fmt::format(
            "形式{0}です。このプログラムの形式は{1}です / its format is {0}, this program's is {1}",
            format, kFormat));
  }
  header.key = in.String("key");
  header.entries = in.Integer<std::int64_t>("entries");
  header.checkpoints = in.Integer<std::int64_t>("checkpoints");
  in.Literal("}");
  if (!in.AtEnd()) return Fail(ErrorCode::kLedger, "export");
  return header;
}

std::string CheckpointLine(std::int64_t size, std::string_view note) {
  CanonicalWriter out;
  out.String("kind", "checkpoint");
  out.Integer("size", size);
  out.String("note", note);
  return std::move(out).Finish() + '\n';
}

std::string PrunedLine(std::int64_t sequence, const Hash& hash) {
  CanonicalWriter out;
  out.Integer("sequence", sequence);
  out.String("kind", "pruned");
  out.HashValue("hash", hash);
  return std::move(out).Finish() + '\n';
}

std::string EntryLine(std::string_view body, const Hash& hash) {
  return fmt::format("{}{}{}\"}}\n", body.substr(0, body.size() - 1), kHashKey, Hex(hash));
}

class Exporter {
 public:
  Exporter(const Database& database, const std::function<bool(std::string_view)>& write)
      : database_(database), write_(write) {}

  Result<void> Run() {
    auto header = ReadHeader();
    if (!header) return std::unexpected(header.error());
    if (!write_(HeaderLine(*header))) return {};
    auto more = WriteCheckpoints(header->entries);
    for (std::int64_t next = 1; more && *more && next <= header->entries; next += kPortion) {
      more = WriteEntries(next, std::min(next + kPortion - 1, header->entries));
    }
    return more ? Result<void>() : std::unexpected(more.error());
  }

 private:
  Result<Header> ReadHeader() {
    auto head = database_.Prepare(
        "SELECT key, count, (SELECT count(*) FROM checkpoint WHERE size <= head.count) FROM head");
    if (!head) return std::unexpected(head.error());
    const auto row = head->Step();
    if (!row) return std::unexpected(row.error());
    if (!*row)
      return Fail(ErrorCode::kLedger, "ledger", "先頭の情報がありません / its head is missing");
    return Header{std::string(head->Text(0)), head->Integer(1), head->Integer(2)};
  }

  Result<bool> WriteCheckpoints(std::int64_t entries) {
    auto rows =
        database_.Prepare("SELECT size, note FROM checkpoint WHERE size <= ?1 ORDER BY size");
    if (!rows) return std::unexpected(rows.error());
    rows->Bind(1, entries);
    for (;;) {
      const auto row = rows->Step();
      if (!row) return row;
      if (!*row) return true;
      if (!write_(CheckpointLine(rows->Integer(0), rows->Text(1)))) return false;
    }
  }

  // What is damaged is written as it stands: the third party is to see it.
  Result<bool> WriteEntries(std::int64_t first, std::int64_t last) {
    auto rows = database_.Prepare(
        "SELECT sequence, body, hash FROM entry WHERE sequence BETWEEN ?1 AND ?2 ORDER BY "
        "sequence");
    if (!rows) return std::unexpected(rows.error());
    rows->Bind(1, first).Bind(2, last);
    for (;;) {
      const auto row = rows->Step();
      if (!row) return row;
      if (!*row) return true;
      Hash hash{};
      if (rows->Blob(2).size() == hash.size()) std::ranges::copy(rows->Blob(2), hash.begin());
      const bool more = rows->IsNull(1) ? write_(PrunedLine(rows->Integer(0), hash))
                                        : write_(EntryLine(rows->Text(1), hash));
      if (!more) return false;
    }
  }

  const Database& database_;
  const std::function<bool(std::string_view)>& write_;
};

class ExportVerifier {
 public:
  ExportVerifier(std::istream& in, const LedgerAnchors& anchors) : in_(in), anchors_(anchors) {}

  Result<LedgerReport> Run() {
    auto claims = ReadPreamble();
    if (!claims) return std::unexpected(claims.error());
    EntryCheck entries(problems_, *std::move(claims));
    for (; has_line_ && !problems_.full(); NextLine()) CheckEntry(entries);
    if (in_.bad()) return Fail(ErrorCode::kReadFailed, "export");
    if (header_) CheckCount(entries);
    entries.Finish();
    if (cut_off_) {
      problems_.Add(entries.next() - 1, "ファイルの終わりが切れています",
                    "the end of the file is cut off");
    }
    report_.entries = entries.next() - 1;
    report_.pruned = entries.pruned();
    report_.problems = std::move(problems_).TakeSorted();
    return std::move(report_);
  }

 private:
  void NextLine() {
    has_line_ = static_cast<bool>(std::getline(in_, line_));
    cut_off_ = cut_off_ || (has_line_ && in_.eof());  // every line ends with a line feed
    number_ += has_line_ ? 1 : 0;
  }

  void DamagedLine(std::string_view ja, std::string_view en) {
    problems_.Add(0, fmt::format("{}行目（{}）が変わっています", number_, ja),
                  fmt::format("line {} ({}) was changed", number_, en));
  }

  // The header and the checkpoints, up to the first line of an entry.
  Result<std::vector<EntryCheck::Claim>> ReadPreamble() {
    std::vector<EntryCheck::Claim> claims;
    NextLine();
    auto header = ParseHeader(line_);
    std::optional<PublicKey> key;
    if (header) {
      header_ = *std::move(header);
      report_.key = header_->key;
      key = CheckKey(header_->key, anchors_, problems_);
    } else {
      if (header.error().code == ErrorCode::kLedgerVersion) return std::unexpected(header.error());
      DamagedLine("見出し", "header");
    }
    if (key) claims = CheckAnchors(anchors_, *key, problems_);
    std::int64_t checkpoints = 0;
    for (NextLine(); has_line_ && IsCheckpointLine(checkpoints); NextLine(), ++checkpoints) {
      if (auto claim = CheckCheckpoint(key)) claims.push_back(*claim);
    }
    if (header_ && header_->checkpoints != checkpoints) {
      problems_.Add(0, "チェックポイントの数が、見出しと合いません",
                    "the number of checkpoints is not that of the header");
    }
    return claims;
  }

  // With a sound header the place tells, so that a damaged line is not taken for an entry.
  bool IsCheckpointLine(std::int64_t before) const {
    return line_.starts_with(R"({"kind":"checkpoint")") ||
           (header_ && before < header_->checkpoints && !line_.starts_with(R"({"sequence":)"));
  }

  std::optional<EntryCheck::Claim> CheckCheckpoint(const std::optional<PublicKey>& key) {
    CanonicalReader in(line_);
    in.Key("kind");
    in.Literal("\"checkpoint\"");
    const auto size = in.Integer<std::int64_t>("size");
    const std::string note = in.String("note");
    in.Literal("}");
    if (!in.AtEnd()) {
      DamagedLine("チェックポイント", "checkpoint");
      return std::nullopt;
    }
    if (!key) return std::nullopt;
    const auto claim = CheckStoredCheckpoint(note, size, *key, problems_);
    if (claim) {
      report_.signed_entries = size;
      report_.last_checkpoint = note;
    }
    return claim;
  }

  void CheckEntry(EntryCheck& entries) {
    if (CheckPrunedLine(entries)) return;
    if (line_.size() <= kHashBytes) {
      entries.Row(std::nullopt, line_, {});
      return;
    }
    const std::string_view tail = std::string_view(line_).substr(line_.size() - kHashBytes);
    CanonicalReader in(tail);
    in.Literal(kHashKey.substr(0, kHashKey.size() - 1));
    const Hash hash = in.QuotedHash();
    in.Literal("}");
    const bool sound = in.AtEnd();
    line_.resize(line_.size() - kHashBytes);
    line_ += '}';
    entries.Row(std::nullopt, line_,
                sound ? std::span<const std::uint8_t>(hash) : std::span<const std::uint8_t>());
  }

  bool CheckPrunedLine(EntryCheck& entries) {
    CanonicalReader in(line_);
    const auto sequence = in.Integer<std::int64_t>("sequence");
    in.Key("kind");
    if (!in.TryLiteral("\"pruned\"")) return false;
    const Hash hash = in.HashValue("hash");
    in.Literal("}");
    if (!in.AtEnd()) return false;
    entries.Row(sequence, std::nullopt, hash);
    return true;
  }

  void CheckCount(const EntryCheck& entries) {
    const std::int64_t last = entries.next() - 1;
    if (header_->entries > last) {
      problems_.Add(last + 1,
                    fmt::format("{}番から{}番までの記録がありません", last + 1, header_->entries),
                    fmt::format("entries {} to {} are missing", last + 1, header_->entries));
    } else if (header_->entries < last) {
      problems_.Add(
          header_->entries + 1,
          fmt::format("{}番からの記録は、あとから加えられたものです", header_->entries + 1),
          fmt::format("entries from {} on were added from outside", header_->entries + 1));
    }
  }

  std::istream& in_;
  const LedgerAnchors& anchors_;
  std::string line_;
  bool has_line_ = false;
  bool cut_off_ = false;
  std::int64_t number_ = 0;
  std::optional<Header> header_;
  ProblemList problems_;
  LedgerReport report_;
};

}  // namespace

bool IsExported(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::array<char, 8> start{};
  if (!in.read(start.data(), start.size())) return false;
  const std::string_view text(start.data(), static_cast<std::size_t>(in.gcount()));
  return text.starts_with('{') || kProofStart.starts_with(text);
}

Result<LedgerReport> VerifyExported(const std::filesystem::path& path,
                                    const LedgerAnchors& anchors) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Fail(ErrorCode::kPermission, "export");
  if (in.peek() == '{') return ExportVerifier(in, anchors).Run();
  return VerifyProof(path, anchors);
}

Result<void> ExportLedger(const std::filesystem::path& path,
                          const std::function<bool(std::string_view)>& write) {
  auto database = OpenKnownForReading(path);
  if (!database) return std::unexpected(database.error());
  return Exporter(*database, write).Run();
}

}  // namespace sumikeshi
