// What checkpoints say, and whether they were rightly signed.
#include "redact/ledger/anchors.h"

#include <fmt/format.h>

#include <algorithm>

namespace sumikeshi {

std::optional<PublicKey> CheckKey(std::string_view text, const LedgerAnchors& anchors,
                                  ProblemList& problems) {
  const auto key = PublicKey::Parse(text);
  if (!key || key->type != KeyType::kLog) {
    problems.Add(0, "台帳の公開鍵が変わっています", "the ledger's public key was changed");
    return std::nullopt;
  }
  if (!anchors.key.empty() && anchors.key != text) {
    problems.Add(0, "台帳の公開鍵が、示された公開鍵と違います（別の台帳です）",
                 "the ledger's public key is not the given one: this is another ledger");
  }
  return *key;
}

std::optional<EntryCheck::Claim> CheckStoredCheckpoint(std::string_view note, std::int64_t size,
                                                       const PublicKey& key,
                                                       ProblemList& problems) {
  const auto parsed = SignedNote::Parse(note);
  const auto head = parsed ? TreeHead::Parse(parsed->text) : std::unexpected(parsed.error());
  if (head && head->size == size && head->origin == key.name && parsed->IsSignedBy(key)) {
    return EntryCheck::Claim{head->size, head->root};
  }
  problems.Add(
      0, fmt::format("{}件時点のチェックポイントが変わっています（署名が合いません）", size),
      fmt::format("the checkpoint of {} entries was changed: it is not what was signed", size));
  return std::nullopt;
}

std::vector<EntryCheck::Claim> CheckAnchors(const LedgerAnchors& anchors, const PublicKey& key,
                                            ProblemList& problems) {
  std::vector<EntryCheck::Claim> claims;
  std::vector<SignedNote> notes;
  for (const std::string& text : anchors.checkpoints) {
    auto note = SignedNote::Parse(text);
    const auto head = note ? TreeHead::Parse(note->text) : std::unexpected(note.error());
    if (!head) {
      problems.Add(0, "控えのチェックポイントが壊れています",
                   "the given checkpoint is damaged: it is no signed checkpoint");
    } else if (head->origin != key.name || !note->IsSignedBy(key)) {
      problems.Add(
          0,
          fmt::format("控えのチェックポイント（{}）に、この台帳の鍵の署名がありません。台帳が"
                      "取り替えられたか、別の台帳の控えです",
                      head->origin),
          fmt::format("the given checkpoint ({}) is not signed by this ledger's key: the ledger "
                      "was replaced, or the checkpoint is another ledger's",
                      head->origin));
    } else {
      claims.push_back({head->size, head->root});
      notes.push_back(*std::move(note));
    }
  }
  for (const LedgerAnchors::Root& root : anchors.roots) claims.push_back({root.size, root.root});
  for (const std::string& text : anchors.witness_keys) {
    const auto witness = PublicKey::Parse(text);
    const bool signed_by = witness && std::ranges::any_of(notes, [&](const SignedNote& note) {
                             return note.WitnessedAt(*witness).has_value();
                           });
    if (signed_by) continue;
    problems.Add(0, fmt::format("立会人（{}）の署名のあるチェックポイントがありません", text),
                 fmt::format("no checkpoint is countersigned by the witness {}", text));
  }
  return claims;
}

}  // namespace sumikeshi
