// The registers say what the ledger says, and what is missing.
#include "redact/records/registers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "redact/records/papers.h"
#include "redact/records/procedures.h"
#include "tests/records/testing.h"

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kToml = R"([[holding]]
id = "K-01"
items = ["health", "氏名"]
purposes = ["P3", "引受・申込"]
place = "書庫"
method = "施錠"
term_days = 365
department = "保険金部"
access = "担当者のみ"
reviewed = "2026-04-01"
)";
constexpr std::string_view kCsv =
    "番号,取得項目,利用目的,保管場所,保管方法,保管期限,管理部署,アクセス制御の状況,見直し日\n"
    "K-01,保健医療、name,P3 P1,書庫,施錠,365,保険金部,担当者のみ,2026-04-01\n";

// The cell below a heading.
std::string At(const Table& table, std::size_t row, std::string_view heading) {
  const auto column = std::ranges::find(table.columns, heading, &Column::heading);
  EXPECT_NE(column, table.columns.end()) << heading;
  return table.rows.at(row).at(static_cast<std::size_t>(column - table.columns.begin()));
}

class RegistersTest : public LedgerTest {
 protected:
  RegistersTest() : writer_(path_) {
    LiveInJapan();
    writer_.At(2026, 10, 1);
  }
  // One document with a health fact that was redacted and a name that was kept.
  void AddDocument(const std::string& name, const Context& context, bool released = true) {
    LedgerEntry health = DecisionEntry(name);
    health.context = context;
    LedgerEntry kept = health;
    kept.decision->finding.category = Category::kName;
    kept.decision->finding.kind = "";
    kept.decision->action = Action::kKeep;
    LedgerEntry end = released ? ReleasedEntry(name) : HeldEntry(name);
    end.context = context;
    for (LedgerEntry* entry : {&health, &kept, &end}) {
      entry->input_hash = Sha256({reinterpret_cast<const std::uint8_t*>(name.data()), name.size()});
    }
    if (!released) {
      end.reason = Error{ErrorCode::kReturnToPerson, "規程第2章第12条第4項本文", "", 0};
    }
    writer_.Add({health, kept, end});
  }
  void AddProcedure(const std::string& document, const Procedure& procedure,
                    const std::string& stage = "erase") {
    LedgerEntry entry = ProcedureEntry(document);
    entry.input_hash =
        Sha256({reinterpret_cast<const std::uint8_t*>(document.data()), document.size()});
    entry.context.stage = stage;
    entry.procedure = procedure;
    writer_.Add({entry});
  }
  Records Read(const Period& period = {}) { return ReadRecords(path_, period).value(); }

  LedgerWriter writer_;
};

Context Circumstances(const std::string& purpose, const std::string& stage = "acquire") {
  Context context;
  context.purpose = purpose;
  context.stage = stage;
  return context;
}

TEST(Holdings, TomlAndCsvSayTheSame) {
  const auto toml = ParseHoldings(kToml, "r.toml").value();
  const auto csv = ParseHoldings(kCsv, "r.csv").value();
  ASSERT_EQ(toml.size(), 1u);
  EXPECT_THAT(toml[0].items, ElementsAre("health", "name"));
  EXPECT_THAT(toml[0].purposes, ElementsAre("P3", "P1"));
  for (const auto member : {&Holding::id, &Holding::place, &Holding::method, &Holding::department,
                            &Holding::access, &Holding::reviewed}) {
    EXPECT_EQ(toml[0].*member, csv[0].*member);
  }
  EXPECT_EQ(toml[0].items, csv[0].items);
  EXPECT_EQ(toml[0].purposes, csv[0].purposes);
  EXPECT_EQ(toml[0].term_days, csv[0].term_days);
  EXPECT_EQ(csv[0].original_days, 0);
}

TEST(Holdings, MistakesNameLineAndKey) {
  const auto error = [](std::string text, std::string_view from, std::string_view to) {
    text.replace(text.find(from), from.size(), to);
    const auto read = ParseHoldings(text, "r.toml");
    return read ? "no error" : read.error().where + " " + read.error().what;
  };
  const std::string toml(kToml);
  EXPECT_THAT(error(toml, "\"P3\"", "\"P99\""), HasSubstr("purposes: 「P99」"));
  EXPECT_THAT(error(toml, "365", "-1"), HasSubstr("term_days"));
  EXPECT_THAT(error(toml, "place", "plaec"), HasSubstr("plaec"));
  EXPECT_THAT(error(toml, "access = \"担当者のみ\"\n", ""),
              HasSubstr("access: この項目が必要です"));
  EXPECT_THAT(error(toml, "2026-04-01", "2026-02-30"), HasSubstr("reviewed"));
  EXPECT_THAT(error(toml, "[[holding]]", "[holding]"), HasSubstr("[[holding]]"));
  EXPECT_THAT(error(toml, "id = \"K-01\"", "id = "), HasSubstr("r.toml:2"));
  EXPECT_EQ(ParseHoldings(toml + toml, "r.toml").error().code, ErrorCode::kRegister);
  EXPECT_EQ(ParseHoldings("番号\n\x82\xa0\n", "r.csv").error().where, "r.csv:2");
}

TEST_F(RegistersTest, HoldingsNameWhatIsInNoRow) {
  AddDocument("a.png", Circumstances("P3"));
  AddDocument("b.png", Circumstances("P7"));
  auto holdings = ParseHoldings(kToml, "r.toml").value();
  const auto profile = Profile::Load("guideline").value();
  Table table = HoldingsRegister(Read(), holdings, profile);
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(At(table, 0, "取得項目"), "保健医療、氏名");
  EXPECT_EQ(At(table, 0, "文書の数"), "1");
  EXPECT_EQ(At(table, 0, "記録にあり台帳にない項目"), "");
  EXPECT_EQ(At(table, 1, "番号"), "（台帳に行がない）");
  EXPECT_EQ(At(table, 1, "記録にあり台帳にない項目"), "氏名");
  holdings[0].items = {"health"};
  table = HoldingsRegister(Read(), holdings, profile);
  EXPECT_EQ(At(table, 0, "記録にあり台帳にない項目"), "氏名");
}

TEST_F(RegistersTest, EachStageHasItsOwnRecordsWithTheirReview) {
  AddDocument("a.png", Circumstances("P3"));
  AddDocument("b.png", Circumstances("P3", "transfer"));
  EXPECT_EQ(At(StageRegister(Read(), "acquire"), 0, "確認"), "未確認");
  writer_.At(2026, 11, 2);
  AddProcedure(
      "review/RV-2026-0001",
      {std::string(kReview), "RV-2026-0001", "suzuki", "", "", "2026-10-01/2026-10-31", "異常なし"},
      "acquire");
  const Table acquired = StageRegister(Read({"2026-10-01", "2026-10-31"}), "acquire");
  ASSERT_EQ(acquired.rows.size(), 1u);
  EXPECT_EQ(At(acquired, 0, "文書"), "a.png");
  EXPECT_EQ(At(acquired, 0, "残した項目"), "氏名 1");
  EXPECT_EQ(At(acquired, 0, "残さなかった項目"), "保健医療 1");
  EXPECT_EQ(At(acquired, 0, "確認"), "2026-11-02 suzuki 異常なし");
  const Table sent = StageRegister(Read(), "transfer");
  EXPECT_EQ(At(sent, 0, "文書"), "b.png");
  EXPECT_EQ(At(sent, 0, "確認"), "未確認");
  writer_.At(2026, 10, 5, 4);  // written on a day that the review names, after it
  AddDocument("late.png", Circumstances("P3"));
  EXPECT_EQ(At(StageRegister(Read(), "acquire"), 1, "確認"), "未確認");
  EXPECT_THAT(StageRegister(Read({"2026-11-01", ""}), "acquire").rows, IsEmpty());
}

TEST_F(RegistersTest, ThirdPartiesWithWhatOnlyTheCompanyKnows) {
  Context got = Circumstances("P3");
  got.source = "third_party";
  AddDocument("got.png", got);
  Context own = Circumstances("P3");
  own.source = "person";
  AddDocument("own.png", own);
  Context given = Circumstances("P5", "transfer");
  given.recipient = "reinsurer";
  given.recipient_name = "見本再保険";
  given.country = "FR";
  given.ground = "G1";
  given.consent.id = "C-7";
  AddDocument("given.png", given);
  const fs::path more = folder_ / "more.csv";
  WriteFile(more,
            "文書,第三者の氏名等,取得の経緯,本人の氏名等,公表\ngot.png,見本調査,調査の委託,顧客 "
            "12,なし\n");
  const auto supplements = LoadSupplements(more).value();
  const Table provenance = ProvenanceRegister(Read(), supplements);
  ASSERT_EQ(provenance.rows.size(), 1u);
  EXPECT_EQ(At(provenance, 0, "第三者の氏名等"), "見本調査");
  EXPECT_EQ(At(provenance, 0, "個人データの項目"), "氏名 1");
  EXPECT_EQ(At(ProvenanceRegister(Read(), {}), 0, "取得の経緯"), "（未記入）");
  const Table provision = ProvisionRegister(Read(), supplements);
  ASSERT_EQ(provision.rows.size(), 1u);
  EXPECT_EQ(At(provision, 0, "提供先の氏名・名称"), "見本再保険");
  EXPECT_EQ(At(provision, 0, "国"), "FR");
  EXPECT_THAT(At(provision, 0, "根拠・本人の同意"), HasSubstr("C-7"));
  WriteFile(more, "文書,氏\ngot.png,x\n");
  EXPECT_THAT(LoadSupplements(more).error().what, HasSubstr("氏"));
}

TEST_F(RegistersTest, AnIncidentFindsEverythingByNameAndByHash) {
  AddDocument("in/x.png", Circumstances("P3"));
  AddDocument("in/y.png", Circumstances("P3"));
  AddProcedure("in/x.png", {std::string(kDisposed), "", "sato", "overwrite", "済", "", ""});
  const std::string hash = Hex(ReadAll(path_)[0].input_hash);
  for (const std::string& wanted :
       {std::string("in/x.png"), std::string("x.png"), hash, hash.substr(0, 8)}) {
    const Table table = IncidentRegister(Read(), wanted);
    ASSERT_EQ(table.rows.size(), 4u) << wanted;
    EXPECT_THAT(At(table, 0, "項目"), HasSubstr("保健医療（病歴）"));
    EXPECT_EQ(At(table, 0, "取扱者"), "tanaka");
    EXPECT_EQ(At(table, 3, "取扱者"), "sato");
  }
  EXPECT_THAT(IncidentRegister(Read(), hash.substr(0, 7)).rows, IsEmpty());
  EXPECT_THAT(IncidentRegister(Read(), "png").rows, IsEmpty());
}

TEST_F(RegistersTest, WhatIsDueStaysDueUntilItIsGone) {
  AddDocument("a.png", Circumstances("P3"));
  const auto holdings = ParseHoldings(kToml, "r.toml").value();
  EXPECT_THAT(DueRegister(Read(), holdings, "2026-10-01").rows, IsEmpty());
  EXPECT_EQ(At(DueRegister(Read(), holdings, "2026-10-02"), 0, "対象"), "原本");
  EXPECT_EQ(DueRegister(Read(), holdings, "2027-10-02").rows.size(), 2u);
  AddProcedure("a.png", {std::string(kDisposed), "", "sato", "overwrite", "", "", ""});
  EXPECT_THAT(DueRegister(Read(), holdings, "2026-10-02").rows, IsEmpty());
}

TEST_F(RegistersTest, ReturnsAndRequestsShowWhatIsOpen) {
  AddDocument("back.png", Circumstances("P1"), false);
  EXPECT_EQ(At(ReturnRegister(Read()), 0, "対応"), "未対応");
  AddProcedure("back.png",
               {std::string(kReturned), "RL-2026-0001", "部長", "return", "", "", "簡易書留"});
  EXPECT_EQ(At(ReturnRegister(Read()), 0, "送付状の番号"), "RL-2026-0001");
  EXPECT_EQ(At(ReturnRegister(Read()), 0, "方法"), "返却（簡易書留）");
  EXPECT_EQ(NextNumber(Read(), kReturned, "RL", "2026-12-01"), "RL-2026-0002");
  EXPECT_EQ(NextNumber(Read(), kReturned, "RL", "2027-01-01"), "RL-2027-0001");

  AddProcedure("request/E-1",
               {std::string(kRequest), "E-1", "sato", "erase", "退会", "契約 1", ""});
  EXPECT_EQ(At(RequestRegister(Read()), 0, "状況"), "未対応");
  const Letterhead head{"見本 花子", "見本代理店", "", "コンプライアンス担当部長 見本 太郎"};
  EXPECT_EQ(CertificatePaper(Read(), "E-1", "DC-2026-0001", "2026-11-22", head).error().code,
            ErrorCode::kUsage);
  AddDocument("a.png", Circumstances("P3"));
  AddProcedure("a.png", {std::string(kDisposed), "", "sato", "overwrite", "", "E-1", ""});
  EXPECT_EQ(At(RequestRegister(Read()), 0, "状況"), "消去・廃棄済み");
  const Paper paper = CertificatePaper(Read(), "E-1", "DC-2026-0001", "2026-11-22", head).value();
  ASSERT_EQ(paper.list.rows.size(), 1u);
  EXPECT_EQ(paper.list.rows[0][0], "a.png（原本のデータ）");
  EXPECT_EQ(paper.list.rows[0][1], "保健医療、氏名");
  EXPECT_EQ(paper.to, "見本 花子 様");
}

TEST_F(RegistersTest, LettersAddressAPersonOnceAndLeaveOutWhatIsOurOwn) {
  LedgerEntry verdict = HeldEntry();
  verdict.reason->where = "方針8：不要です。" + std::string(kSilentRule);
  for (const auto& [to, written] :
       {std::pair{"見本 花子", "見本 花子 様"}, std::pair{"見本 花子様", "見本 花子様"},
        std::pair{"見本組合 御中", "見本組合 御中"}}) {
    const Paper paper =
        ReturnPaper(verdict, "RL-2026-0001", "2026-11-22", "簡易書留", {to, "", "", ""});
    EXPECT_EQ(paper.to, written);
    EXPECT_EQ(paper.list.rows[0].back(), "方針8：不要です。");
  }
}

// A copy in which nothing was to be redacted is no redacted copy.
TEST_F(RegistersTest, WhatWasNotRedactedIsNotCalledSo) {
  Context given = Circumstances("P3", "transfer");
  given.recipient = "insurer";
  LedgerEntry kept = DecisionEntry("plain.png");
  kept.context = given;
  kept.decision->action = Action::kKeep;
  LedgerEntry released = ReleasedEntry("plain.png");
  released.context = given;
  writer_.Add({kept, released});
  AddDocument("redacted.png", given);
  const Table sent = StageRegister(Read(), "transfer");
  EXPECT_EQ(At(sent, 0, "結果"), "出力（墨消しなし）");
  EXPECT_EQ(At(sent, 1, "結果"), "墨消しして出力");
  const Table provision = ProvisionRegister(Read(), {});
  EXPECT_EQ(At(provision, 0, "結果"), "写しを提供（墨消しなし）");
  EXPECT_EQ(At(provision, 1, "結果"), "墨消しした写しを提供");
}

}  // namespace
}  // namespace sumikeshi
