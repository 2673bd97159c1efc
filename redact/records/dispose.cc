// Look, record, destroy, record: in that order, and every look at the bytes that are destroyed.
#include "redact/records/dispose.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "redact/policy/vocabulary.h"
#include "redact/records/disposal_file.h"
#include "redact/records/period.h"
#include "redact/records/procedures.h"

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRemainsPrefix = ".sumikeshi-dispose-";

std::unexpected<Error> Refuse(std::string what) {
  return Fail(ErrorCode::kNotDisposed, "", std::move(what));
}

// What the ledger says, as far as disposal asks.
struct LedgerState {
  std::map<std::string, LedgerEntry> verdicts;   // the last of each document
  std::map<std::string, LedgerEntry> under_way;  // disposals that are not completed
  std::set<std::string> requests;

  void Add(const LedgerEntry& entry) {
    if (entry.kind == EntryKind::kReleased || entry.kind == EntryKind::kHeld) {
      verdicts[entry.document] = entry;
    }
    if (entry.kind != EntryKind::kProcedure) return;
    const Procedure& procedure = *entry.procedure;
    if (procedure.step == kRequest) requests.insert(procedure.id);
    if (procedure.step == kDispose) under_way[entry.document] = entry;
    if (procedure.step == kDisposed) under_way.erase(entry.document);
  }
};

// What the document may be called: every end of the path, component by component, longest first.
std::vector<std::string> EndsOf(const fs::path& path) {
  const std::string whole = fs::absolute(path).lexically_normal().string();
  std::vector<std::string> ends;
  for (std::size_t at = whole.find('/'); at != std::string::npos; at = whole.find('/', at + 1)) {
    ends.push_back(whole.substr(at + 1));
  }
  return ends;
}

class Disposer {
 public:
  Disposer(const DisposeOptions& options, Ledger& ledger) : options_(options), ledger_(ledger) {}

  Result<std::vector<DisposalOutcome>> Run() {
    const auto read = ReadLedger(options_.ledger, 1, [this](const LedgerEntry& entry) {
      state_.Add(entry);
      return true;
    });
    if (!read) return std::unexpected(read.error());
    if (!options_.request.empty() && !state_.requests.contains(options_.request)) {
      return Fail(
          ErrorCode::kUsage, "request",
          fmt::format("依頼「{0}」は台帳に記録されていません / the ledger has no request {0}",
                      options_.request));
    }
    auto paths = Paths();
    if (!paths) return std::unexpected(paths.error());
    std::vector<DisposalOutcome> outcomes;
    for (const fs::path& path : *paths) {
      DisposalOutcome outcome{path, {}, std::nullopt};
      const auto done = One(path, outcome.document);
      if (!done) outcome.refused = done.error();
      outcomes.push_back(std::move(outcome));
      if (fatal_) return std::unexpected(*fatal_);
    }
    return outcomes;
  }

 private:
  // Files in order; below a folder also those that are missing in the middle of their disposal.
  Result<std::vector<fs::path>> Paths() const {
    std::vector<fs::path> paths;
    for (const fs::path& original : options_.originals) {
      std::error_code error;
      if (!fs::is_directory(fs::symlink_status(original, error))) {
        paths.push_back(original);
        continue;
      }
      std::set<fs::path> below;
      for (fs::recursive_directory_iterator entry(original, error), end; entry != end && !error;
           entry.increment(error)) {
        const bool folder = entry->is_directory(error) && !entry->is_symlink(error);
        const bool remains = entry->path().filename().string().starts_with(kRemainsPrefix);
        if (!folder && !remains) below.insert(entry->path());
      }
      if (error) return Fail(ErrorCode::kReadFailed, original.string(), error.message());
      for (const auto& [document, entry] : state_.under_way) below.insert(original / document);
      paths.insert(paths.end(), below.begin(), below.end());
    }
    return paths;
  }

  Result<void> One(const fs::path& path, std::string& document) {
    if (const LedgerEntry* begun = UnderWay(path)) {
      document = begun->document;
      const auto completed = Complete(path, *begun);
      if (!completed) return std::unexpected(completed.error());
      if (*completed) return {};
    }
    auto file = DisposalFile::Open(path, true);
    if (!file) return std::unexpected(file.error());
    const auto hash = file->Sha256();
    if (!hash) return std::unexpected(hash.error());
    const auto release = FindRelease(path, *hash);
    if (!release) return std::unexpected(release.error());
    document = (*release)->document;
    if (auto standing = CheckReleasedCopy(**release, *file); !standing) return standing;
    if (auto due = CheckRegister(**release); !due) return due;
    if (auto allowed = CheckHandler(**release); !allowed) return allowed;
    if (auto same = file->CheckUnchanged(); !same) return same;
    if (options_.dry_run) return {};
    return Remove(*file, **release);
  }

  [[nodiscard]] const LedgerEntry* UnderWay(const fs::path& path) const {
    for (const std::string& document : EndsOf(path)) {
      const auto begun = state_.under_way.find(document);
      if (begun != state_.under_way.end()) return &begun->second;
    }
    return nullptr;
  }

  // Goes on where a run was cut off. True: nothing is left to do. False: the original stands as if
  // nothing had happened, or again.
  Result<bool> Complete(const fs::path& path, const LedgerEntry& begun) {
    const fs::path remains = path.parent_path() / RemainsName(begun.input_hash);
    std::error_code error;
    const bool left = fs::exists(fs::symlink_status(remains, error));
    const bool there = fs::exists(fs::symlink_status(path, error));
    if (there && !left) return false;
    if (options_.dry_run) return !there;
    if (left) {
      auto file = DisposalFile::Open(remains, true);
      if (!file) return std::unexpected(file.error());
      if (auto gone = file->Destroy(); !gone) return std::unexpected(gone.error());
    }
    const std::string_view seen = left ? "" : "再開したとき、原本はすでにありませんでした。";
    if (auto noted = Note(begun, kDisposed, seen); !noted) {
      return std::unexpected(noted.error());
    }
    return !there;
  }

  // The release that the ledger ends with for a document of this name and these bytes.
  [[nodiscard]] Result<const LedgerEntry*> FindRelease(const fs::path& path,
                                                       const Hash& hash) const {
    const LedgerEntry* release = nullptr;
    const LedgerEntry* other = nullptr;
    for (const std::string& document : EndsOf(path)) {
      const auto verdict = state_.verdicts.find(document);
      if (verdict == state_.verdicts.end() || release != nullptr) continue;
      const LedgerEntry& entry = verdict->second;
      if (entry.kind == EntryKind::kReleased && entry.input_hash == hash) {
        release = &entry;
      } else if (other == nullptr) {
        other = &entry;
      }
    }
    if (release == nullptr) {
      if (other == nullptr)
        return Refuse(
            "台帳に、この文書を出力した記録がありません / the ledger has no release of this "
            "document");
      if (other->kind == EntryKind::kHeld)
        return Refuse("文書は保留のままです / the document is held");
      return Refuse(
          "原本が、墨消しの記録のときの内容と違います / the original is not what was redacted");
    }
    if (release->provenance.profile == options_.provenance.profile) return release;
    return Refuse(
        fmt::format("文書は規程「{0}」で処理されています。--profile で示してください / it was "
                    "redacted under {0}: name it by --profile",
                    release->provenance.profile));
  }

  [[nodiscard]] Result<void> CheckReleasedCopy(const LedgerEntry& release,
                                               const DisposalFile& original) const {
    auto copy = DisposalFile::Open(options_.released / release.document, false);
    if (!copy) {
      return Refuse(fmt::format("墨消しした写しを読めません（{}） / the copy cannot be read ({})",
                                ErrorCause(copy.error().code, Language::kJapanese),
                                ErrorCause(copy.error().code, Language::kEnglish)));
    }
    if (copy->IsSameFile(original))
      return Refuse("写しと原本が同じファイルです / copy and original are one file");
    const auto hash = copy->Sha256();
    if (!hash) return std::unexpected(hash.error());
    if (*hash == release.output_hash) return {};
    return Refuse(
        "墨消しした写しが、台帳に記録されたものと違います / the copy is not the one that the "
        "ledger names");
  }

  [[nodiscard]] Result<void> CheckRegister(const LedgerEntry& release) const {
    const Holding* holding = FindHolding(options_.holdings, release.context);
    if (holding == nullptr) {
      return Refuse(fmt::format(
          "管理台帳に、利用目的「{}」の行がありません / the register has no row for the purpose {}",
          TermJapanese(kPurposes, release.context.purpose), release.context.purpose));
    }
    if (!options_.request.empty()) return {};
    const int kept = DaysBetween(LocalDay(release.time), options_.today);
    if (kept >= holding->original_days) return {};
    return Refuse(
        fmt::format("原本の保管期限（管理台帳 {0}、{1}日）まで、あと{2}日あります / it is to be "
                    "kept for {1} days by row {0}, {2} more",
                    holding->id, holding->original_days, holding->original_days - kept));
  }

  Result<void> CheckHandler(const LedgerEntry& release) {
    Context context = options_.context;
    context.purpose = release.context.purpose;
    const auto admitted = options_.admit(release.document, context);
    if (admitted) return {};
    if (admitted.error().code == ErrorCode::kHandlerDenied && !options_.dry_run) {
      LedgerEntry entry = Entry(release, kDenied);
      entry.procedure->note = admitted.error().where;
      if (auto noted = Append(entry); !noted) return noted;
    }
    return std::unexpected(admitted.error());
  }

  Result<void> Remove(DisposalFile& file, const LedgerEntry& release) {
    const auto begun = state_.under_way.find(release.document);
    const bool recorded =
        begun != state_.under_way.end() && begun->second.input_hash == release.input_hash;
    if (!recorded) {
      if (auto noted = Note(release, kDispose); !noted) return noted;
    }
    if (auto same = file.CheckUnchanged(); !same) return same;
    if (auto renamed = file.Rename(RemainsName(release.input_hash)); !renamed) return renamed;
    if (auto gone = file.Destroy(); !gone) return gone;
    return Note(release, kDisposed);
  }

  // The entry of a step about the document that `about` is about.
  [[nodiscard]] LedgerEntry Entry(const LedgerEntry& about, std::string_view step) const {
    LedgerEntry entry;
    entry.kind = EntryKind::kProcedure;
    entry.provenance = options_.provenance;
    entry.context = options_.context;
    entry.context.purpose = about.context.purpose;
    entry.document = about.document;
    entry.input_hash = about.input_hash;
    entry.output_hash = about.output_hash;
    entry.procedure = Procedure{std::string(step),
                                "",
                                options_.provenance.operator_id,
                                "overwrite",
                                options_.reason,
                                options_.request,
                                std::string(kOverwritingLimits)};
    return entry;
  }

  Result<void> Note(const LedgerEntry& about, std::string_view step, std::string_view more = {}) {
    LedgerEntry entry = Entry(about, step);
    entry.procedure->note += more;
    if (auto appended = Append(entry); !appended) return appended;
    state_.Add(entry);
    return {};
  }

  // Without its record nothing more is done.
  Result<void> Append(LedgerEntry& entry) {
    auto appended = ledger_.Append({&entry, 1});
    if (!appended) fatal_ = appended.error();
    return appended;
  }

  const DisposeOptions& options_;
  Ledger& ledger_;
  LedgerState state_;
  std::optional<Error> fatal_;
};

}  // namespace

std::string RemainsName(const Hash& input) { return std::string(kRemainsPrefix) + Hex(input); }

Result<std::vector<DisposalOutcome>> Dispose(const DisposeOptions& options, Ledger& ledger) {
  return Disposer(options, ledger).Run();
}

}  // namespace sumikeshi
