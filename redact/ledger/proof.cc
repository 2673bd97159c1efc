// Proofs of one entry, and of one checkpoint continuing another.
#include "redact/ledger/proof.h"

#include <fmt/format.h>

#include <charconv>
#include <string>
#include <vector>

#include "redact/ledger/anchors.h"
#include "redact/ledger/entry_codec.h"
#include "redact/ledger/files.h"
#include "redact/ledger/read_access.h"
#include "redact/ledger/stored_tree.h"

namespace sumikeshi {
namespace {

// A proof, taken apart. The extra data, which the format leaves to us, is the ledger's public key,
// a line feed, and the entry.
struct Proof {
  std::string key;
  std::string body;
  std::int64_t index = 0;
  std::vector<Hash> path;
  std::string note;

  [[nodiscard]] std::string Text() const {
    std::string text(kProofStart);
    text += fmt::format("extra {}\nindex {}\n", Base64(key + '\n' + body), index);
    for (const Hash& hash : path) text += Base64(hash) + '\n';
    return text + '\n' + note;
  }
};

std::optional<std::string_view> TakeLine(std::string_view& text, std::string_view start = {}) {
  const std::size_t end = text.find('\n');
  if (end == text.npos || !text.starts_with(start)) return std::nullopt;
  const std::string_view line = text.substr(start.size(), end - start.size());
  text.remove_prefix(end + 1);
  return line;
}

// What it gives is written again as the same bytes.
std::optional<Proof> ParseProof(std::string_view text) {
  const std::string_view whole = text;
  const auto first = TakeLine(text);
  const auto extra = TakeLine(text, "extra ");
  const auto index = TakeLine(text, "index ");
  const auto data = extra ? FromBase64(*extra) : std::nullopt;
  if (!first || !index || !data) return std::nullopt;
  const std::size_t gap = data->find('\n');
  if (gap == data->npos) return std::nullopt;
  Proof proof{.key = data->substr(0, gap), .body = data->substr(gap + 1), .path = {}, .note = {}};
  std::from_chars(index->data(), index->data() + index->size(), proof.index);
  for (auto line = TakeLine(text); line && !line->empty(); line = TakeLine(text)) {
    const auto hash = HashFromBase64(*line);
    if (!hash) return std::nullopt;
    proof.path.push_back(*hash);
  }
  proof.note = text;
  return proof.Text() == whole ? std::optional(proof) : std::nullopt;
}

// The last checkpoint as it stands in the database.
struct SignedState {
  TreeHead head;
  std::string note;
  std::string key;
};

Result<SignedState> ReadSignedState(const Database& database) {
  auto rows = database.Prepare(
      "SELECT note, (SELECT key FROM head) FROM checkpoint ORDER BY size DESC LIMIT 1");
  if (!rows) return std::unexpected(rows.error());
  const auto row = rows->Step();
  if (!row) return std::unexpected(row.error());
  if (!*row) return Fail(ErrorCode::kNotFound, "checkpoint", "nothing is signed yet");
  const auto note = SignedNote::Parse(rows->Text(0));
  if (!note) return std::unexpected(note.error());
  auto head = TreeHead::Parse(note->text);
  if (!head) return std::unexpected(head.error());
  return SignedState{*std::move(head), std::string(rows->Text(0)), std::string(rows->Text(1))};
}

Result<std::string> ReadBody(const Database& database, std::int64_t sequence) {
  auto rows = database.Prepare("SELECT body FROM entry WHERE sequence = ?1");
  if (!rows) return std::unexpected(rows.error());
  const auto row = rows->Bind(1, sequence).Step();
  if (!row) return std::unexpected(row.error());
  if (!*row) return Fail(ErrorCode::kNotFound, "entry", "there is no such entry");
  if (rows->IsNull(0)) return Fail(ErrorCode::kNotFound, "entry", "the entry was pruned");
  return std::string(rows->Text(0));
}

void CheckProof(const Proof& proof, const LedgerAnchors& anchors, ProblemList& problems,
                LedgerReport& report) {
  report.key = proof.key;
  report.last_checkpoint = proof.note;
  const auto key = CheckKey(proof.key, anchors, problems);
  const auto note = SignedNote::Parse(proof.note);
  const auto head = note ? TreeHead::Parse(note->text) : std::unexpected(note.error());
  if (!key) return;
  if (!head || head->origin != key->name || !note->IsSignedBy(*key)) {
    return problems.Add(0, "証明のチェックポイントの署名が合いません",
                        "the proof's checkpoint is not what was signed");
  }
  for (const EntryCheck::Claim& claim : CheckAnchors(anchors, *key, problems)) {
    if (claim.size != head->size || claim.root == head->root) continue;
    problems.Add(0, "証明のチェックポイントが、控えと違います",
                 "the proof's checkpoint is not the given one");
  }
  report.signed_entries = head->size;
  const auto entry = DecodeEntry(proof.body);
  const std::int64_t sequence = proof.index + 1;
  if (!entry || entry->sequence != sequence ||
      !Includes(head->root, head->size, EntryHash(proof.body), proof.index, proof.path)) {
    return problems.Add(
        sequence, fmt::format("{}番の記録は、証明のとおりには台帳に含まれていません", sequence),
        fmt::format("the proof does not show that entry {} is in the ledger", sequence));
  }
  report.entries = 1;
  report.proved = sequence;
}

}  // namespace

Result<LedgerReport> VerifyProof(const std::filesystem::path& path, const LedgerAnchors& anchors) {
  const auto text = ReadSmallFile(path, "proof");
  if (!text) return std::unexpected(text.error());
  ProblemList problems;
  LedgerReport report;
  if (const auto proof = ParseProof(*text)) {
    CheckProof(*proof, anchors, problems, report);
  } else {
    problems.Add(0, "証明のファイルが壊れています", "the file of the proof is damaged");
  }
  report.problems = std::move(problems).TakeSorted();
  return report;
}

Result<std::string> LastCheckpoint(const std::filesystem::path& path) {
  const auto database = OpenKnownForReading(path);
  if (!database) return std::unexpected(database.error());
  auto state = ReadSignedState(*database);
  if (!state) return std::unexpected(state.error());
  return std::move(state->note);
}

Result<std::string> LedgerKey(const std::filesystem::path& path) {
  const auto database = OpenKnownForReading(path);
  if (!database) return std::unexpected(database.error());
  auto rows = database->Prepare("SELECT key FROM head");
  const auto row = rows ? rows->Step() : std::unexpected(rows.error());
  if (!row) return std::unexpected(row.error());
  return std::string(rows->Text(0));
}

Result<std::string> ProveEntry(const std::filesystem::path& path, std::int64_t sequence) {
  const auto database = OpenKnownForReading(path);
  if (!database) return std::unexpected(database.error());
  auto state = ReadSignedState(*database);
  if (!state) return std::unexpected(state.error());
  auto body = ReadBody(*database, sequence);
  if (!body) return std::unexpected(body.error());
  if (sequence > state->head.size) {
    return Fail(ErrorCode::kNotFound, "entry", "it is not signed yet: run ledger checkpoint");
  }
  auto tree = StoredTree::Open(*database);
  if (!tree) return std::unexpected(tree.error());
  auto hashes = InclusionPath(sequence - 1, state->head.size, tree->reader());
  if (!hashes) return std::unexpected(hashes.error());
  return Proof{std::move(state->key), *std::move(body), sequence - 1, *std::move(hashes),
               std::move(state->note)}
      .Text();
}

Result<std::string> ProveConsistency(const std::filesystem::path& path, std::int64_t size) {
  const auto database = OpenKnownForReading(path);
  if (!database) return std::unexpected(database.error());
  const auto state = ReadSignedState(*database);
  if (!state) return std::unexpected(state.error());
  if (size < 0 || size > state->head.size) {
    return Fail(ErrorCode::kNotFound, "checkpoint", "the last checkpoint is of fewer entries");
  }
  auto tree = StoredTree::Open(*database);
  if (!tree) return std::unexpected(tree.error());
  std::vector<Hash> hashes;
  if (size > 0) {
    auto found = ConsistencyPath(size, state->head.size, tree->reader());
    if (!found) return std::unexpected(found.error());
    hashes = *std::move(found);
  }
  std::string text = fmt::format("old {}\n", size);
  for (const Hash& hash : hashes) text += Base64(hash) + '\n';
  return text + '\n' + state->note;
}

}  // namespace sumikeshi
