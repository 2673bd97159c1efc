// The dictionary as it is compiled in, and its words in Latin letters.
#include "scanner/personal/name_dictionary.h"

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

#include "dictionaries/dictionaries.h"
#include "scanner/personal/romaji.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

// The dictionary, sorted by word.
const std::vector<std::pair<std::string_view, unsigned>>& Entries() {
  static const auto kEntries = [] {
    std::vector<std::pair<std::string_view, unsigned>> entries;
    std::string_view data = kPersonNames;
    while (!data.empty()) {
      const std::size_t end = std::min(data.find('\n'), data.size());
      const std::string_view line = data.substr(0, end);
      data.remove_prefix(std::min(end + 1, data.size()));
      const std::size_t tab = line.find('\t');
      if (line.starts_with('#') || tab == line.npos) continue;
      const std::string_view uses = line.substr(tab + 1);
      entries.emplace_back(line.substr(0, tab), (uses.contains('S') ? kSurname : 0U) |
                                                    (uses.contains('G') ? kGiven : 0U) |
                                                    (uses.contains('X') ? kNoName : 0U));
    }
    return entries;
  }();
  return kEntries;
}

}  // namespace

unsigned UseOf(std::u32string_view word) {
  const std::string utf8 = ToUtf8(word);
  const auto& entries = Entries();
  const auto at = std::ranges::lower_bound(entries, std::string_view(utf8), {},
                                           &std::pair<std::string_view, unsigned>::first);
  return at != entries.end() && at->first == utf8 ? at->second : 0;
}

unsigned UseOfLatin(const std::string& word) {
  static const auto kUses = [] {
    std::unordered_map<std::string, unsigned> uses;
    for (const auto& [name, use] : Entries()) {
      if ((use & kNoName) != 0) continue;
      for (const std::string& spelling : Romanised(ToCharacters(name))) uses[spelling] |= use;
    }
    return uses;
  }();
  const auto at = kUses.find(word);
  return at == kUses.end() ? 0 : at->second;
}

std::optional<std::size_t> CutName(std::u32string_view name) {
  if (Is(name, kNoName)) return std::nullopt;
  for (std::size_t cut = std::min(kLongestSurname, name.size() - 1); cut > 0; --cut) {
    if (name.size() - cut > kLongestGiven) break;
    if (Is(name.substr(0, cut), kSurname) && Is(name.substr(cut), kGiven)) return cut;
  }
  return std::nullopt;
}

}  // namespace sumikeshi
