// What kinds of information there are. Keys are permanent: profiles and ledgers cite them.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace sumikeshi {

enum class Category {
#define SUMIKESHI_CATEGORY(id, key, ja, en) id,
#include "sumikeshi/categories.def"
#undef SUMIKESHI_CATEGORY
};

inline constexpr auto kAllCategories = std::to_array<Category>({
#define SUMIKESHI_CATEGORY(id, key, ja, en) Category::id,
#include "sumikeshi/categories.def"
#undef SUMIKESHI_CATEGORY
});

// Permanent key ("my_number"), Japanese ("個人番号") and English name.
[[nodiscard]] constexpr std::string_view CategoryKey(Category category) {
  switch (category) {
#define SUMIKESHI_CATEGORY(id, key, ja, en) \
  case Category::id:                        \
    return key;
#include "sumikeshi/categories.def"
#undef SUMIKESHI_CATEGORY
  }
  return {};
}

[[nodiscard]] constexpr std::string_view CategoryJapanese(Category category) {
  switch (category) {
#define SUMIKESHI_CATEGORY(id, key, ja, en) \
  case Category::id:                        \
    return ja;
#include "sumikeshi/categories.def"
#undef SUMIKESHI_CATEGORY
  }
  return {};
}

[[nodiscard]] constexpr std::string_view CategoryEnglish(Category category) {
  switch (category) {
#define SUMIKESHI_CATEGORY(id, key, ja, en) \
  case Category::id:                        \
    return en;
#include "sumikeshi/categories.def"
#undef SUMIKESHI_CATEGORY
  }
  return {};
}

[[nodiscard]] constexpr std::optional<Category> CategoryFromKey(std::string_view key) {
  for (Category category : kAllCategories) {
    if (CategoryKey(category) == key) return category;
  }
  return std::nullopt;
}

}  // namespace sumikeshi
