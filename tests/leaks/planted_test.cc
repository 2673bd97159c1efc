// Values of every category are planted in texts of several forms and in drawn pages. After a run, a
// killed run, and everything that is made from the ledger, no byte that the program wrote holds one
// of them; a released copy holds those that the rulebook keeps, and no others.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/leaks/needles.h"
#include "tests/support/drawn_page.h"
#include "tests/support/killed_run.h"
#include "tests/support/register.h"

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;

struct Planted {
  std::string line;
  std::string value;  // that part of the line which nothing else would write
};

// By the profile `guideline`, without a ground.
const std::vector<Planted> kRedacted = {
    {"病名：亜急性甲状腺炎", "亜急性甲状腺炎"},
    {"宗教：金光教", "金光教"},
    {"支持政党：緑風会議", "緑風会議"},
    {"人種：アイヌ", "アイヌ"},
    {"社会的身分：非嫡出子", "非嫡出子"},
    {"本籍：長野県諏訪市湖岸通り3丁目9番", "諏訪市湖岸通り"},
    {"労働組合：全諏訪金属労働組合", "全諏訪金属労働組合"},
    {"前科：詐欺罪により懲役二年", "詐欺罪により"},
    {"犯罪の被害：ひったくりの被害に遭った", "ひったくり"},
    {"性的指向：同性愛者", "同性愛者"},
    {"個人番号：1234 5678 9018", "1234 5678 9018"},
    {"カード番号：4000 0012 3456 7899", "4000 0012 3456 7899"},
    {"有効期限：2031年09月", "2031年09月"},
    {"保険者番号：06139992", "06139992"},
    {"基礎年金番号：4821-937561", "4821-937561"},
    {"住民票コード：48213759603", "48213759603"},
};
const std::vector<Planted> kKept = {
    {"氏名：鷲尾竜之介", "鷲尾竜之介"},
    {"生年月日：昭和52年8月23日", "昭和52年8月23日"},
    {"住所：長野県岡谷市天竜町7丁目31番", "岡谷市天竜町"},
    {"運転免許証番号：300812345670", "300812345670"},
    {"旅券番号：TK4820193", "TK4820193"},
    {"在留カード番号：AB48201937CD", "AB48201937CD"},
    {"口座番号：7730918", "7730918"},
    {"電話番号：090-4820-1937", "090-4820-1937"},
    {"メールアドレス：washio-ryunosuke@example.jp", "washio-ryunosuke@"},
};

std::vector<std::string> ValuesOf(const std::vector<Planted>& planted) {
  std::vector<std::string> values;
  for (const Planted& one : planted) values.push_back(one.value);
  return values;
}

std::string Lines(const std::vector<Planted>& planted) {
  std::string text;
  for (const Planted& one : planted) text += one.line + "\r\n";
  return text;
}

class PlantedValues : public ::testing::Test {
 protected:
  PlantedValues() {
    const std::string all = Lines(kRedacted) + Lines(kKept);
    WriteFile(mail_ / "form.txt", all);
    WriteFile(mail_ / "utf8.txt", all);
    for (const char* charset : {"CP932", "UTF-16LE"}) {
      const fs::path text = mail_ / (std::string(charset) + ".txt");
      WriteFile(text, charset == std::string_view("UTF-16LE") ? "\xFF\xFE" : "");
      const std::string command = "iconv -f UTF-8 -t " + std::string(charset) + " " +
                                  Quoted(mail_ / "utf8.txt") + " >>" + Quoted(text);
      EXPECT_EQ(std::system(command.c_str()), 0);
    }
    fs::remove(mail_ / "utf8.txt");
    // Its text is read, and then it is held for what is attached.
    WriteFile(mail_ / "held.eml",
              "From: a@example.jp\r\nMIME-Version: 1.0\r\n"
              "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
              "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" +
                  all +
                  "--b\r\nContent-Type: application/octet-stream\r\n"
                  "Content-Transfer-Encoding: base64\r\n\r\nAAEC\r\n--b--\r\n");
    WriteFile(mail_ / "unread.png", "\x89PNG\r\n\x1a\n cut off");
    std::vector<std::string> lines;
    for (const Planted& one : kRedacted) lines.push_back(one.line);
    EXPECT_TRUE(DrawPages(mail_ / "page.png", mailroom::Container::kPng, {lines}));
    EXPECT_TRUE(DrawPages(mail_ / "page.pdf", mailroom::Container::kPdfJpeg, {lines}));
    for (const auto& entry : fs::directory_iterator(mail_)) mailed_.insert(entry.path().filename());
    fs::create_directories(temporary_);
    WriteFile(scratch_ / "register.toml", kOneHolding);
  }

  KilledRun Run(std::vector<std::string> words, const Moment& moment = {}) {
    auto run = RunKilled(scratch_ / "logs", {std::move(words), {{"TMPDIR", temporary_}}}, moment);
    Check("what it printed", run.result.out + run.result.err, nothing_);
    return run;
  }
  KilledRun Redact(const Moment& moment = {}) {
    return Run({"redact", mail_, "--out", out_, "--purpose", "P3", "--source", "third_party",
                "--recipient", "insurer", "--report", made_ / "report.html", "--jobs", "2"},
               moment);
  }
  // A command about the ledger; what it prints counts as made by it.
  void Ledger(std::vector<std::string> words) {
    words.insert(words.end(), {"--ledger", out_ / "ledger.sqlite"});
    const std::string name = words[0] + " " + words[1];
    const auto run = Run(std::move(words));
    EXPECT_EQ(run.result.exit, 0) << name << run.result.err;
  }

  static void Check(const std::string& what, std::string_view bytes,
                    const std::vector<Needle>& needles) {
    EXPECT_THAT(FindNeedles(bytes, needles), IsEmpty()) << what;
  }

  // Every file that there is now, but for the mail: a copy and one in the making may hold what is
  // kept, all others hold nothing. No temporary file is left.
  void CheckFiles() {
    EXPECT_TRUE(fs::is_empty(temporary_));
    for (const fs::path& folder : {out_, made_}) {
      for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        const std::string name = entry.path().filename();
        const bool copy = mailed_.contains(name) || name.ends_with(".part");
        Check(name, ReadFile(entry.path()), copy ? redacted_ : nothing_);
      }
    }
  }

  const ScratchFolder scratch_;
  const fs::path mail_ = scratch_ / "mail";
  const fs::path out_ = scratch_ / "out";
  const fs::path made_ = scratch_ / "made";
  const fs::path temporary_ = scratch_ / "tmp";
  std::set<std::string> mailed_;  // names
  const std::vector<Needle> redacted_ = NeedlesOf(ValuesOf(kRedacted));
  const std::vector<Needle> nothing_ = [this] {
    std::vector<Needle> all = redacted_;
    for (Needle& needle : NeedlesOf(ValuesOf(kKept))) all.push_back(std::move(needle));
    return all;
  }();
};

TEST_F(PlantedValues, StandInNothingButTheInputAndWhatIsKeptInTheCopy) {
  fs::create_directories(made_);
  const KilledRun whole = Redact();
  EXPECT_EQ(whole.result.exit, 1) << whole.result.err;
  CheckFiles();
  // The test looks where it should: the copies hold what is kept, the mail all of it.
  EXPECT_EQ(ReadFile(out_ / "form.txt").substr(ReadFile(out_ / "form.txt").find("氏名")),
            Lines(kKept));
  EXPECT_FALSE(FindNeedles(ReadFile(out_ / "CP932.txt"), nothing_).empty());
  EXPECT_FALSE(FindNeedles(ReadFile(out_ / "UTF-16LE.txt"), nothing_).empty());
  EXPECT_FALSE(fs::exists(out_ / "held.eml"));
  EXPECT_TRUE(fs::exists(out_ / "page.pdf"));

  const std::string register_file = scratch_ / "register.toml";
  for (const char* format : {"html", "csv"}) {
    Ledger({"ledger", "report", "--format", format});
    for (const char* kind : {"acquire", "use", "store", "transfer", "erase", "provenance",
                             "provision", "requests", "returns"}) {
      Ledger({"register", kind, "--format", format});
    }
    Ledger({"register", "holdings", "--definition", register_file, "--format", format});
    Ledger({"register", "due", "--definition", register_file, "--format", format});
    Ledger({"register", "incident", "--document", "form.txt", "--format", format});
  }
  Ledger({"ledger", "list"});
  Ledger({"ledger", "show", "1"});
  Ledger({"ledger", "export"});
  Ledger({"ledger", "prove", "--entry", "1"});
  Ledger({"erasure", "request", "--id", "E-1", "--documents", "form.txt", "--reason", "退会"});
  Ledger({"erasure", "return", "--document", "held.eml", "--method", "簡易書留", "--to", "御本人",
          "--company", "見本社", "--issuer", "部長", "--out", made_ / "letter.pdf"});
  for (const char* format : {"text", "jsonl", "html"}) Run({"scan", mail_, "--format", format});
  EXPECT_EQ(Run({"dispose", mail_ / "form.txt", "--released", out_, "--definition", register_file,
                 "--reason", "退会", "--operator", "sato", "--request", "E-1"})
                .result.exit,
            0);
  Ledger({"erasure", "certificate", "--request", "E-1", "--to", "御本人", "--company", "見本社",
          "--issuer", "部長", "--out", made_ / "certificate.pdf"});
  CheckFiles();
}

TEST_F(PlantedValues, StandInNothingThatAKilledRunLeaves) {
  fs::create_directories(made_);
  const int calls = Redact().calls;
  for (int round = 1; round <= 4; ++round) {
    fs::remove_all(out_);
    fs::remove_all(made_);
    fs::create_directories(out_);
    fs::create_directories(made_);
    SCOPED_TRACE("killed before call " + std::to_string(calls * round / 5));
    EXPECT_TRUE(Redact({.call = calls * round / 5}).killed);
    CheckFiles();
  }
}

}  // namespace
}  // namespace sumikeshi
