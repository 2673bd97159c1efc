// sumikeshi redact: the batch.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/options.h"
#include "cli/record_output.h"
#include "redact/pipeline/batch.h"
#include "redact/policy/circumstances.h"
#include "redact/policy/manifest.h"
#include "redact/pseudonym/days.h"
#include "redact/pseudonym/key_file.h"
#include "redact/pseudonym/treatment.h"

namespace sumikeshi {
namespace {

constexpr std::array<std::string_view, 3> kModes = {"redact", "pseudonymise", "anonymise"};

struct RedactOptions : RunOptions {
  fs::path output;
  std::optional<fs::path> ledger;
  fs::path signing_key;
  std::optional<fs::path> report;
  std::optional<fs::path> manifest;
  std::string mode{kModes[0]};
  fs::path pseudonym_key;
  fs::path item_list;
  std::size_t smallest_group = 2;
};

// A bar on the terminal; nothing when stderr is a file.
class Progress {
 public:
  void Show(std::size_t done, std::size_t total, std::size_t held, Language language) {
    if (!terminal_) return;
    constexpr std::size_t kWidth = 30;
    const std::size_t filled = total == 0 ? kWidth : done * kWidth / total;
    fmt::print(stderr, "\r[{}{}] {}/{}  {} {} ", std::string(filled, '#'),
               std::string(kWidth - filled, '.'), done, total, Choose(language, "保留", "held"),
               held);
    std::fflush(stderr);
  }
  void Clear() const {
    if (terminal_) fmt::print(stderr, "\r\x1b[K");
  }

 private:
  bool terminal_ = isatty(STDERR_FILENO) == 1;
};

// What was treated, what a person has still to see to, and that none of it is redaction.
void PrintTreatment(const BatchSummary& summary, const BatchOptions& batch,
                    const fs::path& key_file, Language language) {
  const bool japanese = language == Language::kJapanese;
  const Treatment& treatment = *batch.treatment;
  std::string counts;
  for (const auto& [key, count] : summary.treated) {
    counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", key, count);
  }
  fmt::print("{} ({}): {}\n", japanese ? ModeJapanese(treatment.mode) : ModeKey(treatment.mode),
             TreatmentId(treatment), counts.empty() ? "-" : counts);
  for (const auto& [file, group] : summary.groups) {
    fmt::print(
        fmt::runtime(japanese ? "{}: {}行、{} の組合せが同じ行は最少 {}行（{}行未満の組に {}行）\n"
                              : "{}: {} rows; the smallest group that is alike in {} has {} "
                                "(in groups below {}: {} rows)\n"),
        file.string(), group.rows, fmt::join(group.columns, japanese ? "・" : ", "), group.smallest,
        treatment.smallest_group, group.below);
    if (group.below == 0) continue;
    fmt::print(stderr, "{}: {}\n", file.string(),
               Choose(language, "注意 少数の組があります。項目を減らすか、区分を粗くしてください。",
                      "warning: there are small groups: drop columns, or make them coarser."));
  }
  if (treatment.mode == TreatmentMode::kPseudonymise) {
    fmt::print(fmt::runtime(japanese ? "仮名の鍵（削除情報等として保管）: {}\n"
                                     : "key of the pseudonyms (keep it safe): {}\n"),
               key_file.string());
  } else {
    fmt::print(fmt::runtime(japanese ? "公表用の項目一覧: {}\n" : "list of items to publish: {}\n"),
               batch.item_list.string());
  }
  fmt::print(
      "{}\n",
      Choose(language,
             "これは墨消しではありません。仮名加工情報・匿名加工情報に当たるかどうかは、加工の基準"
             "に照らして人が"
             "確認してください。",
             "This is not redaction; whether it meets the legal standard of pseudonymised or "
             "anonymised information is for a person to say."));
}

void PrintSummary(const BatchSummary& summary, const RedactOptions& options, Language language) {
  const bool japanese = language == Language::kJapanese;
  fmt::print(fmt::runtime(japanese ? "{}件中 {}件を出力、{}件を保留（{}件は処理済み）。"
                                     "墨消し {}箇所、記録して残した情報 {}箇所。\n"
                                   : "{} documents: {} released, {} held ({} done before). "
                                     "{} places redacted, {} reported and kept.\n"),
             summary.documents, summary.released, summary.held, summary.resumed, summary.redacted,
             summary.kept);
  if (summary.held > 0) {
    fmt::print(fmt::runtime(japanese ? "保留の理由: {}\n" : "why they are held: {}\n"),
               (options.output / "held.jsonl").string());
  }
  for (const auto& [rule, note] : summary.notes) {
    fmt::print(fmt::runtime(japanese ? "注 {}: {}\n" : "note {}: {}\n"), rule, note);
  }
  if (options.report) {
    fmt::print(fmt::runtime(japanese ? "報告書: {}\n" : "report: {}\n"), options.report->string());
  }
  if (summary.cancelled) {
    fmt::print("{}\n",
               Choose(language, "中断しました。同じ指定でもう一度実行すると続きから処理します。",
                      "interrupted: run the same command again to go on."));
  }
}

// The output folder may not be one of the inputs: the originals would be overwritten.
std::optional<ExitCode> CheckOutput(const RedactOptions& options, Language language) {
  for (const fs::path& input : options.inputs) {
    std::error_code error;
    if (fs::equivalent(input, options.output, error) && !error) {
      fmt::print(stderr, "{}\n",
                 Describe({ErrorCode::kOutputInsideInput, "", "", 0}, options.output, language));
      return ExitCode::kUsage;
    }
  }
  return std::nullopt;
}

// The manifest, or all its mistakes on stderr.
std::expected<Manifest, ExitCode> LoadManifest(const RedactOptions& options, Language language) {
  auto manifest = Manifest::Load(*options.manifest, options.context);
  if (manifest) return *std::move(manifest);
  for (const Error& error : manifest.error()) {
    fmt::print(stderr, "{}\n", Describe(error, *options.manifest, language));
  }
  return std::unexpected(ExitCode::kUsage);
}

// A row without a document is most often a name with a slip in it.
void PrintUnusedRows(const Manifest& manifest, const std::vector<std::string>& documents,
                     const RedactOptions& options, Language language) {
  for (const ManifestRow& row : manifest.RowsWithout(documents)) {
    fmt::print(stderr, "{}:{}: {}\n", options.manifest->string(), row.line,
               Choose(language, "この行に当たる文書がありません", "no document is of this row"));
  }
}

fs::path LedgerOf(const RedactOptions& options) {
  return options.ledger.value_or(options.output / "ledger.sqlite");
}

// Where nothing may stand by which pseudonyms could be undone.
std::vector<fs::path> PlacesOfDocuments(const RedactOptions& options) {
  std::vector<fs::path> places = options.inputs;
  const fs::path ledger = LedgerOf(options);
  places.insert(places.end(), {options.output, ledger, options.signing_key});
  for (const char* suffix : {".keys", ".signing-key", ".checkpoint", "-journal"}) {
    places.push_back(fs::path(ledger) += suffix);
  }
  if (options.report) places.push_back(*options.report);
  if (options.manifest) places.push_back(*options.manifest);
  return places;
}

ExitCode Refuse(const Error& error, const fs::path& file, Language language) {
  fmt::print(stderr, "{}\n", Describe(error, file, language));
  return ExitFor(error);
}

// Where the key of this user's pseudonyms stands when no other place is named.
Result<fs::path> DefaultKey() {
  const char* home = std::getenv("HOME");
  if (home == nullptr || *home == '\0') return Fail(ErrorCode::kUsage, {}, "HOME");
  const fs::path folder = fs::path(home) / ".local/share/sumikeshi";
  std::error_code error;
  const bool made = fs::create_directories(folder, error);
  if (made) fs::permissions(folder, fs::perms::owner_all, error);
  if (error) return Fail(ErrorCode::kWriteFailed, {}, error.message());
  return folder / "pseudonym-key";
}

struct LoadedTreatment {
  Treatment treatment;
  fs::path key_file;  // of kPseudonymise
};

// What --mode asks for; none for redaction.
std::expected<std::optional<LoadedTreatment>, ExitCode> LoadTreatment(const RedactOptions& options,
                                                                      Language language) {
  const bool pseudonymises = options.mode == ModeKey(TreatmentMode::kPseudonymise);
  if (!pseudonymises && !options.pseudonym_key.empty()) {
    const std::string_view what = Choose(language, "--mode pseudonymise のときだけ指定できます",
                                         "only with --mode pseudonymise");
    return std::unexpected(
        Refuse({ErrorCode::kUsage, "", std::string(what), 0}, "--pseudonym-key", language));
  }
  if (options.mode == kModes[0]) return std::nullopt;
  LoadedTreatment loaded;
  if (pseudonymises) {
    const auto file = options.pseudonym_key.empty() ? DefaultKey() : options.pseudonym_key;
    if (!file) return std::unexpected(Refuse(file.error(), "--pseudonym-key", language));
    auto key = OpenPseudonymKey(*file, PlacesOfDocuments(options));
    if (!key) return std::unexpected(Refuse(key.error(), *file, language));
    loaded.treatment.key = *key;
    loaded.key_file = *file;
    return loaded;
  }
  loaded.treatment.mode = TreatmentMode::kAnonymise;
  loaded.treatment.smallest_group = options.smallest_group;
  loaded.treatment.today = ReadDay(Today()).value_or(Day{});
  return loaded;
}

// Beside the report, or in the output folder.
fs::path ItemListOf(const RedactOptions& options) {
  if (!options.item_list.empty()) return options.item_list;
  if (!options.report) return options.output / "items.html";
  return fs::path(*options.report).replace_extension(".items.html");
}

ExitCode RunRedact(const RedactOptions& options, Language language) {
  auto profile = LoadProfile(options, language);
  if (!profile) return profile.error();
  const auto forms = LoadForms(options, language);
  if (!forms) return forms.error();
  if (auto wrong = CheckOutput(options, language)) return *wrong;
  const auto treatment = LoadTreatment(options, language);
  if (!treatment) return treatment.error();
  Progress progress;
  std::size_t held = 0;
  BatchOptions batch;
  std::optional<Manifest> manifest;
  if (options.manifest) {
    auto loaded = LoadManifest(options, language);
    if (!loaded) return loaded.error();
    manifest = *std::move(loaded);
    batch.context_of = [&manifest, today = Today()](const fs::path& relative) {
      return manifest->ContextOf(relative, today);
    };
  }
  batch.inputs = options.inputs;
  batch.output = options.output;
  batch.ledger = LedgerOf(options);
  batch.signing_key = options.signing_key;
  batch.report = options.report;
  batch.profile = &*profile;
  batch.treatment = *treatment ? &(*treatment)->treatment : nullptr;
  batch.item_list = ItemListOf(options);
  batch.context = options.context;
  batch.forms = *forms ? &**forms : nullptr;
  batch.forms_folder = options.forms;
  batch.jobs = options.jobs;
  batch.language = language;
  batch.cancelled = &CatchInterrupts();
  std::vector<std::string> documents;
  batch.on_document = [&](const DocumentOutcome& outcome, std::size_t done, std::size_t total) {
    if (manifest) documents.push_back(outcome.relative.generic_string());
    if (!outcome.verdict.released) {
      ++held;
      progress.Clear();
      fmt::print(stderr, "{}\n", Describe(*outcome.verdict.reason, outcome.relative, language));
    }
    progress.Show(done, total, held, language);
  };
  EnginePool engines;
  const auto summary = RunBatch(batch, engines);
  progress.Clear();
  if (!summary) {
    fmt::print(stderr, "{}\n", Describe(summary.error(), batch.ledger, language));
    return ExitFor(summary.error());
  }
  if (manifest && !summary->cancelled) PrintUnusedRows(*manifest, documents, options, language);
  PrintSummary(*summary, options, language);
  if (*treatment) PrintTreatment(*summary, batch, (*treatment)->key_file, language);
  return summary->held > 0 || summary->cancelled ? ExitCode::kAttention : ExitCode::kDone;
}

void AddTreatmentOptions(CLI::App& command, Language language, RedactOptions& options) {
  command
      .add_option(
          "--mode", options.mode,
          std::string(Choose(language,
                             "redact 墨消し、pseudonymise 仮名加工（氏名等を鍵付きの仮名に置換）、"
                             "anonymise 匿名加工（一般化・削除）。後の2つはテキスト・CSVだけ",
                             "redact; pseudonymise (names and the like get keyed "
                             "pseudonyms); anonymise (they are generalised or removed); the "
                             "latter two for texts and CSV only")))
      ->check(CLI::IsMember(std::vector<std::string>(kModes.begin(), kModes.end())))
      ->capture_default_str();
  command.add_option(
      "--pseudonym-key", options.pseudonym_key,
      std::string(Choose(
          language,
          "仮名の鍵のファイル。なければ作ります。入力・出力・台帳とは別の場所に保管してください",
          "file with the key of the pseudonyms, made where there is none; keep it "
          "apart from documents, copies and ledger")));
  command.add_option(
      "--items", options.item_list,
      std::string(Choose(
          language,
          "匿名加工の公表用の項目一覧（省略時は報告書の隣、なければ 出力フォルダ/items.html）",
          "list of items to publish, with anonymise (default: beside the report, or "
          "OUT/items.html)")));
  command
      .add_option(
          "--smallest-group", options.smallest_group,
          std::string(Choose(language,
                             "匿名加工した表で、属性の組合せが同じ行がこれより少ないと注意します",
                             "with anonymise: warn of fewer alike rows of a table")))
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}))
      ->capture_default_str();
}

}  // namespace

void AddRedact(CLI::App& app, Language language, Command& chosen) {
  auto options = std::make_shared<RedactOptions>();
  auto* command = app.add_subcommand(
      "redact", std::string(Choose(language, "墨消しした写しを作り、台帳に記録します",
                                   "makes redacted copies and records every decision")));
  AddRunOptions(*command, language, *options);
  command
      ->add_option("--out", options->output,
                   std::string(Choose(language, "出力フォルダ", "output folder")))
      ->required();
  command->add_option("--ledger", options->ledger,
                      std::string(Choose(language, "台帳（省略時は 出力フォルダ/ledger.sqlite）",
                                         "ledger (default: OUT/ledger.sqlite)")));
  AddSigningKeyOption(*command, language, options->signing_key);
  command->add_option(
      "--manifest", options->manifest,
      std::string(Choose(language, "文書一覧（CSV または JSON、一文書または一まとまりに一行）",
                         "manifest (CSV or JSON, a row per document or pattern)")));
  command->add_option("--report", options->report,
                      std::string(Choose(language, "HTML 報告書", "HTML report")));
  AddTreatmentOptions(*command, language, *options);
  command->callback(
      [options, language, &chosen] { chosen = [=] { return RunRedact(*options, language); }; });
}

}  // namespace sumikeshi
