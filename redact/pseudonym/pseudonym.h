// Pseudonyms: what stands for a value, the same wherever the value stands, under one key.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "redact/pseudonym/key_file.h"
#include "scanner/personal/personal.h"
#include "sumikeshi/document.h"

namespace sumikeshi {

// The words of a kind: its permanent key ("name"), and how a person calls it (氏名).
[[nodiscard]] std::string_view PersonalKey(PersonalKind kind);
[[nodiscard]] std::string_view PersonalJapanese(PersonalKind kind);

// A value as it counts: without spaces, a number without hyphens, a day as year, month and day,
// 1丁目2番3号 as 1-2-3. What is spelt otherwise and is the same (a name in kana) is not the same
// here.
[[nodiscard]] std::string CanonicalValue(PersonalKind kind, std::string_view value);

// 氏名-KTBDMPQRSVBCDFGHJKMN: the kind, and 80 bits of HMAC-SHA-256 over kind and canonical value,
// in letters only, so that no number and no word can be read into it. Among a hundred million
// values two are alike with a chance of one in two hundred million.
[[nodiscard]] std::u32string PseudonymOf(const PseudonymKey& key, PersonalKind kind,
                                         std::string_view value);

// Where pseudonyms and what Generalise puts stand in a text, in order: characters.
[[nodiscard]] std::vector<Span> FindPseudonyms(const Text& text);

}  // namespace sumikeshi
