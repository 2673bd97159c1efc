// Names of persons in running text: by how they are addressed, and by the dictionary of names.
#pragma once

#include <string_view>
#include <vector>

#include "sumikeshi/document.h"

namespace sumikeshi {

// The names in normalised UTF-8, as bytes, in order; they may overlap.
//   山田様、田中さくらさん、ジョン・スミス氏   a surname of the dictionary, or katakana, before 様
//   and its like 被保険者山田太郎は                     a run of kanji that is a surname with a
//   given name, alone or
//                                       behind a role
//   山田太郎 <taro@example.jp>             what stands before an address of mail
// Limits: kanji that the dictionary does not have.
[[nodiscard]] std::vector<Span> FindNames(std::string_view text);

// The names in a text as it came, as characters, in order; they may overlap. The normalised text
// lacks the spaces that tell a name from 電話 behind it. All are a surname and a given name of the
// dictionary, in kanji or by their readings:
//   太田 千尋   太田千尋          no kanji beside them
//   ヤマダ タロウ   やまだ たろう   nothing of a word beside them; ヤマダタロウ where it is no
//                                       other word
//   Taro Yamada   YAMADA, TARO          in either order, with capitals
[[nodiscard]] std::vector<Span> FindSpacedNames(std::u32string_view text);

// A name in kanji as the dictionary cuts it: the length of its surname in bytes, 0 where it has
// no such cut.
[[nodiscard]] std::size_t SurnameLength(std::string_view name);

}  // namespace sumikeshi
