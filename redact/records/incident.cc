// Registers about single documents: an incident, requests to erase, what is sent back.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "redact/policy/vocabulary.h"
#include "redact/records/procedures.h"
#include "redact/records/registers.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kShortestHash = 8;

bool IsHexadecimal(const std::string& text) {
  return std::ranges::all_of(
      text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::string StepName(const Procedure& procedure) {
  return std::string(TermJapanese(kProcedureSteps, procedure.step));
}

std::string MethodName(const Procedure& procedure) {
  std::string method(TermJapanese(kDisposalMethods, procedure.method));
  if (procedure.step == kReturned && !procedure.note.empty()) {
    method += fmt::format("（{}）", procedure.note);
  }
  return method;
}

std::vector<std::string> DecisionRow(const LedgerEntry& entry) {
  const Decision& decision = *entry.decision;
  const Finding& finding = decision.finding;
  std::string item(CategoryJapanese(finding.category));
  if (!finding.kind.empty()) item += fmt::format("（{}）", TermJapanese(kKinds, finding.kind));
  return {LocalTime(entry.time),
          entry.document,
          "判断",
          item,
          fmt::format("{}ページ", finding.place.page),
          std::string(ActionJapanese(decision.action)),
          fmt::format("{} {}", decision.rule, decision.clause),
          HandlerOf(entry),
          entry.context.department,
          std::string(TermJapanese(kStages, entry.context.stage)),
          fmt::format("{}", entry.sequence)};
}

std::vector<std::string> VerdictRow(const LedgerEntry& entry) {
  const bool released = entry.kind == EntryKind::kReleased;
  std::string what = released ? "出力 SHA-256 " + Hex(entry.output_hash)
                              : std::string(ErrorCause(entry.reason->code, Language::kJapanese));
  std::string to(TermJapanese(kRecipients, entry.context.recipient));
  if (!entry.context.recipient_name.empty()) to += " " + entry.context.recipient_name;
  return {LocalTime(entry.time),
          entry.document,
          released ? "出力" : "保留",
          "原本 SHA-256 " + Hex(entry.input_hash),
          fmt::format("{}ページ", entry.pages),
          what,
          to.empty() ? "" : "提供先 " + to,
          HandlerOf(entry),
          entry.context.department,
          std::string(TermJapanese(kStages, entry.context.stage)),
          fmt::format("{}", entry.sequence)};
}

std::vector<std::string> ProcedureRow(const LedgerEntry& entry) {
  const Procedure& procedure = *entry.procedure;
  return {LocalTime(entry.time),
          entry.document,
          "手続",
          StepName(procedure) + (procedure.id.empty() ? "" : " " + procedure.id),
          "",
          MethodName(procedure),
          procedure.reason,
          procedure.by,
          entry.context.department,
          std::string(TermJapanese(kStages, entry.context.stage)),
          fmt::format("{}", entry.sequence)};
}

// The disposals and returns that answer a request.
std::vector<const LedgerEntry*> Answers(const Records& records, const std::string& request) {
  std::vector<const LedgerEntry*> answers;
  for (const auto& [document, entry] : records.gone) {
    if (entry.procedure->reference == request) answers.push_back(&entry);
  }
  return answers;
}

}  // namespace

bool IsAbout(const LedgerEntry& entry, const std::string& wanted) {
  if (entry.document == wanted ||
      std::filesystem::path(entry.document).filename().string() == wanted) {
    return true;
  }
  if (wanted.size() < kShortestHash || !IsHexadecimal(wanted)) return false;
  return Hex(entry.input_hash).starts_with(wanted) || Hex(entry.output_hash).starts_with(wanted);
}

Table IncidentRegister(const Records& records, const std::string& wanted) {
  Table table{
      "文書の取扱いの抽出（漏えい事案等の調査）",
      "規程第7章第5条。何の情報がどこにあり、どう扱われ、誰が取り扱ったか。情報の内容（値）は"
      "台帳にありません。",
      {{"日時"},
       {"文書"},
       {"記録"},
       {"項目"},
       {"ページ"},
       {"扱い"},
       {"規則・理由・提供先"},
       {"取扱者"},
       {"部署"},
       {"段階"},
       {"台帳の番号", true}},
      {}};
  // A hash names a document; everything under that name, and every name of those bytes, counts.
  std::set<std::string> documents;
  for (const Handling& handling : records.handlings) {
    if (IsAbout(handling.verdict, wanted)) documents.insert(handling.verdict.document);
  }
  for (const Handling& handling : records.handlings) {
    if (!documents.contains(handling.verdict.document)) continue;
    for (const LedgerEntry& entry : handling.decisions) table.rows.push_back(DecisionRow(entry));
    table.rows.push_back(VerdictRow(handling.verdict));
  }
  for (const LedgerEntry& entry : records.procedures) {
    if (documents.contains(entry.document) || IsAbout(entry, wanted)) {
      table.rows.push_back(ProcedureRow(entry));
    }
  }
  return table;
}

Table RequestRegister(const Records& records) {
  Table table{"消去・廃棄の依頼と対応",
              "規程第6章第11条。証明書の発行者はコンプライアンス担当部長。",
              {{"受付日"},
               {"依頼の番号"},
               {"受付者"},
               {"対象"},
               {"依頼の内容"},
               {"本人の指定した方法"},
               {"消去・廃棄した文書", true},
               {"最後の実施日"},
               {"証明書の番号"},
               {"証明書の保管場所"},
               {"状況"}},
              {}};
  for (const LedgerEntry& entry : records.numbered) {
    const Procedure& request = *entry.procedure;
    if (request.step != kRequest || !records.period.Contains(LocalDay(entry.time))) continue;
    const auto answers = Answers(records, request.id);
    std::string last;
    for (const LedgerEntry* answer : answers) last = std::max(last, LocalDay(answer->time));
    std::string certificate;
    std::string kept_at;
    for (const LedgerEntry& other : records.numbered) {
      if (other.procedure->step != kCertificate || other.procedure->reference != request.id) {
        continue;
      }
      certificate = other.procedure->id;
      kept_at = other.procedure->note;
    }
    table.rows.push_back({LocalDay(entry.time), request.id, request.by, request.reference,
                          request.reason, MethodName(request), fmt::format("{}", answers.size()),
                          last, certificate, kept_at,
                          answers.empty()       ? "未対応"
                          : certificate.empty() ? "消去・廃棄済み"
                                                : "証明書を発行済み"});
  }
  return table;
}

Table ReturnRegister(const Records& records) {
  Table table{"返却・廃棄を要する文書",
              "規程第2章第12条第4項。本人の指定した方法で、速やかに返却または廃棄します。",
              {{"取得の日"},
               {"文書"},
               {"理由"},
               {"取扱者"},
               {"対応"},
               {"方法"},
               {"対応した日"},
               {"送付状の番号"}},
              {}};
  std::map<std::string, const LedgerEntry*> latest;
  for (const Handling& handling : records.handlings) {
    latest[handling.verdict.document] = &handling.verdict;
  }
  for (const auto& [document, verdict] : latest) {
    if (verdict->kind != EntryKind::kHeld || verdict->reason->code != ErrorCode::kReturnToPerson) {
      continue;
    }
    const LedgerEntry* gone = FindGone(records, *verdict);
    std::vector<std::string> row = {LocalDay(verdict->time), document, verdict->reason->where,
                                    HandlerOf(*verdict)};
    if (gone != nullptr) {
      row.insert(row.end(), {StepName(*gone->procedure), MethodName(*gone->procedure),
                             LocalDay(gone->time), gone->procedure->id});
    } else {
      row.insert(row.end(), {"未対応", "", "", ""});
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace sumikeshi
