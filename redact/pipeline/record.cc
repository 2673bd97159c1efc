// Makes ledger entries.
#include "redact/pipeline/record.h"

#include <fmt/format.h>
#include <sodium.h>

#include <chrono>
#include <cstdint>
#include <ctime>
#include <string_view>
#include <utility>

#include "redact/pipeline/form_look.h"

namespace sumikeshi {

extern const std::string_view kDictionaryHash;  // made at build time, 64 hex digits

namespace {

Hash DictionaryHash() {
  Hash hash{};
  sodium_hex2bin(hash.data(), hash.size(), kDictionaryHash.data(), kDictionaryHash.size(), "\n",
                 nullptr, nullptr);
  return hash;
}

std::string NewBatchId() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  gmtime_r(&now, &utc);
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z-{:08x}", utc.tm_year + 1900, utc.tm_mon + 1,
                     utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec, randombytes_random());
}

std::span<const std::uint8_t> AsBytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string NameOf(const Treatment& treatment) {
  return fmt::format("{} {}", ModeKey(treatment.mode), TreatmentId(treatment));
}

// What was done to the document as a whole: the treatment, and how many values of each kind.
LedgerEntry TreatmentEntry(const LedgerEntry& base, const TreatedDocument& treated,
                           const Verdict& verdict) {
  LedgerEntry entry = base;
  entry.kind = EntryKind::kProcedure;
  entry.output_hash = verdict.output_hash;
  Procedure procedure;
  procedure.step = ModeKey(treated.treatment->mode);
  procedure.id = TreatmentId(*treated.treatment);
  procedure.by = base.provenance.operator_id;
  for (const auto& [key, count] : treated.counts) {
    procedure.note += fmt::format("{}{} {}", procedure.note.empty() ? "" : ", ", key, count);
  }
  entry.procedure = std::move(procedure);
  return entry;
}

}  // namespace

std::string ProgramVersion() { return "sumikeshi " SUMIKESHI_VERSION; }

Provenance MakeProvenance(const Profile& profile, const Context& context, std::string reader,
                          const Treatment* treatment) {
  Provenance provenance;
  provenance.batch = NewBatchId();
  provenance.operator_id = context.operator_id;
  provenance.program = ProgramVersion();
  provenance.reader = std::move(reader);
  provenance.profile = profile.name();
  provenance.profile_hash = profile.hash();
  if (treatment != nullptr) {
    provenance.profile_hash = HmacSha256(profile.hash(), AsBytes(NameOf(*treatment)));
  }
  provenance.dictionary_hash = DictionaryHash();
  return provenance;
}

Result<void> AddForms(const std::filesystem::path& folder, Provenance& provenance) {
  const auto forms = HashOfForms(folder);
  if (!forms) return std::unexpected(forms.error());
  std::vector<std::uint8_t> both(provenance.dictionary_hash.begin(),
                                 provenance.dictionary_hash.end());
  both.insert(both.end(), forms->begin(), forms->end());
  provenance.dictionary_hash = Sha256(both);
  return {};
}

Result<std::vector<LedgerEntry>> MakeEntries(Ledger& ledger, const Provenance& provenance,
                                             const Context& context, const std::string& document,
                                             const ProcessedDocument& processed,
                                             const Verdict& verdict) {
  LedgerEntry base;
  base.provenance = provenance;
  base.context = context;
  base.document = document;
  base.input_hash = verdict.input_hash;
  std::vector<LedgerEntry> entries;
  Hash key{};
  if (!processed.decided.empty()) {
    auto made = ledger.DocumentKey(verdict.input_hash);
    if (!made) return std::unexpected(made.error());
    key = *made;
  }
  for (const DecidedDetection& decided : processed.decided) {
    LedgerEntry& entry = entries.emplace_back(base);
    entry.kind = EntryKind::kDecision;
    entry.decision = decided.decision;
    if (!decided.value.empty()) {
      entry.commitment = HmacSha256(key, AsBytes(decided.value));
    }
  }
  sodium_memzero(key.data(), key.size());
  if (verdict.released && processed.treated) {
    entries.push_back(TreatmentEntry(base, *processed.treated, verdict));
  }
  LedgerEntry& last = entries.emplace_back(base);
  last.kind = verdict.released ? EntryKind::kReleased : EntryKind::kHeld;
  last.pages = verdict.pages;
  last.output_hash = verdict.output_hash;
  last.reason = verdict.reason;
  return entries;
}

}  // namespace sumikeshi
