// Registers about third parties: where information came from, and where it went.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

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

}  // namespace

Result<Supplements> LoadSupplements(const fs::path& path) {
  std::error_code error;
  if (!fs::exists(path, error)) return Fail(ErrorCode::kNotFound);
  std::ifstream file(path, std::ios::binary);
  if (!file || fs::is_directory(path, error)) return Fail(ErrorCode::kPermission);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (file.bad()) return Fail(ErrorCode::kReadFailed);
  if (const auto line = LineNotUtf8(text)) {
    return Fault(path, *line, "文字コードが UTF-8 ではありません");
  }
  const ManifestRecords records = ReadCsv(text);
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
        return Fault(path, record.line, fmt::format("{}: 知らない列です", heading));
      }
    }
    if (document.empty()) return Fault(path, record.line, "文書: この項目が必要です");
    if (!supplements.emplace(document, supplement).second) {
      return Fault(path, record.line, fmt::format("文書: 「{}」が二つあります", document));
    }
  }
  return supplements;
}

Table ProvenanceRegister(const Records& records, const Supplements& supplements) {
  Table table{"第三者から取得した個人情報の記録",
              "規程第1章第4条第3項、個人情報保護法30条。第三者の氏名等と取得の経緯は台帳になく、"
              "会社の補足の表によります。",
              {{"提供を受けた日"},
               {"第三者の区分"},
               {"第三者の氏名等"},
               {"取得の経緯"},
               {"経路"},
               {"本人の氏名等"},
               {"文書"},
               {"個人データの項目"},
               {"公表"},
               {"本人の同意等"},
               {"取扱者"},
               {"台帳の番号", true}},
              {}};
  for (const Handling& handling : records.handlings) {
    const LedgerEntry& verdict = handling.verdict;
    const std::string& source = verdict.context.source;
    if (source.empty() || source == "person") continue;
    const Supplement more = FindSupplement(supplements, verdict);
    std::string items = ItemsOf(handling, Kept);
    if (verdict.kind == EntryKind::kHeld) items = "（保留中で取得していない）";
    table.rows.push_back(
        {LocalDay(verdict.time), std::string(TermJapanese(kSources, source)), Stated(more.name),
         Stated(more.how), std::string(TermJapanese(kRoutes, verdict.context.route)),
         Stated(more.person), verdict.document, items, Stated(more.publication),
         GroundOf(verdict.context), HandlerOf(verdict), fmt::format("{}", verdict.sequence)});
  }
  return table;
}

Table ProvisionRegister(const Records& records, const Supplements& supplements) {
  Table table{"第三者提供の記録",
              "損害保険の方針3条2項、個人情報保護法29条。どのような提供先に、どのような個人データを"
              "提供したか。差し止めたものも載せます。",
              {{"提供した日"},
               {"提供先の区分"},
               {"提供先の氏名・名称"},
               {"国"},
               {"本人の氏名等"},
               {"文書"},
               {"個人データの項目"},
               {"利用目的"},
               {"根拠・本人の同意"},
               {"結果"},
               {"取扱者"},
               {"台帳の番号", true}},
              {}};
  for (const Handling& handling : records.handlings) {
    const LedgerEntry& verdict = handling.verdict;
    const Context& context = verdict.context;
    if (context.recipient.empty() && context.recipient_name.empty() &&
        context.stage != "transfer") {
      continue;
    }
    const bool released = verdict.kind == EntryKind::kReleased;
    const Supplement more = FindSupplement(supplements, verdict);
    table.rows.push_back(
        {LocalDay(verdict.time), Stated(std::string(TermJapanese(kRecipients, context.recipient))),
         Stated(context.recipient_name), context.country, Stated(more.person), verdict.document,
         released ? ItemsOf(handling, Kept) : "",
         std::string(TermJapanese(kPurposes, context.purpose)), GroundOf(context),
         released
             ? "墨消しした写しを提供"
             : fmt::format("提供せず（{}）", ErrorCause(verdict.reason->code, Language::kJapanese)),
         HandlerOf(verdict), fmt::format("{}", verdict.sequence)});
  }
  return table;
}

}  // namespace sumikeshi
