// The values that a labelled field holds, cut apart: 山田太郎(ヤマダタロウ)様 are two.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "scanner/personal/personal.h"
#include "scanner/text/view.h"

namespace sumikeshi {

// What a label says of its value, if that is personal data.
[[nodiscard]] std::optional<PersonalKind> KindOf(const Label& label);

// The values in [span) of `text` (normalised UTF-8) under a label of that kind: without 様 and its
// like, without what is said instead of a value (同上, 本人, なし). Of `kind`, but a postal code in
// an address is one, and an age in a field of birth.
struct Piece {
  Span span;  // bytes
  PersonalKind kind = PersonalKind::kName;
};
[[nodiscard]] std::vector<Piece> PiecesOf(std::string_view text, Span span, PersonalKind kind,
                                          const Label& label);

}  // namespace sumikeshi
