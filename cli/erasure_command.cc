// sumikeshi erasure: a person's request to erase, paper that was shredded or sent back, and the
// papers about it.
#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/options.h"
#include "cli/record_output.h"
#include "redact/pipeline/admission.h"
#include "redact/pipeline/record.h"
#include "redact/policy/circumstances.h"
#include "redact/records/papers.h"
#include "redact/records/procedures.h"
#include "redact/report/report_file.h"

namespace sumikeshi {
namespace {

struct ErasureOptions {
  fs::path ledger = "ledger.sqlite";
  fs::path signing_key;
  std::string profile = "guideline";
  std::string staff;
  std::string operator_id = LoginName();
  std::string document;
  Procedure procedure;
  Letterhead head;
  fs::path file;
};

// The ledger, open, with all that stands in it, and an entry to fill in.
struct ErasureSession {
  std::unique_ptr<Ledger> ledger;
  Records records;
  LedgerEntry entry;
};

// Who may not erase is turned away, and that is recorded.
Result<void> CheckHandler(ErasureSession& session, const Profile& profile,
                          const std::string& document) {
  const auto admitted = Admit(profile, session.entry.context, document, {});
  if (admitted) return {};
  if (admitted.error().code == ErrorCode::kHandlerDenied) {
    LedgerEntry entry = session.entry;
    entry.document = document;
    entry.procedure->step = kDenied;
    entry.procedure->by = entry.provenance.operator_id;
    if (auto noted = session.ledger->Append({&entry, 1}); !noted) return noted;
  }
  return std::unexpected(admitted.error());
}

// `document` is what is to go; empty where nothing does.
Result<ErasureSession> Begin(const ErasureOptions& options, const std::string& document = {}) {
  const auto profile = Profile::Load(options.profile, options.staff);
  if (!profile) return std::unexpected(profile.error());
  auto ledger = OpenExistingLedger(options.ledger, options.signing_key);
  if (!ledger) return std::unexpected(ledger.error());
  auto records = ReadRecords(options.ledger, {});
  if (!records) return std::unexpected(records.error());
  ErasureSession session{*std::move(ledger), *std::move(records), {}};
  session.entry.kind = EntryKind::kProcedure;
  session.entry.context.operator_id = options.operator_id;
  session.entry.context.stage = "erase";
  session.entry.provenance = MakeProvenance(*profile, session.entry.context, "");
  session.entry.procedure = options.procedure;
  if (document.empty()) return session;
  if (const std::string& request = options.procedure.reference;
      !request.empty() && FindRequest(session.records, request) == nullptr) {
    return Fail(ErrorCode::kUsage, "--request",
                fmt::format("依頼「{0}」は台帳に記録されていません / the ledger has no request {0}",
                            request));
  }
  if (auto allowed = CheckHandler(session, *profile, document); !allowed) {
    return std::unexpected(allowed.error());
  }
  return session;
}

const LedgerEntry* FindVerdict(const Records& records, const std::string& document) {
  const LedgerEntry* found = nullptr;
  for (const Handling& handling : records.handlings) {
    if (handling.verdict.document == document) found = &handling.verdict;
  }
  return found;
}

std::unexpected<Error> NoSuchDocument(const std::string& document) {
  return Fail(
      ErrorCode::kUsage, "--document",
      fmt::format("台帳に文書「{0}」の記録はありません / the ledger has no document \"{0}\"",
                  document));
}

Result<std::string> Request(const ErasureOptions& options) {
  if (!IsReference(options.procedure.id)) {
    return Fail(ErrorCode::kUsage, "--id",
                "英数字と . _ : / - だけで書いてください / letters, digits and ._:/- only");
  }
  auto session = Begin(options);
  if (!session) return std::unexpected(session.error());
  if (FindRequest(session->records, options.procedure.id) != nullptr) {
    return Fail(ErrorCode::kUsage, "--id",
                "この番号の依頼はすでにあります / there is a request of this number");
  }
  session->entry.procedure->step = kRequest;
  session->entry.procedure->by = options.operator_id;
  session->entry.document = fmt::format("{}/{}", kRequest, options.procedure.id);
  if (auto done = session->ledger->Append({&session->entry, 1}); !done) {
    return std::unexpected(done.error());
  }
  return options.procedure.id;
}

// Paper and media that people destroy.
Result<std::string> Discard(const ErasureOptions& options) {
  auto session = Begin(options, options.document);
  if (!session) return std::unexpected(session.error());
  const LedgerEntry* verdict = FindVerdict(session->records, options.document);
  if (verdict == nullptr) return NoSuchDocument(options.document);
  session->entry.procedure->step = kDiscarded;
  session->entry.procedure->by = options.operator_id;
  session->entry.document = options.document;
  session->entry.input_hash = verdict->input_hash;
  session->entry.context.purpose = verdict->context.purpose;
  if (auto done = session->ledger->Append({&session->entry, 1}); !done) {
    return std::unexpected(done.error());
  }
  return options.document;
}

// Draws, records the paper's hash, and only then puts it in place.
Result<void> Issue(ErasureSession& session, const Paper& paper, const fs::path& path) {
  const auto pdf = DrawPdf(paper);
  if (!pdf) return std::unexpected(pdf.error());
  auto file = ReportFile::Named(path);
  if (!file) return std::unexpected(file.error());
  if (auto written = file->Write(*pdf); !written) return written;
  session.entry.output_hash =
      Sha256({reinterpret_cast<const std::uint8_t*>(pdf->data()), pdf->size()});
  if (auto done = session.ledger->Append({&session.entry, 1}); !done) return done;
  return file->Commit();
}

Result<std::string> Certificate(const ErasureOptions& options) {
  auto session = Begin(options);
  if (!session) return std::unexpected(session.error());
  const std::string today = Today();
  Procedure& procedure = *session->entry.procedure;
  procedure.step = kCertificate;
  procedure.id = NextNumber(session->records, kCertificate, "DC", today);
  procedure.by = options.head.issuer;
  session->entry.document = fmt::format("{}/{}", kCertificate, procedure.id);
  const auto paper = CertificatePaper(session->records, options.procedure.reference, procedure.id,
                                      today, options.head);
  if (!paper) return std::unexpected(paper.error());
  if (auto issued = Issue(*session, *paper, options.file); !issued) {
    return std::unexpected(issued.error());
  }
  return procedure.id;
}

Result<std::string> Return(const ErasureOptions& options) {
  auto session = Begin(options, options.document);
  if (!session) return std::unexpected(session.error());
  const LedgerEntry* verdict = FindVerdict(session->records, options.document);
  if (verdict == nullptr) return NoSuchDocument(options.document);
  if (verdict->kind != EntryKind::kHeld) {
    return Fail(ErrorCode::kUsage, "--document",
                "この文書は取得済みで、返却の対象ではありません / the document was acquired and is "
                "not to be sent back");
  }
  const std::string today = Today();
  Procedure& procedure = *session->entry.procedure;
  procedure.step = kReturned;
  procedure.id = NextNumber(session->records, kReturned, "RL", today);
  procedure.by = options.head.issuer;
  procedure.note = procedure.method;  // how it travels
  procedure.method = "return";
  session->entry.document = options.document;
  session->entry.input_hash = verdict->input_hash;
  session->entry.context.purpose = verdict->context.purpose;
  const Paper paper = ReturnPaper(*verdict, procedure.id, today, procedure.note, options.head);
  if (auto issued = Issue(*session, paper, options.file); !issued) {
    return std::unexpected(issued.error());
  }
  return procedure.id;
}

ExitCode Finish(const Result<std::string>& id, const ErasureOptions& options, Language language) {
  if (!id) return StopAt(id.error(), options.ledger, language);
  fmt::print(
      fmt::runtime(Choose(language, "{} を台帳に記録しました。\n", "{} is in the ledger.\n")), *id);
  return ExitCode::kDone;
}

void AddLetterhead(CLI::App& command, Language language, ErasureOptions& options) {
  const Texts text{language};
  command
      .add_option("--to", options.head.to,
                  text("宛名（台帳には記録しません）", "to whom (not recorded)"))
      ->required();
  command.add_option("--company", options.head.company, text("会社名", "company"))->required();
  command
      .add_option("--issuer", options.head.issuer,
                  text("発行者の役職と氏名（コンプライアンス担当部長 など）",
                       "post and name of the issuer"))
      ->required();
  command.add_option("--address", options.head.address,
                     text("会社の住所・電話番号", "address and phone of the company"));
  command.add_option("--out", options.file, text("書き出す PDF", "PDF to write"))->required();
}

void AddMethod(CLI::App& command, Language language, Procedure& procedure, bool required) {
  std::vector<std::string> methods;
  for (const CodedTerm& method : kDisposalMethods) methods.emplace_back(method.key);
  command
      .add_option(
          "--method", procedure.method,
          std::string(Choose(
              language, "方法（shred 裁断、dissolve 溶解、destroy 破壊、erase 消去、return 返却）",
              "shred, dissolve, destroy, erase or return")))
      ->required(required)
      ->check(CLI::IsMember(methods));
}

CLI::Option* AddReference(CLI::App& command, Language language, Procedure& procedure) {
  return command.add_option(
      "--request", procedure.reference,
      std::string(Choose(language, "本人の依頼の番号", "number of the person's request")));
}

CLI::Option* AddText(CLI::App& command, Language language, const char* name, std::string& into,
                     std::string_view ja, std::string_view en) {
  return command.add_option(name, into, std::string(Choose(language, ja, en)));
}

void AddRequestOptions(CLI::App& command, Language language, ErasureOptions& options) {
  Procedure& procedure = options.procedure;
  AddText(command, language, "--id", procedure.id, "受付番号", "its number")->required();
  AddText(command, language, "--documents", procedure.reference,
          "対象（文書の名前や契約の番号。氏名は書かない）",
          "about what: documents or numbers, no names")
      ->required();
  AddText(command, language, "--reason", procedure.reason, "依頼の理由", "why")->required();
  AddMethod(command, language, procedure, false);
}

void AddDiscardOptions(CLI::App& command, Language language, ErasureOptions& options) {
  Procedure& procedure = options.procedure;
  AddText(command, language, "--document", options.document, "文書", "document")->required();
  AddText(command, language, "--reason", procedure.reason, "廃棄の理由", "why")->required();
  AddMethod(command, language, procedure, true);
  AddReference(command, language, procedure);
  AddText(command, language, "--certificate", procedure.note, "委託先の廃棄証明書の番号",
          "number of the contractor's certificate");
}

void AddCertificateOptions(CLI::App& command, Language language, ErasureOptions& options) {
  AddReference(command, language, options.procedure)->required();
  AddText(command, language, "--storage", options.procedure.note, "証明書の控えの保管場所",
          "where its copy is kept");
  AddLetterhead(command, language, options);
}

void AddReturnOptions(CLI::App& command, Language language, ErasureOptions& options) {
  AddText(command, language, "--document", options.document, "文書", "document")->required();
  AddText(command, language, "--method", options.procedure.method,
          "返却の方法（簡易書留 など、本人の指定による）", "how it travels")
      ->required();
  AddReference(command, language, options.procedure);
  AddLetterhead(command, language, options);
}

}  // namespace

void AddErasure(CLI::App& app, Language language, Command& chosen) {
  const Texts text{language};
  auto options = std::make_shared<ErasureOptions>();
  auto* erasure = app.add_subcommand(
      "erasure", text("消去・廃棄の依頼、証明書、返却の送付状",
                      "requests to erase, certificates, letters with what is sent back"));
  erasure->require_subcommand(1);
  const auto add = [&](const char* name, const std::string& help, auto run) -> CLI::App& {
    auto* command = erasure->add_subcommand(name, help);
    AddLedgerOption(*command, language, options->ledger);
    AddSigningKeyOption(*command, language, options->signing_key);
    command->add_option("--profile", options->profile, text("規程", "rulebook"))
        ->capture_default_str();
    command->add_option("--staff", options->staff, text("取扱者の名簿", "list of handlers"));
    command->add_option("--operator", options->operator_id, text("取扱者", "operator"))
        ->capture_default_str();
    command->callback([options, language, run, &chosen] {
      chosen = [=] { return Finish(run(*options), *options, language); };
    });
    return *command;
  };
  AddRequestOptions(
      add("request",
          text("本人の依頼を受け付けたことを記録します", "records that a person asked for it"),
          Request),
      language, *options);
  AddDiscardOptions(add("discard",
                        text("紙や記録媒体を廃棄したことを記録します",
                             "records that paper or a medium was destroyed"),
                        Discard),
                    language, *options);
  AddCertificateOptions(add("certificate",
                            text("個人情報消去・廃棄証明書を発行します（PDF）",
                                 "issues the certificate of erasure (PDF)"),
                            Certificate),
                        language, *options);
  AddReturnOptions(add("return",
                       text("返却を記録し、送付状を作ります（PDF）",
                            "records that a document is sent back, and writes the letter"),
                       Return),
                   language, *options);
}

}  // namespace sumikeshi
