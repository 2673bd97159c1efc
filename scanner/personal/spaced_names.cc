// Names that spaces, or nothing of their own script, set apart: whole runs are looked up.
#include <algorithm>
#include <string>
#include <vector>

#include "scanner/personal/name_dictionary.h"
#include "scanner/personal/names.h"
#include "scanner/text/characters.h"
#include "scanner/text/normalise.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

// A run of one script, as it is looked up: katakana for kana, small letters for Latin.
enum class Script { kNone, kHan, kKatakana, kHiragana, kLatin };

struct NameWord {
  Span span;  // characters
  Script script = Script::kNone;
  std::u32string letters;
  bool capital = false;  // of Latin: Yamada, YAMADA
};

Script ScriptOf(char32_t c) {
  if (IsHan(c)) return Script::kHan;
  if (IsKatakana(c)) return Script::kKatakana;
  if (IsHiragana(c)) return Script::kHiragana;
  const bool wide = (c >= U'Ａ' && c <= U'Ｚ') || (c >= U'ａ' && c <= U'ｚ');
  return IsAsciiLetter(c) || wide ? Script::kLatin : Script::kNone;
}

void Spell(NameWord& word, std::u32string_view written) {
  word.letters = NormalForm(written);
  if (word.script == Script::kHiragana) {
    for (char32_t& c : word.letters) c += U'ア' - U'あ';
  }
  if (word.script != Script::kLatin) return;
  const auto is_capital = [](char32_t c) { return c >= U'A' && c <= U'Z'; };
  const std::u32string_view rest = std::u32string_view(word.letters).substr(1);
  word.capital = is_capital(word.letters.front()) &&
                 (std::ranges::all_of(rest, is_capital) || std::ranges::none_of(rest, is_capital));
  for (char32_t& c : word.letters) {
    if (is_capital(c)) c += U'a' - U'A';
  }
}

std::vector<NameWord> WordsOf(std::u32string_view text) {
  std::vector<NameWord> words;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const Script script = ScriptOf(text[i]);
    while (i < text.size() && ScriptOf(text[i]) == script) ++i;
    if (script == Script::kNone) continue;
    NameWord& word = words.emplace_back();
    word.span = {begin, i};
    word.script = script;
    constexpr std::size_t kLongest = 16;  // of any name
    if (i - begin <= kLongest) Spell(word, text.substr(begin, i - begin));
  }
  return words;
}

// No letter or digit touches it.
bool StandsAlone(std::u32string_view text, Span span) {
  const auto is_letter = [](char32_t c) {
    return ScriptOf(c) != Script::kNone || IsDigit(c) || c == U'・' || c == U'-' || c == U'_' ||
           c == U'.' || c == U'/' || c == U'@';
  };
  return (span.begin == 0 || !is_letter(text[span.begin - 1])) &&
         (span.end == text.size() || text[span.end] == U'.' || !is_letter(text[span.end]));
}

bool AreNeighbours(std::u32string_view text, const NameWord& first, const NameWord& second) {
  if (first.script != second.script) return false;
  const std::u32string_view between =
      text.substr(first.span.end, second.span.begin - first.span.end);
  return between == U" " || between == U"\u3000" ||
         (first.script == Script::kLatin && between == U", ");
}

// Without a space: 山田太郎, ヤマダタロウ. Two kanji are any word.
bool IsWholeName(const NameWord& word) {
  if (word.script == Script::kHan) {
    constexpr std::size_t kShortest = 3;
    return word.letters.size() >= kShortest &&
           word.letters.size() <= kLongestSurname + kLongestGiven &&
           CutName(word.letters).has_value();
  }
  constexpr std::size_t kShortest = 5;
  const std::u32string_view name = word.letters;
  if (word.script != Script::kKatakana || name.size() < kShortest || Is(name, kNoName))
    return false;
  for (std::size_t cut = 3; cut + 2 <= name.size(); ++cut) {
    if (Is(name.substr(0, cut), kSurname) && Is(name.substr(cut), kGiven)) return true;
  }
  return false;
}

bool AreNames(const NameWord& first, const NameWord& second) {
  if (first.letters.empty() || second.letters.empty()) return false;
  if (first.script == Script::kLatin) {
    if (!first.capital || !second.capital) return false;
    const unsigned one = UseOfLatin(ToUtf8(first.letters));
    const unsigned other = UseOfLatin(ToUtf8(second.letters));
    return ((one & kSurname) != 0 && (other & kGiven) != 0) ||
           ((one & kGiven) != 0 && (other & kSurname) != 0);
  }
  return Is(first.letters, kSurname) && Is(second.letters, kGiven) &&
         !Is(first.letters + second.letters, kNoName);
}

}  // namespace

std::vector<Span> FindSpacedNames(std::u32string_view text) {
  std::vector<Span> found;
  const std::vector<NameWord> words = WordsOf(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (IsWholeName(words[i]) &&
        (words[i].script == Script::kHan || StandsAlone(text, words[i].span))) {
      found.push_back(words[i].span);
    }
    if (i + 1 == words.size() || !AreNeighbours(text, words[i], words[i + 1])) continue;
    const Span both{words[i].span.begin, words[i + 1].span.end};
    const bool apart = words[i].script == Script::kHan || StandsAlone(text, both);
    if (apart && AreNames(words[i], words[i + 1])) found.push_back(both);
  }
  return found;
}

}  // namespace sumikeshi
