// What kind of document a page is. Keys are permanent: profiles and ledgers cite them.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace sumikeshi {

enum class PageClass {
#define SUMIKESHI_PAGE_CLASS(id, key, ja, en) id,
#include "sumikeshi/page_classes.def"
#undef SUMIKESHI_PAGE_CLASS
};

struct PageClassName {
  PageClass page_class;
  std::string_view key;
  std::string_view japanese;
  std::string_view english;
};

// In the order of the enumeration.
inline constexpr auto kPageClassNames = std::to_array<PageClassName>({
#define SUMIKESHI_PAGE_CLASS(id, key, ja, en) {PageClass::id, key, ja, en},
#include "sumikeshi/page_classes.def"
#undef SUMIKESHI_PAGE_CLASS
});

[[nodiscard]] constexpr const PageClassName& NameOf(PageClass page_class) {
  return kPageClassNames[static_cast<std::size_t>(page_class)];
}

[[nodiscard]] constexpr std::optional<PageClass> PageClassFromKey(std::string_view key) {
  for (const PageClassName& name : kPageClassNames) {
    if (name.key == key) return name.page_class;
  }
  return std::nullopt;
}

}  // namespace sumikeshi
