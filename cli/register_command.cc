// sumikeshi register: the registers that the rulebooks ask for, and the review of the records.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/options.h"
#include "cli/record_output.h"
#include "redact/pipeline/record.h"
#include "redact/policy/circumstances.h"
#include "redact/policy/vocabulary.h"
#include "redact/records/csv.h"
#include "redact/records/page.h"
#include "redact/records/procedures.h"
#include "redact/records/registers.h"

namespace sumikeshi {
namespace {

struct RegisterOptions {
  RecordOutput output;
  fs::path signing_key;
  Period period;
  std::string profile = "guideline";
  std::string staff;
  fs::path definition;
  fs::path supplement;
  std::string document;
  std::string stage;
  std::string reviewer;
  std::string result;
};

struct RegisterKind {
  const char* name;
  std::string_view ja;
  std::string_view en;
};

constexpr RegisterKind kRegisterKinds[] = {
    {"holdings", "個人情報管理台帳（--definition が要ります）",
     "what is kept, for what, where, how long (needs --definition)"},
    {"acquire", "取得・入力の記録", "acquisition"},
    {"use", "利用・加工の記録", "use and processing"},
    {"store", "保管・保存の記録", "storage"},
    {"transfer", "移送・送信の記録", "transfer"},
    {"erase", "消去・廃棄の記録", "erasure and disposal"},
    {"provenance", "第三者から取得した個人情報の記録", "what was got from third parties"},
    {"provision", "第三者提供の記録", "what was given to third parties"},
    {"incident", "一つの文書の取扱いの抽出（--document が要ります）",
     "all that happened to one document (needs --document)"},
    {"requests", "消去・廃棄の依頼と対応", "requests to erase, and what became of them"},
    {"returns", "返却・廃棄を要する文書", "documents to be sent back"},
    {"due", "保管期限を過ぎたもの（--definition が要ります）",
     "what has outlived its term (needs --definition)"},
};

Result<std::vector<Holding>> Definition(const RegisterOptions& options) {
  if (options.definition.empty()) {
    return Fail(ErrorCode::kUsage, "--definition",
                "管理台帳の定義が要ります / the definition of the register is needed");
  }
  return LoadHoldings(options.definition);
}

// The table of a kind; the file that an Error is about is `file`.
Result<Table> MakeTable(const std::string& kind, const RegisterOptions& options, fs::path& file) {
  file = options.output.ledger;
  const auto records = ReadRecords(options.output.ledger, options.period);
  if (!records) return std::unexpected(records.error());
  if (IsTerm(kStages, kind)) return StageRegister(*records, kind);
  if (kind == "requests") return RequestRegister(*records);
  if (kind == "returns") return ReturnRegister(*records);
  if (kind == "incident") {
    if (!options.document.empty()) return IncidentRegister(*records, options.document);
    return Fail(ErrorCode::kUsage, "--document",
                "文書の名前か SHA-256 が要ります / the document or its SHA-256 is needed");
  }
  if (kind == "provenance" || kind == "provision") {
    file = options.supplement;
    auto more = options.supplement.empty() ? Supplements{} : LoadSupplements(options.supplement);
    if (!more) return std::unexpected(more.error());
    return kind == "provenance" ? ProvenanceRegister(*records, *more)
                                : ProvisionRegister(*records, *more);
  }
  file = options.definition;
  const auto holdings = Definition(options);
  if (!holdings) return std::unexpected(holdings.error());
  if (kind == "due") return DueRegister(*records, *holdings, Today());
  file = options.profile;
  const auto profile = Profile::Load(options.profile, options.staff);
  if (!profile) return std::unexpected(profile.error());
  return HoldingsRegister(*records, *holdings, *profile);
}

ExitCode Show(const std::string& kind, const RegisterOptions& options, Language language) {
  if (!CheckPeriod(options.period, language)) return ExitCode::kUsage;
  fs::path file;
  auto table = MakeTable(kind, options, file);
  if (!table) return StopAt(table.error(), file, language);
  if (kind == "incident" && table->rows.empty()) {
    fmt::print(stderr,
               fmt::runtime(Choose(language, "{}: 台帳にこの文書の記録はありません。\n",
                                   "{}: the ledger has nothing about it.\n")),
               options.document);
    return ExitCode::kAttention;
  }
  std::string text;
  if (options.output.format == "csv") {
    text = Csv(*table);
  } else {
    const auto day = [](const std::string& one, const char* open) {
      return one.empty() ? std::string(open) : JapaneseDay(one);
    };
    const std::string title = std::exchange(table->title, {});  // stands above the facts
    text = HtmlPage(
        title,
        {{"台帳", options.output.ledger.filename().string()},
         {"対象の期間", day(options.period.from, "最初") + "〜" + day(options.period.to, "現在")},
         {"作成", LocalNow() + " " + LoginName()}},
        HtmlTable(*table) + SignatureBoxes({"作成者", "個人情報管理者", "個人情報管理責任者"}));
  }
  const auto put = Put(text, options.output.file);
  return put ? ExitCode::kDone : StopAt(put.error(), options.output.file, language);
}

// What is wrong with a review, in the option's words; empty when nothing is.
std::string WhatIsWrong(const RegisterOptions& options, const Profile& profile, Language language) {
  if (options.period.from.empty() || options.period.to.empty()) {
    return std::string(
        Choose(language, "--from と --to を指定してください", "give --from and --to"));
  }
  const auto managers = profile.handlers().find("manager");
  if (managers != profile.handlers().end() &&
      std::ranges::find(managers->second, options.reviewer) == managers->second.end()) {
    return std::string(Choose(language, "--reviewer: 名簿の管理者（manager）ではありません",
                              "--reviewer: is not on the list of managers"));
  }
  return {};
}

ExitCode Review(const RegisterOptions& options, Language language) {
  if (!CheckPeriod(options.period, language)) return ExitCode::kUsage;
  const auto profile = Profile::Load(options.profile, options.staff);
  if (!profile) return StopAt(profile.error(), options.profile, language);
  if (const std::string wrong = WhatIsWrong(options, *profile, language); !wrong.empty()) {
    fmt::print(stderr, "{}\n", wrong);
    return ExitCode::kUsage;
  }
  auto ledger = OpenExistingLedger(options.output.ledger, options.signing_key);
  if (!ledger) return StopAt(ledger.error(), options.output.ledger, language);
  const auto records = ReadRecords(options.output.ledger, {});
  if (!records) return StopAt(records.error(), options.output.ledger, language);
  LedgerEntry entry;
  entry.kind = EntryKind::kProcedure;
  entry.context.operator_id = LoginName();
  entry.context.stage = options.stage;
  entry.provenance = MakeProvenance(*profile, entry.context, "");
  const std::string id = NextNumber(*records, kReview, "RV", Today());
  entry.document = fmt::format("{}/{}", kReview, id);
  entry.procedure = Procedure{std::string(kReview),
                              id,
                              options.reviewer,
                              "",
                              "",
                              options.period.from + "/" + options.period.to,
                              options.result};
  if (auto done = (*ledger)->Append({&entry, 1}); !done) {
    return StopAt(done.error(), options.output.ledger, language);
  }
  fmt::print(fmt::runtime(Choose(language, "確認 {} を台帳の {} 番に記録しました。\n",
                                 "review {} is entry {} of the ledger.\n")),
             id, entry.sequence);
  return ExitCode::kDone;
}

void AddReview(CLI::App& command, const std::shared_ptr<RegisterOptions>& options,
               Language language, Command& chosen) {
  const Texts text{language};
  auto* review = command.add_subcommand(
      "review", text("記録の状況を確認したことを記録します（個人情報管理者）",
                     "records that a manager has looked at the records of a stage"));
  AddLedgerOption(*review, language, options->output.ledger);
  AddSigningKeyOption(*review, language, options->signing_key);
  AddPeriodOptions(*review, language, options->period);
  std::vector<std::string> stages;
  for (const CodedTerm& stage : kStages) stages.emplace_back(stage.key);
  review->add_option("--stage", options->stage, text("段階", "stage"))
      ->required()
      ->check(CLI::IsMember(stages));
  review->add_option("--reviewer", options->reviewer, text("確認した人", "who looked"))->required();
  review->add_option("--result", options->result, text("確認の結果", "what came of it"))
      ->required();
  review->add_option("--profile", options->profile, text("規程", "rulebook"))
      ->capture_default_str();
  review->add_option("--staff", options->staff, text("取扱者の名簿", "list of handlers"));
  review->callback(
      [options, language, &chosen] { chosen = [=] { return Review(*options, language); }; });
}

}  // namespace

void AddRegister(CLI::App& app, Language language, Command& chosen) {
  const Texts text{language};
  auto options = std::make_shared<RegisterOptions>();
  auto* command = app.add_subcommand(
      "register", text("規程の求める帳簿を台帳から作ります", "registers, made from the ledger"));
  command->require_subcommand(1);
  for (const RegisterKind& kind : kRegisterKinds) {
    auto* one = command->add_subcommand(kind.name, text(kind.ja, kind.en));
    AddOutputOptions(*one, language, options->output);
    AddPeriodOptions(*one, language, options->period);
    const std::string_view name = kind.name;
    if (name == "holdings" || name == "due") {
      one->add_option("--definition", options->definition,
                      text("管理台帳の定義（TOML または CSV）", "its definition (TOML or CSV)"));
    }
    if (name == "holdings") {
      one->add_option("--profile", options->profile, text("規程", "rulebook"))
          ->capture_default_str();
      one->add_option("--staff", options->staff, text("取扱者の名簿", "list of handlers"));
    }
    if (name == "provenance" || name == "provision") {
      one->add_option("--supplement", options->supplement,
                      text("台帳にない氏名などの表（CSV）", "names and the like, as CSV"));
    }
    if (name == "incident") {
      one->add_option("--document", options->document,
                      text("文書の名前か、SHA-256 の先頭8桁以上",
                           "the document's name, or 8 digits or more of its SHA-256"));
    }
    one->callback([options, language, &chosen, kind] {
      chosen = [=] { return Show(kind.name, *options, language); };
    });
  }
  AddReview(*command, options, language, chosen);
}

}  // namespace sumikeshi
