// Where values stand in a text, many at once, however they are grouped there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sumikeshi/document.h"

namespace sumikeshi {

// How a value counts as standing somewhere.
enum class ValueMatch {
  kAnywhere,  // besides that a number or word of ASCII does not go on there
  kAlone,     // not within a longer run of kanji
};

// Spaces, hyphens and line breaks make no difference.
class ValueIndex {
 public:
  // `value` is normalised UTF-8. `tag` is what Find gives back. A value of a single character, or
  // a number below four digits, is not looked for: false. Of two adds of a value the first counts.
  bool Add(std::string_view value, ValueMatch match, std::size_t tag);

  struct Hit {
    Span span;  // bytes of the text
    std::size_t tag = 0;

    friend bool operator==(const Hit&, const Hit&) = default;
  };
  // In order, the longest where several begin. They may overlap.
  [[nodiscard]] std::vector<Hit> Find(std::string_view text) const;

 private:
  struct Value {
    ValueMatch match = ValueMatch::kAnywhere;
    std::size_t tag = 0;
  };
  struct HashOf {
    using is_transparent = void;
    std::size_t operator()(std::u32string_view text) const {
      return std::hash<std::u32string_view>{}(text);
    }
  };
  using Values = std::unordered_map<std::u32string, Value, HashOf, std::equal_to<>>;
  // By the first two characters; of those, by length, the longest first.
  std::unordered_map<std::uint64_t, std::map<std::size_t, Values, std::greater<>>> by_start_;
};

}  // namespace sumikeshi
