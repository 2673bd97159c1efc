// Characters of the source -> normalised UTF-8 with the source unit of each byte.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/text/view.h"

namespace sumikeshi {

// One character on its way through the normaliser, and the source units that it stands for.
struct Glyph {
  char32_t character = 0;
  std::uint32_t first = 0;
  std::uint32_t last = 0;

  friend bool operator==(const Glyph&, const Glyph&) = default;
};

// What a character becomes with its marks: nothing (zero width), one character or several (㈱).
[[nodiscard]] std::u32string NormalForm(std::u32string_view segment);

enum class NormaliserMode { kText, kOcr };

// Takes the characters in order, works line by line (long lines in pieces), keeps no more than one
// line besides its result. Units must not decrease.
class Normaliser {
 public:
  explicit Normaliser(NormaliserMode mode) : mode_(mode) {}
  void Reserve(std::size_t bytes);
  void Add(char32_t character, std::uint32_t unit);
  // The view of all that was added; `units` is the number of source units.
  [[nodiscard]] View Finish(std::uint32_t units);

 private:
  void FlushLine();
  void NoteCharacter(char32_t character);

  NormaliserMode mode_;
  bool quiet_ = true;       // the line holds nothing that a pass would change
  bool has_digit_ = false;  // ... and these, which together are not quiet
  bool has_long_mark_ = false;
  std::vector<Glyph> line_;
  View view_;
};

}  // namespace sumikeshi
