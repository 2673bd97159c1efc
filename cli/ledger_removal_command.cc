// sumikeshi ledger shred, prune: what may be taken out of a ledger, and is recorded in it.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/messages.h"
#include "cli/options.h"
#include "cli/record_output.h"
#include "redact/ledger/ledger.h"
#include "redact/ledger/prune.h"
#include "redact/pipeline/record.h"
#include "redact/policy/circumstances.h"
#include "redact/policy/policy.h"

namespace sumikeshi {
namespace {

struct RemovalOptions {
  fs::path ledger = "ledger.sqlite";
  fs::path signing_key;
  std::string document;
  std::string before;
  std::string reason;
  std::string profile = "guideline";
};

// The entry that says who took something out, and why.
LedgerEntry MakeRecord(const Profile& profile, const RemovalOptions& options) {
  LedgerEntry entry;
  entry.kind = EntryKind::kProcedure;
  entry.context.operator_id = LoginName();
  entry.context.stage = "erase";
  entry.provenance = MakeProvenance(profile, entry.context, "");
  Procedure& procedure = entry.procedure.emplace();
  procedure.by = entry.context.operator_id;
  procedure.reason = options.reason;
  return entry;
}

// What the document's file held, in every state that the ledger knows.
Result<std::set<Hash>> InputsOf(const RemovalOptions& options) {
  std::set<Hash> inputs;
  auto read = ReadLedger(options.ledger, 1, [&](const LedgerEntry& entry) {
    if (entry.document == options.document && entry.input_hash != Hash{}) {
      inputs.insert(entry.input_hash);
    }
    return true;
  });
  if (!read) return std::unexpected(read.error());
  return inputs;
}

// The records first: a key that is gone without one could not be explained. Where this ends between
// the two, whoever opens the ledger next destroys what they name.
Result<int> ShredKeys(Ledger& ledger, const std::set<Hash>& inputs, const LedgerEntry& record) {
  std::vector<LedgerEntry> entries;
  for (const Hash& input : inputs) entries.emplace_back(record).input_hash = input;
  if (auto done = ledger.Append(entries); !done) return std::unexpected(done.error());
  int destroyed = 0;
  for (const Hash& input : inputs) {
    const auto gone = ledger.DestroyKey(input);
    if (!gone) return std::unexpected(gone.error());
    destroyed += *gone ? 1 : 0;
  }
  return destroyed;
}

ExitCode Shred(const RemovalOptions& options, Language language) {
  const auto profile = Profile::Load(options.profile);
  if (!profile) return StopAt(profile.error(), options.profile, language);
  const auto inputs = InputsOf(options);
  if (!inputs) return StopAt(inputs.error(), options.ledger, language);
  if (inputs->empty()) {
    fmt::print(stderr, "{}: {}\n", options.document,
               Choose(language, "台帳にこの文書の記録はありません",
                      "the ledger has no entry about this document"));
    return ExitCode::kUsage;
  }
  LedgerEntry record = MakeRecord(*profile, options);
  record.document = options.document;
  record.procedure->step = kShredStep;
  auto ledger = OpenExistingLedger(options.ledger, options.signing_key);
  if (!ledger) return StopAt(ledger.error(), options.ledger, language);
  const auto destroyed = ShredKeys(**ledger, *inputs, record);
  if (!destroyed) return StopAt(destroyed.error(), options.ledger, language);
  fmt::print(fmt::runtime(Choose(language, "{} の鍵を {} 個破棄し、台帳に記録しました。\n",
                                 "{}: {} keys destroyed and recorded.\n")),
             options.document, *destroyed);
  return ExitCode::kDone;
}

std::string DayBefore(int days) {
  const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const std::chrono::year_month_day day(now - std::chrono::days(days));
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

// How long entries are kept, and the rulebook that says so.
struct CodedTerm {
  int days = 0;
  std::string profile;
};

// Each entry is kept as long as the rulebook says under which it was written.
Result<CodedTerm> LongestTerm(const Profile& profile, const RemovalOptions& options) {
  std::set<std::string> names;
  auto read = ReadLedger(options.ledger, 1, [&](const LedgerEntry& entry) {
    if (entry.time >= options.before) return false;
    names.insert(entry.provenance.profile);
    return true;
  });
  if (!read) return std::unexpected(read.error());
  CodedTerm longest{std::max(profile.retention_days(), 366), profile.name()};
  for (const std::string& name : names) {
    if (name == profile.name()) continue;
    const std::vector<std::string> built_in = Profile::BuiltInNames();
    if (std::ranges::find(built_in, name) == built_in.end()) {
      return Fail(ErrorCode::kUsage, "--profile " + name,
                  "この規程の記録があります。規程のファイルを示してください / entries were written "
                  "under this rulebook: name its file");
    }
    const auto other = Profile::Load(name);
    if (!other) return std::unexpected(other.error());
    if (other->retention_days() > longest.days) longest = {other->retention_days(), name};
  }
  return longest;
}

ExitCode Prune(const RemovalOptions& options, Language language) {
  const auto profile = Profile::Load(options.profile);
  if (!profile) return StopAt(profile.error(), options.profile, language);
  const auto term = LongestTerm(*profile, options);
  if (!term) return StopAt(term.error(), options.ledger, language);
  const std::string latest = DayBefore(term->days);
  if (!IsDay(options.before) || options.before > latest) {
    fmt::print(
        stderr,
        fmt::runtime(Choose(
            language, "--before {}: 規程 {} の保存期間により、{} より後の記録は消去できません\n",
            "--before {}: by the term of the profile {}, only what is older than {} can go\n")),
        options.before, term->profile, latest);
    return ExitCode::kUsage;
  }
  auto ledger = OpenExistingLedger(options.ledger, options.signing_key);
  if (!ledger) return StopAt(ledger.error(), options.ledger, language);
  const auto last = (*ledger)->Prune(options.before, MakeRecord(*profile, options));
  if (!last) return StopAt(last.error(), options.ledger, language);
  fmt::print(fmt::runtime(Choose(language, "{}番までの記録の内容を消去しました（0 は該当なし）。\n",
                                 "the content of the entries up to {} was removed (0: none).\n")),
             *last);
  return ExitCode::kDone;
}

}  // namespace

void AddLedgerRemoval(CLI::App& ledger, Language language, Command& chosen) {
  const Texts text{language};
  auto options = std::make_shared<RemovalOptions>();
  const auto add = [&](const std::string& name, const std::string& help, auto run) {
    auto* command = ledger.add_subcommand(name, help);
    AddLedgerOption(*command, language, options->ledger);
    AddSigningKeyOption(*command, language, options->signing_key);
    command->add_option("--reason", options->reason, text("理由", "why"))->required();
    command->add_option("--profile", options->profile, text("規程", "rulebook"))
        ->capture_default_str();
    command->callback(
        [options, language, run, &chosen] { chosen = [=] { return run(*options, language); }; });
    return command;
  };
  add("shred",
      text("文書の鍵を破棄し、値と照合できないようにします（証明はそのまま有効です）",
           "destroys a document's key: no value can be compared any more, proofs stay valid"),
      Shred)
      ->add_option("--document", options->document,
                   text("文書（台帳にある名前）", "the document, as the ledger names it"))
      ->required();
  add("prune",
      text("保存期間を過ぎた記録の内容を消去し、ハッシュを残します（証明はそのまま有効です）",
           "removes the content of entries older than the term and keeps their hashes"),
      Prune)
      ->add_option(
          "--before", options->before,
          text("この日（2025-11-22 の形）より前の記録", "entries before this day (2025-11-22)"))
      ->required();
}

}  // namespace sumikeshi
