// sumikeshi ledger: list, show. The other commands have files of their own.
#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "cli/commands.h"
#include "cli/messages.h"
#include "redact/ledger/ledger.h"

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;

struct LedgerOptions {
  fs::path ledger = "ledger.sqlite";
  std::int64_t sequence = 0;
  std::string document;
};

ExitCode Stop(const Error& error, const LedgerOptions& options, Language language) {
  fmt::print(stderr, "{}\n", Describe(error, options.ledger, language));
  return error.code == ErrorCode::kLedger ? ExitCode::kAttention : ExitFor(error);
}

std::string_view KindName(EntryKind kind, Language language) {
  if (language == Language::kEnglish) return EntryKindKey(kind);
  switch (kind) {
    case EntryKind::kDecision:
      return "判断";
    case EntryKind::kReleased:
      return "出力";
    case EntryKind::kHeld:
      return "保留";
    case EntryKind::kApproval:
      return "承認";
    case EntryKind::kProcedure:
      return "手続";
  }
  return {};
}

nlohmann::ordered_json PlaceJson(const Place& place) {
  nlohmann::ordered_json json;
  json["page"] = place.page;
  if (place.span) {
    json["start"] = place.span->begin;
    json["end"] = place.span->end;
  }
  for (const Box& box : place.boxes) {
    json["boxes"].push_back({box.left, box.top, box.right, box.bottom});
  }
  return json;
}

// What was stated of the document; of a consent or an approval its number.
nlohmann::ordered_json CircumstancesJson(const Context& context) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  for (const auto& [key, word] :
       {std::pair{"purpose", &context.purpose}, std::pair{"ground", &context.ground},
        std::pair{"stage", &context.stage}, std::pair{"person", &context.person},
        std::pair{"recipient", &context.recipient},
        std::pair{"recipient_name", &context.recipient_name},
        std::pair{"country", &context.country}, std::pair{"handler", &context.handler},
        std::pair{"department", &context.department}, std::pair{"source", &context.source},
        std::pair{"route", &context.route}, std::pair{"method", &context.method},
        std::pair{"obstacle", &context.obstacle}, std::pair{"document", &context.document},
        std::pair{"consent_id", &context.consent.id},
        std::pair{"consent_status", &context.consent.status},
        std::pair{"explanation", &context.consent.explanation},
        std::pair{"approval", &context.approval}}) {
    if (!word->empty()) json[key] = *word;
  }
  return json;
}

nlohmann::ordered_json ApprovalJson(const Approval& approval) {
  return {
      {"id", approval.id},       {"applicant", approval.applicant}, {"approver", approval.approver},
      {"rules", approval.rules}, {"documents", approval.documents}, {"reason", approval.reason},
      {"until", approval.until}};
}

nlohmann::ordered_json ProcedureJson(const LedgerEntry& entry) {
  const Procedure& procedure = *entry.procedure;
  return {{"step", procedure.step},     {"id", procedure.id},
          {"by", procedure.by},         {"means", procedure.method},
          {"reason", procedure.reason}, {"reference", procedure.reference},
          {"note", procedure.note},     {"output_sha256", Hex(entry.output_hash)}};
}

nlohmann::ordered_json EntryJson(const LedgerEntry& entry) {
  nlohmann::ordered_json json;
  json["sequence"] = entry.sequence;
  json["time"] = entry.time;
  json["kind"] = EntryKindKey(entry.kind);
  json["batch"] = entry.provenance.batch;
  json["operator"] = entry.provenance.operator_id;
  json["program"] = entry.provenance.program;
  json["reader"] = entry.provenance.reader;
  json["profile"] = entry.provenance.profile;
  json["profile_sha256"] = Hex(entry.provenance.profile_hash);
  json["dictionary_sha256"] = Hex(entry.provenance.dictionary_hash);
  json["circumstances"] = CircumstancesJson(entry.context);
  json["document"] = entry.document;
  json["input_sha256"] = Hex(entry.input_hash);
  if (entry.decision) {
    const Finding& finding = entry.decision->finding;
    json["category"] = CategoryKey(finding.category);
    json["finding_kind"] = finding.kind;
    json["recognizer"] = finding.recognizer;
    json["confidence"] = finding.confidence;
    json["place"] = PlaceJson(finding.place);
    json["action"] = ActionKey(entry.decision->action);
    json["rule"] = entry.decision->rule;
    json["clause"] = entry.decision->clause;
    json["commitment"] = Hex(entry.commitment);
  } else if (entry.approval) {
    json["approval"] = ApprovalJson(*entry.approval);
  } else if (entry.procedure) {
    json["procedure"] = ProcedureJson(entry);
  } else {
    json["pages"] = entry.pages;
  }
  if (entry.kind == EntryKind::kReleased) json["output_sha256"] = Hex(entry.output_hash);
  if (entry.reason) {
    json["error"] = ErrorKey(entry.reason->code);
    json["error_page"] = entry.reason->page;
    json["error_detail"] = entry.reason->where + " " + entry.reason->what;
  }
  json["previous"] = Hex(entry.previous);
  json["hash"] = Hex(entry.hash);
  return json;
}

std::string Dump(const nlohmann::ordered_json& json, int indent) {
  return json.dump(indent, ' ', false, nlohmann::json::error_handler_t::replace);
}

void PrintRow(const LedgerEntry& entry, Language language) {
  std::string what;
  if (entry.decision) {
    const Finding& finding = entry.decision->finding;
    what = fmt::format("p{} {} {} {}", finding.place.page,
                       language == Language::kJapanese ? CategoryJapanese(finding.category)
                                                       : CategoryEnglish(finding.category),
                       ActionKey(entry.decision->action), entry.decision->rule);
  } else if (entry.approval) {
    what = fmt::format("{} → {}  {}", entry.approval->applicant, entry.approval->approver,
                       entry.approval->until);
  } else if (entry.procedure) {
    what =
        fmt::format("{} {}  {}", entry.procedure->step, entry.procedure->id, entry.procedure->by);
  } else if (entry.reason) {
    what = ErrorCause(entry.reason->code, language);
  } else {
    what = fmt::format("sha256 {}", Hex(entry.output_hash).substr(0, 16));
  }
  fmt::print("{:>6}  {}  {}  {}  {}\n", entry.sequence, entry.time, KindName(entry.kind, language),
             entry.document, what);
}

ExitCode List(const LedgerOptions& options, Language language) {
  const auto read = ReadLedger(options.ledger, 1, [&](const LedgerEntry& entry) {
    if (options.document.empty() || entry.document == options.document) PrintRow(entry, language);
    return true;
  });
  return read ? ExitCode::kDone : Stop(read.error(), options, language);
}

ExitCode Show(const LedgerOptions& options, Language language) {
  std::optional<LedgerEntry> found;
  const auto read = ReadLedger(options.ledger, options.sequence, [&](const LedgerEntry& entry) {
    if (entry.sequence == options.sequence) found = entry;
    return false;
  });
  if (!read) return Stop(read.error(), options, language);
  if (!found) {
    fmt::print(
        stderr,
        fmt::runtime(Choose(language, "記録 {} はありません。\n", "there is no entry {}.\n")),
        options.sequence);
    return ExitCode::kUsage;
  }
  fmt::print("{}\n", Dump(EntryJson(*found), 2));
  return ExitCode::kDone;
}

}  // namespace

void AddLedger(CLI::App& app, Language language, Command& chosen) {
  const Texts text{language};
  auto options = std::make_shared<LedgerOptions>();
  auto* ledger = app.add_subcommand("ledger", text("台帳を検証・閲覧します", "the ledger"));
  ledger->require_subcommand(1);
  const auto add = [&](const std::string& name, const std::string& help, auto run) {
    auto* command = ledger->add_subcommand(name, help);
    command->add_option("--ledger", options->ledger, text("台帳のファイル", "the ledger file"))
        ->capture_default_str();
    command->callback(
        [options, language, run, &chosen] { chosen = [=] { return run(*options, language); }; });
    return command;
  };
  auto* list = add("list", text("記録を一覧にします", "lists the entries"), List);
  list->add_option("--document", options->document, text("この文書だけ", "only this document"));
  auto* show = add("show", text("一つの記録をすべて表示します", "shows one entry whole"), Show);
  show->add_option("SEQUENCE", options->sequence, text("記録の番号", "number of the entry"))
      ->required();
  AddLedgerEvidence(*ledger, language, chosen);
  AddLedgerMigrate(*ledger, language, chosen);
  AddLedgerRemoval(*ledger, language, chosen);
  AddLedgerReport(*ledger, language, chosen);
}

}  // namespace sumikeshi
