// sumikeshi ledger verify, checkpoint, prove, witness, export: what a ledger shows to others.
#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/record_output.h"
#include "redact/ledger/evidence.h"
#include "redact/ledger/files.h"
#include "redact/ledger/ledger.h"
#include "redact/ledger/note.h"
#include "redact/report/report_file.h"

namespace sumikeshi {
namespace {

struct EvidenceOptions {
  fs::path ledger = "ledger.sqlite";
  std::string file;  // an export or a proof to verify, in the ledger's place
  std::vector<std::string> checkpoints;
  std::vector<std::string> roots;
  std::vector<std::string> key;  // one at most
  std::vector<std::string> witness_keys;
  fs::path signing_key;
  bool print_key = false;
  std::int64_t entry = 0;
  std::int64_t from = -1;
  fs::path to;  // empty = standard output
  WitnessOptions witness{"witness.signing-key", {}, "witness.checkpoint"};

  [[nodiscard]] fs::path subject() const { return file.empty() ? ledger : fs::path(file); }
};

// A message about an option that is no good, and the exit code.
ExitCode WrongOption(std::string_view option, std::string_view value, Language language) {
  fmt::print(stderr, "{} {}: {}\n", option, value,
             Choose(language, "指定に誤りがあります", "this is not of the right form"));
  return ExitCode::kUsage;
}

// A public key as it is written, or the name of a file that holds one.
std::optional<std::string> ReadKey(const std::string& text) {
  if (PublicKey::Parse(text)) return text;
  auto bytes = ReadSmallFile(text, "key");
  if (!bytes) return std::nullopt;
  while (bytes->ends_with('\n')) bytes->pop_back();
  return PublicKey::Parse(*bytes) ? std::optional(*bytes) : std::nullopt;
}

// "123:base64".
std::optional<LedgerAnchors::Root> ReadRoot(const std::string& text) {
  const std::size_t colon = text.find(':');
  if (colon == text.npos) return std::nullopt;
  LedgerAnchors::Root root;
  const auto [end, error] = std::from_chars(text.data(), text.data() + colon, root.size);
  const auto hash = HashFromBase64(std::string_view(text).substr(colon + 1));
  if (error != std::errc() || end != text.data() + colon || root.size < 0 || !hash) {
    return std::nullopt;
  }
  root.root = *hash;
  return root;
}

// What `read` makes of each value of an option, or the message about the first that is no good.
template <typename Read>
auto ReadEach(std::string_view option, const std::vector<std::string>& values, Read read,
              Language language)
    -> std::expected<std::vector<typename std::invoke_result_t<Read, std::string>::value_type>,
                     ExitCode> {
  std::vector<typename std::invoke_result_t<Read, std::string>::value_type> all;
  for (const std::string& value : values) {
    auto one = read(value);
    if (!one) return std::unexpected(WrongOption(option, value, language));
    all.push_back(*std::move(one));
  }
  return all;
}

std::expected<LedgerAnchors, ExitCode> ReadAnchors(const EvidenceOptions& options,
                                                   Language language) {
  LedgerAnchors anchors;
  for (const std::string& file : options.checkpoints) {
    auto text = ReadSmallFile(file, "checkpoint");
    if (!text) return std::unexpected(StopAt(text.error(), file, language));
    anchors.checkpoints.push_back(*std::move(text));
  }
  auto roots = ReadEach("--root", options.roots, ReadRoot, language);
  if (!roots) return std::unexpected(roots.error());
  auto key = ReadEach("--key", options.key, ReadKey, language);
  if (!key) return std::unexpected(key.error());
  auto witnesses = ReadEach("--witness-key", options.witness_keys, ReadKey, language);
  if (!witnesses) return std::unexpected(witnesses.error());
  anchors.roots = *std::move(roots);
  if (!key->empty()) anchors.key = key->front();
  anchors.witness_keys = *std::move(witnesses);
  return anchors;
}

void PrintProblems(const LedgerReport& report, Language language) {
  for (const LedgerProblem& problem : report.problems) {
    if (problem.sequence > 0) {
      fmt::print(fmt::runtime(Choose(language, "記録 {}: ", "entry {}: ")), problem.sequence);
    }
    fmt::print("{}\n", Choose(language, problem.message_ja, problem.message_en));
  }
}

ExitCode Verify(const EvidenceOptions& options, Language language) {
  const auto anchors = ReadAnchors(options, language);
  if (!anchors) return anchors.error();
  const auto report = VerifyLedger(options.subject(), *anchors);
  if (!report) return StopAt(report.error(), options.subject(), language);
  PrintProblems(*report, language);
  if (!report->problems.empty()) return ExitCode::kAttention;
  if (report->proved > 0) {
    fmt::print(fmt::runtime(Choose(language, "{}番の記録は、{}件の署名済みの台帳にあります。\n",
                                   "entry {} is in the signed ledger of {} entries.\n")),
               report->proved, report->signed_entries);
  } else {
    fmt::print(fmt::runtime(Choose(language,
                                   "台帳は正常です（{}件）。署名済み {}件、内容消去済み {}件。\n",
                                   "the ledger is intact ({} entries), {} signed, {} pruned.\n")),
               report->entries, report->signed_entries, report->pruned);
    fmt::print("{}\n",
               Choose(language,
                      "確かめたもの: すべてのバイト、すべての記録のハッシュと連鎖、ハッシュの木、"
                      "すべてのチェックポイントの署名",
                      "checked: every byte, the hash of every entry and the chain, the tree, the "
                      "signature of every checkpoint"));
    if (anchors->checkpoints.empty() && anchors->roots.empty()) {
      fmt::print("{}\n", Choose(language,
                                "台帳が丸ごと差し替えられていないことは、別の場所に控えた"
                                "チェックポイントで確かめます（--checkpoint）",
                                "that the ledger was not replaced as a whole, only a checkpoint "
                                "kept elsewhere tells (--checkpoint)"));
    }
  }
  fmt::print("{} {}\n", Choose(language, "公開鍵", "public key"), report->key);
  return ExitCode::kDone;
}

ExitCode PutText(const Result<std::string>& text, const EvidenceOptions& options,
                 Language language) {
  if (!text) return StopAt(text.error(), options.ledger, language);
  if (auto put = Put(*text, options.to); !put) return StopAt(put.error(), options.to, language);
  return ExitCode::kDone;
}

// Signs what is not signed yet, where there is something: opening alone could make a new ledger.
Result<void> Sign(const EvidenceOptions& options) {
  auto key = LedgerKey(options.ledger);
  if (!key) return std::unexpected(key.error());
  auto ledger = OpenLedger(options.ledger, &std::chrono::system_clock::now, options.signing_key);
  if (!ledger) return std::unexpected(ledger.error());
  return (*ledger)->Checkpoint();
}

ExitCode PrintCheckpoint(const EvidenceOptions& options, Language language) {
  if (options.print_key) {
    auto key = LedgerKey(options.ledger);
    if (key) *key += '\n';
    return PutText(key, options, language);
  }
  if (auto done = Sign(options); !done) return StopAt(done.error(), options.ledger, language);
  return PutText(LastCheckpoint(options.ledger), options, language);
}

ExitCode Prove(const EvidenceOptions& options, Language language) {
  return PutText(options.from >= 0 ? ProveConsistency(options.ledger, options.from)
                                   : ProveEntry(options.ledger, options.entry),
                 options, language);
}

ExitCode Witness(const EvidenceOptions& options, Language language) {
  const auto witnessed = WitnessLedger(options.subject(), options.witness);
  if (!witnessed) return StopAt(witnessed.error(), options.subject(), language);
  PrintProblems(witnessed->report, language);
  if (!witnessed->report.problems.empty()) return ExitCode::kAttention;
  if (auto put = Put(witnessed->note, options.to); !put) {
    return StopAt(put.error(), options.to, language);
  }
  fmt::print(stderr, "{} {}\n", Choose(language, "立会人の公開鍵", "the witness's public key"),
             witnessed->key);
  return ExitCode::kDone;
}

ExitCode Export(const EvidenceOptions& options, Language language) {
  Result<void> written;
  std::unique_ptr<ReportFile> file;
  if (!options.to.empty()) {
    auto named = ReportFile::Named(options.to);
    if (!named) return StopAt(named.error(), options.to, language);
    file = std::make_unique<ReportFile>(*std::move(named));
  }
  const auto done = ExportLedger(options.ledger, [&](std::string_view piece) {
    written = file ? file->Write(piece) : Put(piece, {});
    return written.has_value();
  });
  if (!done) return StopAt(done.error(), options.ledger, language);
  if (written && file) written = file->Commit();
  return written ? ExitCode::kDone : StopAt(written.error(), options.to, language);
}

void AddTo(CLI::App& command, const Texts& text, EvidenceOptions& options) {
  command.add_option(
      "--to", options.to,
      text("書き出すファイル（省略時は標準出力）", "file to write (default: standard output)"));
}

void AddSubject(CLI::App& command, const Texts& text, EvidenceOptions& options) {
  command.add_option("FILE", options.file,
                     text("台帳の代わりに確かめる、書き出した台帳または証明",
                          "an export or a proof instead of a ledger"));
}

void AddAnchors(CLI::App& command, const Texts& text, EvidenceOptions& options) {
  command.add_option("--checkpoint", options.checkpoints,
                     text("控えのチェックポイント（いくつでも）", "checkpoints noted before"));
  command.add_option(
      "--root", options.roots,
      text("控えの件数とルートハッシュ（123:BASE64）", "noted size and root (123:BASE64)"));
  command
      .add_option("--key", options.key,
                  text("台帳の公開鍵、またはそのファイル", "the ledger's public key, or its file"))
      ->expected(1);
  command.add_option(
      "--witness-key", options.witness_keys,
      text("立会人の公開鍵、またはそのファイル。控えのチェックポイントに署名があるか確かめます",
           "public key of a witness, or its file: it must have signed a checkpoint"));
}

void AddCheckpoint(CLI::App& command, const Texts& text, EvidenceOptions& options) {
  command.add_flag("--public-key", options.print_key,
                   text("公開鍵だけを書き出します", "writes only the public key"));
}

void AddProve(CLI::App& command, const Texts& text, EvidenceOptions& options) {
  auto* wanted = command.add_option_group("what");
  wanted->add_option("--entry", options.entry, text("記録の番号", "number of the entry"))
      ->check(CLI::PositiveNumber);
  wanted
      ->add_option("--from", options.from,
                   text("最初のこの件数から続いていることの証明（RFC 6962）",
                        "instead: that it continues its first entries (RFC 6962)"))
      ->check(CLI::NonNegativeNumber);
  wanted->require_option(1);
}

void AddWitness(CLI::App& command, const Texts& text, EvidenceOptions& options) {
  command
      .add_option("--signing-key", options.witness.key,
                  text("立会人の署名鍵（なければ作ります）", "the witness's key, made if missing"))
      ->capture_default_str();
  command.add_option("--name", options.witness.name,
                     text("作る鍵の名前（空白と + を除く）", "name of a key to be made"));
  command
      .add_option("--seen", options.witness.seen,
                  text("前に署名したチェックポイント", "the checkpoint signed last"))
      ->capture_default_str();
}

}  // namespace

void AddLedgerEvidence(CLI::App& ledger, Language language, Command& chosen) {
  const Texts text{language};
  auto options = std::make_shared<EvidenceOptions>();
  const auto add = [&](const char* name, const std::string& help, auto run) -> CLI::App& {
    auto* command = ledger.add_subcommand(name, help);
    AddLedgerOption(*command, language, options->ledger);
    command->callback(
        [options, language, run, &chosen] { chosen = [=] { return run(*options, language); }; });
    return *command;
  };
  auto& verify = add(
      "verify", text("改ざんがないことを確かめます", "checks that nothing was changed"), Verify);
  AddSubject(verify, text, *options);
  AddAnchors(verify, text, *options);
  auto& checkpoint = add("checkpoint",
                         text("台帳に署名し、チェックポイントを書き出します（別の場所に控えます）",
                              "signs the ledger and writes the checkpoint, to be kept elsewhere"),
                         PrintCheckpoint);
  AddSigningKeyOption(checkpoint, language, options->signing_key);
  AddCheckpoint(checkpoint, text, *options);
  auto& prove = add("prove",
                    text("一つの記録が台帳にあることの証明を書き出します",
                         "writes the proof that an entry is in the ledger"),
                    Prove);
  AddProve(prove, text, *options);
  auto& witness =
      add("witness",
          text("立会人として、前に見た台帳の続きであることを確かめて署名します",
               "countersigns, as a second party, what continues the ledger seen before"),
          Witness);
  AddSubject(witness, text, *options);
  AddWitness(witness, text, *options);
  auto& exported = add("export",
                       text("すべての記録・チェックポイント・公開鍵を JSON Lines で書き出します",
                            "writes all entries, checkpoints and the public key as JSON Lines"),
                       Export);
  for (CLI::App* command : {&checkpoint, &prove, &witness, &exported}) {
    AddTo(*command, text, *options);
  }
}

}  // namespace sumikeshi
