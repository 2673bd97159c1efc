// Registers about third parties: where information came from, and where it went.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <span>

#include "redact/policy/manifest_text.h"
#include "redact/policy/vocabulary.h"
#include "redact/records/registers.h"

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kUnstated = "（未記入）";

struct SupplementColumn {
  std::string_view heading;
  std::string Supplement::* member;
};
constexpr SupplementColumn kSupplementColumns[] = {{"第三者の氏名等", &Supplement::name},
                                                   {"取得の経緯", &Supplement::how},
                                                   {"本人の氏名等", &Supplement::person},
                                                   {"公表", &Supplement::publication}};

std::unexpected<Error> Fault(const fs::path& path, int line, std::string what) {
  return Fail(ErrorCode::kRegister, fmt::format("{}:{}", path.string(), line), std::move(what));
}

Supplement FindSupplement(const Supplements& supplements, const LedgerEntry& entry) {
  for (const std::string& key : {entry.document, Hex(entry.input_hash)}) {
    if (const auto found = supplements.find(key); found != supplements.end()) return found->second;
  }
  return {};
}

std::string Stated(const std::string& text) { return text.empty() ? std::string(kUnstated) : text; }

std::string GroundOf(const Context& context) {
  std::string consent(TermJapanese(kGrounds, context.ground));
  return context.consent.id.empty() ? consent : consent + " " + context.consent.id;
}

bool Kept(const Decision& decision) { return decision.action == Action::kKeep; }
bool NotKept(const Decision& decision) { return !Kept(decision); }

// A heading, and what stands below it.
struct PartyColumn {
  const char* heading;
  std::string (*cell)(const Handling& handling, const Supplement& more);
  bool number = false;
};

std::string Day(const Handling& handling, const Supplement&) {
  return LocalDay(handling.verdict.time);
}
std::string Person(const Handling&, const Supplement& more) { return Stated(more.person); }
std::string Document(const Handling& handling, const Supplement&) {
  return handling.verdict.document;
}
std::string Ground(const Handling& handling, const Supplement&) {
  return GroundOf(handling.verdict.context);
}
std::string Handler(const Handling& handling, const Supplement&) {
  return HandlerOf(handling.verdict);
}
std::string Sequence(const Handling& handling, const Supplement&) {
  return fmt::format("{}", handling.verdict.sequence);
}

bool IsReleased(const Handling& handling) { return handling.verdict.kind == EntryKind::kReleased; }

// What became of it.
std::string Outcome(const Handling& handling, const Supplement&) {
  if (IsReleased(handling)) {
    return ItemsOf(handling, NotKept).empty() ? "写しを提供（墨消しなし）" : "墨消しした写しを提供";
  }
  return fmt::format("提供せず（{}）",
                     ErrorCause(handling.verdict.reason->code, Language::kJapanese));
}

constexpr PartyColumn kProvenance[] = {
    {"提供を受けた日", Day},
    {"第三者の区分",
     [](const Handling& handling, const Supplement&) {
       return std::string(TermJapanese(kSources, handling.verdict.context.source));
     }},
    {"第三者の氏名等", [](const Handling&, const Supplement& more) { return Stated(more.name); }},
    {"取得の経緯", [](const Handling&, const Supplement& more) { return Stated(more.how); }},
    {"経路",
     [](const Handling& handling, const Supplement&) {
       return std::string(TermJapanese(kRoutes, handling.verdict.context.route));
     }},
    {"本人の氏名等", Person},
    {"文書", Document},
    {"個人データの項目",
     [](const Handling& handling, const Supplement&) {
       return handling.verdict.kind == EntryKind::kHeld ? "（保留中で取得していない）"
                                                        : ItemsOf(handling, Kept);
     }},
    {"公表", [](const Handling&, const Supplement& more) { return Stated(more.publication); }},
    {"本人の同意等", Ground},
    {"取扱者", Handler},
    {"台帳の番号", Sequence, true},
};

constexpr PartyColumn kProvision[] = {
    {"提供した日", Day},
    {"提供先の区分",
     [](const Handling& handling, const Supplement&) {
       return Stated(std::string(TermJapanese(kRecipients, handling.verdict.context.recipient)));
     }},
    {"提供先の氏名・名称",
     [](const Handling& handling, const Supplement&) {
       return Stated(handling.verdict.context.recipient_name);
     }},
    {"国",
     [](const Handling& handling, const Supplement&) { return handling.verdict.context.country; }},
    {"本人の氏名等", Person},
    {"文書", Document},
    {"個人データの項目",
     [](const Handling& handling, const Supplement&) {
       return IsReleased(handling) ? ItemsOf(handling, Kept) : "";
     }},
    {"利用目的",
     [](const Handling& handling, const Supplement&) {
       return std::string(TermJapanese(kPurposes, handling.verdict.context.purpose));
     }},
    {"根拠・本人の同意", Ground},
    {"結果", Outcome},
    {"取扱者", Handler},
    {"台帳の番号", Sequence, true},
};

// A row for each handling that the register is about.
void Fill(Table& table, std::span<const PartyColumn> columns, const Records& records,
          const Supplements& supplements, bool (*is_about)(const Context& context)) {
  for (const PartyColumn& column : columns) {
    table.columns.push_back({column.heading, column.number});
  }
  for (const Handling& handling : records.handlings) {
    if (!is_about(handling.verdict.context)) continue;
    const Supplement more = FindSupplement(supplements, handling.verdict);
    std::vector<std::string>& row = table.rows.emplace_back();
    for (const PartyColumn& column : columns) row.push_back(column.cell(handling, more));
  }
}

}  // namespace

Result<Supplements> LoadSupplements(const fs::path& path) {
  std::error_code error;
  if (!fs::exists(path, error)) return Fail(ErrorCode::kNotFound);
  std::ifstream file(path, std::ios::binary);
  if (!file || fs::is_directory(path, error)) return Fail(ErrorCode::kPermission);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (file.bad()) return Fail(ErrorCode::kReadFailed);
  const auto utf8 = Utf8Of(text);
  if (!utf8) return Fault(path, utf8.error(), std::string(kNoEncoding));
  const ManifestRecords records = ReadCsv(*utf8);
  if (!records.mistakes.empty()) {
    return Fault(path, records.mistakes.front().line, records.mistakes.front().what);
  }
  Supplements supplements;
  for (const ManifestRecord& record : records.records) {
    Supplement supplement;
    std::string document;
    for (const auto& [heading, cell] : record.fields) {
      const auto column =
          std::ranges::find(kSupplementColumns, heading, &SupplementColumn::heading);
      if (heading == "文書") {
        document = cell;
      } else if (column != std::end(kSupplementColumns)) {
        supplement.*(column->member) = cell;
      } else {
        return Fault(path, record.line,
                     fmt::format("{0}: 知らない列です / {0}: not a known column", heading));
      }
    }
    if (document.empty())
      return Fault(path, record.line, "文書: この項目が必要です / 文書: is missing");
    if (!supplements.emplace(document, supplement).second) {
      return Fault(
          path, record.line,
          fmt::format("文書: 「{0}」が二つあります / 文書: \"{0}\" stands twice", document));
    }
  }
  return supplements;
}

Table ProvenanceRegister(const Records& records, const Supplements& supplements) {
  Table table{"第三者から取得した個人情報の記録",
              "規程第1章第4条第3項、個人情報保護法30条。第三者の氏名等と取得の経緯は台帳になく、"
              "会社の補足の表によります。",
              {},
              {}};
  Fill(table, kProvenance, records, supplements, [](const Context& context) {
    return !context.source.empty() && context.source != "person";
  });
  return table;
}

Table ProvisionRegister(const Records& records, const Supplements& supplements) {
  Table table{"第三者提供の記録",
              "損害保険の方針3条2項、個人情報保護法29条。どのような提供先に、どのような個人データを"
              "提供したか。差し止めたものも載せます。",
              {},
              {}};
  Fill(table, kProvision, records, supplements, [](const Context& context) {
    return !context.recipient.empty() || !context.recipient_name.empty() ||
           context.stage == "transfer";
  });
  return table;
}

}  // namespace sumikeshi
