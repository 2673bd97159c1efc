// A second party's countersignature.
#include <chrono>

#include "redact/ledger/evidence.h"
#include "redact/ledger/files.h"
#include "redact/ledger/note.h"

namespace sumikeshi {
namespace {

Result<SigningKey> OpenKey(const WitnessOptions& options) {
  auto key = SigningKey::Load(options.key, KeyType::kWitness);
  if (key || key.error().code != ErrorCode::kNotFound) return key;
  return SigningKey::Create(options.key, KeyType::kWitness, options.name);
}

std::int64_t Now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())
      .time_since_epoch()
      .count();
}

}  // namespace

Result<Witnessed> WitnessLedger(const std::filesystem::path& path, const WitnessOptions& options) {
  LedgerAnchors anchors;
  auto seen = ReadSmallFile(options.seen, "checkpoint");
  if (seen) {
    anchors.checkpoints.push_back(*std::move(seen));
  } else if (seen.error().code != ErrorCode::kNotFound) {
    return std::unexpected(seen.error());
  }
  auto report = VerifyLedger(path, anchors);
  if (!report) return std::unexpected(report.error());
  const auto key = OpenKey(options);
  if (!key) return std::unexpected(key.error());
  Witnessed witnessed{*std::move(report), {}, key->public_key().Text()};
  if (!witnessed.report.problems.empty()) return witnessed;
  auto note = SignedNote::Parse(witnessed.report.last_checkpoint);
  if (!note) return Fail(ErrorCode::kNotFound, "checkpoint", "nothing is signed yet");
  note->signatures.push_back(key->Cosign(note->text, Now()));
  witnessed.note = note->Text();
  if (auto kept = ReplaceFile(options.seen, witnessed.note, 0644, "checkpoint"); !kept) {
    return std::unexpected(kept.error());
  }
  return witnessed;
}

}  // namespace sumikeshi
