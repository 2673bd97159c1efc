// The registers of keeping and of each stage.
#include "redact/records/registers.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "redact/policy/vocabulary.h"
#include "redact/records/procedures.h"

namespace sumikeshi {
namespace {

bool Kept(const Decision& decision) { return decision.action == Action::kKeep; }

std::string Joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : "、") + word;
  return all;
}

std::string ItemName(const std::string& item) {
  const auto category = CategoryFromKey(item);
  return std::string(category ? CategoryJapanese(*category) : std::string_view(item));
}

std::vector<std::string> Names(const std::vector<std::string>& keys, auto name_of) {
  std::vector<std::string> names;
  for (const std::string& key : keys) names.emplace_back(name_of(key));
  return names;
}

std::string PurposeName(const std::string& key) {
  return std::string(TermJapanese(kPurposes, key));
}

// "取得・入力 3名" of each list of handlers.
std::string HandlerLists(const Profile& profile) {
  if (profile.handlers().empty()) return "名簿による限定なし";
  std::vector<std::string> parts;
  for (const CodedTerm& stage : kStages) {
    const auto list = profile.handlers().find(stage.key);
    const std::size_t count = list == profile.handlers().end() ? 0 : list->second.size();
    parts.push_back(fmt::format("{} {}名", stage.japanese, count));
  }
  return Joined(parts);
}

// What the ledger says was kept for a row of the register.
struct Seen {
  std::set<std::string> categories;
  std::set<std::string> documents;
  std::string last;
};

std::map<const Holding*, Seen> SeenBy(const Records& records, std::span<const Holding> holdings) {
  std::map<const Holding*, Seen> seen;
  for (const Handling& handling : records.handlings) {
    if (handling.verdict.kind != EntryKind::kReleased) continue;
    Seen& row = seen[FindHolding(holdings, handling.verdict.context)];
    row.documents.insert(handling.verdict.document);
    row.last = LocalDay(handling.verdict.time);
    for (const LedgerEntry& entry : handling.decisions) {
      if (Kept(*entry.decision)) {
        row.categories.emplace(CategoryKey(entry.decision->finding.category));
      }
    }
  }
  return seen;
}

std::vector<std::string> Missing(const Seen& seen, const std::vector<std::string>& items) {
  std::vector<std::string> missing;
  for (const std::string& category : seen.categories) {
    if (std::ranges::find(items, category) == items.end()) missing.push_back(category);
  }
  return missing;
}

constexpr std::size_t kPeriodLength = 21;  // "2026-11-01/2026-11-30"

// Reviews of its stage that cover the day of an entry. What was written after a review was not
// looked at, whatever period the review names.
std::string ReviewOf(const Records& records, const LedgerEntry& about) {
  std::string reviews;
  for (const LedgerEntry& entry : records.numbered) {
    const Procedure& review = *entry.procedure;
    if (review.step != kReview || entry.context.stage != about.context.stage ||
        entry.sequence < about.sequence) {
      continue;
    }
    if (review.reference.size() != kPeriodLength) continue;
    const Period covered{review.reference.substr(0, 10), review.reference.substr(11)};
    if (!covered.Contains(LocalDay(about.time))) continue;
    reviews += fmt::format("{}{} {} {}", reviews.empty() ? "" : "；", LocalDay(entry.time),
                           review.by, review.note);
  }
  return reviews.empty() ? "未確認" : reviews;
}

bool NotKept(const Decision& decision) { return !Kept(decision); }

std::string Outcome(const Handling& handling) {
  const LedgerEntry& verdict = handling.verdict;
  if (verdict.kind == EntryKind::kReleased) {
    return ItemsOf(handling, NotKept).empty() ? "出力（墨消しなし）" : "墨消しして出力";
  }
  return "保留: " + std::string(ErrorCause(verdict.reason->code, Language::kJapanese));
}

std::string Ground(const Context& context) {
  std::string ground(TermJapanese(kGrounds, context.ground));
  if (!context.consent.id.empty()) ground += " " + context.consent.id;
  if (!context.consent.explanation.empty()) {
    ground += fmt::format("（{}）", TermJapanese(kExplanations, context.consent.explanation));
  }
  if (!context.approval.empty()) ground += " 承認 " + context.approval;
  return ground;
}

std::string Recipient(const Context& context) {
  std::string recipient(TermJapanese(kRecipients, context.recipient));
  for (const std::string* more : {&context.recipient_name, &context.country}) {
    if (!more->empty()) recipient += (recipient.empty() ? "" : " ") + *more;
  }
  return recipient;
}

std::vector<std::string> StageRow(const Records& records, const Handling& handling) {
  const LedgerEntry& verdict = handling.verdict;
  const Context& context = verdict.context;
  return {LocalTime(verdict.time),
          verdict.document,
          Hex(verdict.input_hash).substr(0, 16),
          std::string(TermJapanese(kSources, context.source)),
          std::string(TermJapanese(kRoutes, context.route)),
          PurposeName(context.purpose),
          Ground(context),
          Recipient(context),
          ItemsOf(handling, Kept),
          ItemsOf(handling, NotKept),
          Outcome(handling),
          HandlerOf(verdict),
          context.department,
          ReviewOf(records, verdict),
          fmt::format("{}", verdict.sequence)};
}

// An act at the stage, outside a run: the same columns, as far as they apply.
std::vector<std::string> ProcedureRow(const Records& records, const LedgerEntry& entry) {
  const Procedure& procedure = *entry.procedure;
  std::vector<std::string> how;
  for (const std::string& word : {std::string(TermJapanese(kProcedureSteps, procedure.step)),
                                  std::string(TermJapanese(kDisposalMethods, procedure.method)),
                                  procedure.reason, procedure.reference, procedure.id}) {
    if (!word.empty()) how.push_back(word);
  }
  return {LocalTime(entry.time),
          entry.document,
          entry.input_hash == Hash{} ? "" : Hex(entry.input_hash).substr(0, 16),
          "",
          "",
          PurposeName(entry.context.purpose),
          "",
          "",
          "",
          "",
          Joined(how),
          procedure.by.empty() ? HandlerOf(entry) : procedure.by,
          entry.context.department,
          ReviewOf(records, entry),
          fmt::format("{}", entry.sequence)};
}

constexpr auto kStageClauses = std::to_array<CodedTerm>({
    {"acquire", "規程第2章第10条（取得・入力状況の記録）。確認の結果とともに1年以上保存します。"},
    {"use", "規程第3章第11条（利用・加工状況の記録）。確認の結果とともに1年以上保存します。"},
    {"store", "規程第4章第9条（保管・保存状況の記録）。確認の結果とともに1年以上保存します。"},
    {"transfer", "規程第5章第9条（移送・送信状況の記録）。確認の結果とともに1年以上保存します。"},
    {"erase", "規程第6章第10条（消去・廃棄状況の記録）。確認の結果とともに1年以上保存します。"},
});

}  // namespace

Table HoldingsRegister(const Records& records, std::span<const Holding> holdings,
                       const Profile& profile) {
  const std::string note = fmt::format(
      "規程第1章第9条（①取得項目 ②利用目的 ③保管場所・保管方法・保管期限 ④管理部署 "
      "⑤アクセス制御の状況）。右の列は、期間中に台帳へ記録された実績です。取扱いの記録は{}日以上"
      "保存します（{}）。",
      profile.retention_days(), profile.title());
  Table table{"個人情報管理台帳",
              note,
              {{"番号"},
               {"取得項目"},
               {"利用目的"},
               {"保管場所"},
               {"保管方法"},
               {"保管期限"},
               {"原本"},
               {"管理部署"},
               {"アクセス制御の状況"},
               {"取扱者の名簿"},
               {"見直し日"},
               {"文書の数", true},
               {"最後の取得"},
               {"記録にあり台帳にない項目"}},
              {}};
  auto seen = SeenBy(records, holdings);
  for (const Holding& holding : holdings) {
    const Seen& row = seen[&holding];
    table.rows.push_back({holding.id, Joined(Names(holding.items, ItemName)),
                          Joined(Names(holding.purposes, PurposeName)), holding.place,
                          holding.method, fmt::format("{}日", holding.term_days),
                          holding.original_days == 0 ? "墨消し後すみやかに消去"
                                                     : fmt::format("{}日", holding.original_days),
                          holding.department, holding.access, HandlerLists(profile),
                          holding.reviewed.empty() ? "未実施" : holding.reviewed,
                          fmt::format("{}", row.documents.size()), row.last,
                          Joined(Names(Missing(row, holding.items), ItemName))});
  }
  if (const Seen& none = seen[nullptr]; !none.documents.empty()) {
    std::vector<std::string> row(table.columns.size());
    row[0] = "（台帳に行がない）";
    row[11] = fmt::format("{}", none.documents.size());
    row[12] = none.last;
    row[13] = Joined(Names(Missing(none, {}), ItemName));
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table StageRegister(const Records& records, std::string_view stage) {
  Table table{fmt::format("{}の記録", TermJapanese(kStages, stage)),
              std::string(TermJapanese(kStageClauses, stage)),
              {{"日時"},
               {"文書"},
               {"原本の SHA-256"},
               {"取得元"},
               {"経路"},
               {"利用目的"},
               {"根拠・同意・承認"},
               {"提供先"},
               {"残した項目"},
               {"残さなかった項目"},
               {"結果"},
               {"取扱者"},
               {"部署"},
               {"確認"},
               {"台帳の番号", true}},
              {}};
  for (const Handling& handling : records.handlings) {
    if (handling.verdict.context.stage == stage) {
      table.rows.push_back(StageRow(records, handling));
    }
  }
  for (const LedgerEntry& entry : records.procedures) {
    if (entry.context.stage == stage && entry.procedure->step != kReview) {
      table.rows.push_back(ProcedureRow(records, entry));
    }
  }
  return table;
}

Table DueRegister(const Records& records, std::span<const Holding> holdings,
                  const std::string& today) {
  Table table{"保管期限を過ぎたもの",
              "規程第6章第6条（保管期間等の厳守）。速やかに消去・廃棄し、その記録を残します。",
              {{"文書"},
               {"利用目的"},
               {"管理台帳の番号"},
               {"取得の日"},
               {"期限の日数", true},
               {"過ぎた日数", true},
               {"対象"},
               {"管理部署"}},
              {}};
  std::map<std::string, const LedgerEntry*> latest;
  for (const Handling& handling : records.handlings) {
    latest[handling.verdict.document] = &handling.verdict;
  }
  for (const auto& [document, verdict] : latest) {
    const Holding* holding = FindHolding(holdings, verdict->context);
    if (verdict->kind != EntryKind::kReleased || holding == nullptr) continue;
    const int kept = DaysBetween(LocalDay(verdict->time), today);
    const auto add = [&](int term, const char* what) {
      table.rows.push_back({document, PurposeName(verdict->context.purpose), holding->id,
                            LocalDay(verdict->time), fmt::format("{}", term),
                            fmt::format("{}", kept - term), what, holding->department});
    };
    if (FindGone(records, *verdict) == nullptr && kept > holding->original_days) {
      add(holding->original_days, "原本");
    }
    if (kept > holding->term_days) add(holding->term_days, "墨消しした写し");
  }
  return table;
}

}  // namespace sumikeshi
