// Wording of papers.
#include "redact/records/papers.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "redact/policy/policy.h"
#include "redact/policy/vocabulary.h"
#include "redact/records/procedures.h"

namespace sumikeshi {
namespace {

std::vector<std::string> Sender(const Letterhead& head) {
  std::vector<std::string> lines = {head.company};
  if (!head.address.empty()) lines.push_back(head.address);
  lines.push_back(head.issuer);
  return lines;
}

// To whom, with an honorific unless there is one.
std::string Addressed(const std::string& name) {
  for (const std::string_view honorific : {"様", "殿", "御中", "先生"}) {
    if (name.ends_with(honorific)) return name;
  }
  return name + " 様";
}

Paper Blank(const std::string& number, const std::string& day, const Letterhead& head) {
  Paper paper;
  paper.number = fmt::format("第 {} 号", number);
  paper.day = day;
  paper.to = Addressed(head.to);
  paper.from = Sender(head);
  return paper;
}

// The kinds of information that stood in a document, whatever became of them.
std::string ItemsIn(const Records& records, const LedgerEntry& about) {
  std::set<Category> categories;
  for (const Handling& handling : records.handlings) {
    if (handling.verdict.input_hash != about.input_hash) continue;
    for (const LedgerEntry& entry : handling.decisions) {
      categories.insert(entry.decision->finding.category);
    }
  }
  std::string items;
  for (const Category category : categories) {
    items += fmt::format("{}{}", items.empty() ? "" : "、", CategoryJapanese(category));
  }
  return items;
}

}  // namespace

Result<Paper> CertificatePaper(const Records& records, const std::string& request,
                               const std::string& number, const std::string& day,
                               const Letterhead& head) {
  const LedgerEntry* asked = FindRequest(records, request);
  if (asked == nullptr) {
    return Fail(ErrorCode::kUsage, "request",
                fmt::format("依頼「{0}」は台帳に記録されていません / the ledger has no request {0}",
                            request));
  }
  Paper paper = Blank(number, day, head);
  paper.title = "個人情報消去・廃棄証明書";
  paper.body = {
      fmt::format("{}に受け付けましたご依頼（受付番号 {}）により、下記の個人情報を消去・廃棄"
                  "しましたことを証明いたします。",
                  JapaneseDay(LocalDay(asked->time)), request)};
  paper.list = {
      "記", "", {{"対象"}, {"個人情報の項目"}, {"方法"}, {"実施日"}, {"実施者"}, {"記録"}}, {}};
  paper.widths = {30, 26, 17, 13, 11, 8};
  bool overwritten = false;
  for (const auto& [document, entry] : records.gone) {
    if (entry.procedure->reference != request || entry.procedure->step == kReturned) continue;
    const bool original = entry.procedure->step == kDisposed;
    overwritten = overwritten || original;
    paper.list.rows.push_back(
        {document + (original ? "（原本のデータ）" : "（紙・記録媒体）"), ItemsIn(records, entry),
         std::string(TermJapanese(kDisposalMethods, entry.procedure->method)), LocalDay(entry.time),
         entry.procedure->by, fmt::format("{}", entry.sequence)});
  }
  if (paper.list.rows.empty()) {
    return Fail(ErrorCode::kUsage, "request",
                fmt::format("依頼「{0}」について消去・廃棄した記録がありません / nothing was "
                            "erased for request {0}",
                            request));
  }
  paper.notes = {fmt::format("理由: {}", asked->procedure->reason),
                 "「記録」は、当社の台帳に改ざんできない形で保存している記録の番号です。"};
  if (overwritten) {
    paper.notes.emplace_back(
        "原本のほか、センシティブ情報などを判読できない状態にした写しがあるときは、定められた保管期"
        "限まで"
        "保管し、その後に消去します。");
    paper.notes.emplace_back(
        "電子データは、記録媒体の上で意味のないデータを上書きしてから削除しました。記録媒体の方式に"
        "より"
        "上書きの及ばない領域（SSD の予備領域、スナップショット、バックアップ）は、この証明の対象に"
        "含まれません。");
  }
  return paper;
}

Paper ReturnPaper(const LedgerEntry& verdict, const std::string& number, const std::string& day,
                  const std::string& method, const Letterhead& head) {
  Paper paper = Blank(number, day, head);
  paper.title = "文書の返却について";
  paper.body = {
      "拝啓　時下ますますご清祥のこととお喜び申し上げます。",
      "お送りいただきました下記の文書は、当社の業務に必要のない個人情報を含むため、当社で"
      "は取得いたしません。"
      "個人情報の取扱いに関する規程により、返却いたしますので、ご査収くださいますようお願"
      "い申し上げます。",
  };
  paper.closing = "敬具";
  paper.list = {"記", "", {{"文書"}, {"受け付けた日"}, {"ページ数"}, {"返却の方法"}, {"理由"}}, {}};
  paper.widths = {28, 14, 10, 16, 36};
  std::string reason = verdict.reason ? verdict.reason->where : "";
  reason.resize(std::min(reason.find(kSilentRule), reason.size()));  // of no concern to the person
  paper.list.rows.push_back({verdict.document, LocalDay(verdict.time),
                             verdict.pages == 0 ? "" : fmt::format("{}", verdict.pages), method,
                             reason});
  paper.notes = {"ご不明の点は、上記までお問い合わせください。"};
  return paper;
}

}  // namespace sumikeshi
