// Builds the table of triggers from the dictionaries, and walks its trie.
#include "scanner/trigger_table.h"

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <string>
#include <unordered_map>

#include "scanner/fields/label_matcher.h"
#include "scanner/fields/label_table.h"
#include "scanner/recognizers/number_labels.h"
#include "scanner/recognizers/sentences.h"
#include "scanner/recognizers/terms.h"
#include "scanner/text/characters.h"
#include "scanner/text/normalise.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

constexpr std::uint8_t kAnyNumber = 1;
constexpr std::size_t kBasicPlane = 0x10000;
constexpr char32_t kFirstHalfKana = 0xFF66;
constexpr char32_t kVoicedMark = 0xFF9E;  // half width; the next is the half-voiced one

bool IsDashOrMark(char32_t c) { return IsDash(c) || c == U'ー' || c == U'一'; }

bool IsNumeral(char32_t c) {
  return IsDigit(c) || KanjiDigit(c).has_value() || c == U'十' || c == U'百' || c == U'○';
}

// Marks that change the character before them, where they were not read together with it.
bool IsCombining(char32_t c) {
  return c == 0x3099 || c == 0x309A || c == kVoicedMark || c == kVoicedMark + 1;
}

// Hangul, surrogates, private use: in no word, and in no other form.
bool IsUnheardOf(char32_t c) {
  return (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xA000 && c <= 0xF8FF);
}

// The fewest digits that a number of the category has.
std::uint8_t FewestDigits(const NumberLabel& label) {
  if (!label.category) return 3;
  switch (*label.category) {
    case Category::kMyNumber:
    case Category::kLicenceNumber:
      return 12;
    case Category::kCardNumber:
      return 14;
    case Category::kJuminhyoCode:
      return 11;
    case Category::kPensionNumber:
    case Category::kPhone:
      return 10;
    case Category::kPassportNumber:
      return 7;
    case Category::kResidenceCard:
      return 8;
    case Category::kBankAccount:
      return 4;
    case Category::kCardExpiry:
    case Category::kBirthDate:
      return 3;
    default:
      return kAnyNumber;
  }
}

// Words of patterns that are no label by themselves.
constexpr std::pair<std::string_view, std::uint8_t> kPatternWords[] = {
    {"記号", kAnyNumber}, {"普通", 7}, {"当座", 7}, {"貯蓄", 7}, {"日生", 3}, {"1生", 4},
    {"本籍", 0},          {"原籍", 0}, {"戸籍", 0}, {"除籍", 0}, {"転籍", 0}, {"分籍", 0},
    {"附票", 0},          {"籍を", 0}, {"籍が", 0}, {"籍は", 0}, {"筆頭", 0}};

constexpr std::string_view kQuestionEnds[] = {"ますか",   "ですか",   "ましたか",   "でしたか",
                                              "ませんか", "事がある", "ことがある", "のこと",
                                              "あるか",   "ないか"};

bool MayBeFinding(const Label& label) {
  constexpr std::string_view kOrdinary[] = {"NAME", "ADDRESS", "PHONE", "BIRTH"};
  return label.use == FieldUse::kSensitive ||
         std::ranges::find(kOrdinary, label.kind) != std::end(kOrdinary);
}

}  // namespace

// Collects the words, then writes the tables.
struct TriggerTable::Builder {
  explicit Builder(TriggerTable& into) : table(into) {}

  // Letters that labels take for each other are one.
  static char32_t Fold(char32_t normal) {
    if (IsNumeral(normal) && normal != U'一') return U'0';
    if (normal <= 0x20 || IsDashOrMark(normal)) return 0;
    const char32_t folded = FoldLetter(normal);
    if (folded == U'-') return 0;
    return IsDigit(folded) ? U'0' : folded;
  }

  std::uint32_t ClassOf(char32_t normal, bool add) {
    const char32_t folded = Fold(normal);
    if (folded == 0) return kSkipped;
    if (folded == U'0') return kDigits;
    const auto known = classes.find(folded);
    if (known != classes.end()) return known->second;
    if (!add) return kOther;
    const auto number = static_cast<std::uint32_t>(classes.size()) + kDigits + 1;
    classes.emplace(folded, number);
    return number;
  }

  std::vector<std::uint32_t> ClassesOf(std::u32string_view word, bool add) {
    std::vector<std::uint32_t> symbols;
    for (const char32_t c : word) {
      const std::uint32_t symbol = ClassOf(c, add);
      const bool run = symbol == kDigits && !symbols.empty() && symbols.back() == kDigits;
      if (symbol != kSkipped && !run) symbols.push_back(symbol);
    }
    return symbols;
  }

  void Add(std::u32string_view word, std::uint8_t kind, std::uint8_t digits) {
    words.push_back({ClassesOf(word, true), kind, digits});
  }

  void AddWords() {
    for (const Term& term : Terms().terms()) {
      if (term.grade != Grade::kStop) Add(term.text, kTermTrigger, 0);
    }
    for (const std::u32string& word : TellingWords()) Add(word, kTermTrigger, 0);
    for (const LabelRule& rule : AllLabelRules()) {
      const bool finding = MayBeFinding(rule.label);
      Add(ToCharacters(rule.label.text), finding ? kFieldTrigger : kLabelTrigger, 0);
    }
    for (const NumberLabel& label : NumberLabels()) {
      if (!label.category && label.kind != "EXPIRY") continue;
      Add(ToCharacters(label.word), kNumberLabelTrigger, FewestDigits(label));
    }
    for (const auto& [word, digits] : kPatternWords) {
      Add(ToCharacters(word), kNumberLabelTrigger, digits);
    }
    for (const std::string_view word : kQuestionEnds) {
      Add(ToCharacters(word), kQuestionTrigger, 0);
    }
  }

  void WriteCharacters() {
    table.bmp_.assign(kBasicPlane, kOther);
    for (char32_t c = 0; c < kBasicPlane; ++c) {
      if (IsUnheardOf(c)) continue;
      const std::u32string form = NormalForm({&c, 1});
      std::uint32_t& entry = table.bmp_[c];
      if (form.size() > 1) {
        entry = kOther | kExpandedFlag;
        table.expansions_[c] = ClassesOf(form, false);
      } else {
        entry = form.empty() ? kSkipped : ClassOf(form[0], false);
      }
      if (IsNumeral(form.empty() ? U' ' : form[0])) entry |= kDigitFlag;
      if (form == U"@" || form == U"<" || IsCombining(c)) entry |= kMarkFlag;
      if (singles.contains(entry & kClassMask)) entry |= kSingleFlag;
      if (c >= kFirstHalfKana && c < kVoicedMark) entry |= kHalfKanaFlag;
    }
    for (char32_t kana = kFirstHalfKana; kana < kVoicedMark; ++kana) {
      for (char32_t mark = kVoicedMark; mark <= kVoicedMark + 1; ++mark) {
        const char32_t pair[] = {kana, mark};
        const std::u32string form = NormalForm({pair, 2});
        table.voiced_.push_back(form.size() == 1 ? ClassOf(form[0], false) : kOther);
      }
    }
  }

  std::uint32_t Grow(std::uint32_t node, std::uint32_t symbol) {
    const std::uint64_t key = (static_cast<std::uint64_t>(node) << 16U) | symbol;
    for (std::size_t at = Slot(key);; at = (at + 1) & (table.edges_.size() - 1)) {
      Edge& edge = table.edges_[at];
      if (edge.key == key) return edge.node;
      if (edge.key != 0) continue;
      edge = {key, static_cast<std::uint32_t>(table.nodes_.size())};
      table.nodes_.emplace_back();
      return edge.node;
    }
  }

  [[nodiscard]] std::size_t Slot(std::uint64_t key) const {
    return (key * 0x9E3779B97F4A7C15U >> 20U) & (table.edges_.size() - 1);
  }

  void WriteWords() {
    std::size_t symbols = 0;
    for (const Word& word : words) symbols += word.classes.size();
    table.edges_.assign(std::bit_ceil(2 * symbols), {});
    table.nodes_.resize(1);
    table.pairs_.assign(std::size_t{1} << kPairBits, 0);
    table.triples_.assign(std::size_t{1} << (kTripleBits - 3), 0);
    for (const auto& [word, kind, digits] : words) {
      if (word.empty()) continue;
      if (word.size() == 1) singles.insert(word[0]);
      if (word.size() >= 2) {
        std::uint8_t& pair = table.pairs_[PairHash(word[0], word[1])];
        pair = static_cast<std::uint8_t>(pair | (word.size() == 2 ? 2U : 1U));
      }
      if (word.size() >= 3) {
        const std::uint32_t bit = TripleHash(word[0], word[1], word[2]);
        std::uint8_t& byte = table.triples_[bit >> 3U];
        byte = static_cast<std::uint8_t>(byte | (1U << (bit & 7U)));
      }
      std::uint32_t node = 0;
      for (const std::uint32_t symbol : word) node = Grow(node, symbol);
      Node& end = table.nodes_[node];
      end.kinds = static_cast<std::uint8_t>(end.kinds | kind);
      if (kind == kNumberLabelTrigger) end.digits = std::min(end.digits, digits);
    }
  }

  struct Word {
    std::vector<std::uint32_t> classes;
    std::uint8_t kind = 0;
    std::uint8_t digits = 0;
  };
  TriggerTable& table;
  std::unordered_map<char32_t, std::uint32_t> classes;
  std::vector<Word> words;
  std::set<std::uint32_t> singles;
};

const TriggerTable& TriggerTable::All() {
  static const TriggerTable kTable;
  return kTable;
}

TriggerTable::TriggerTable() {
  Builder builder(*this);
  builder.AddWords();
  builder.WriteWords();
  builder.WriteCharacters();
}

// Variants of names (𠮷) and compatibility forms beyond the basic plane.
std::uint32_t TriggerTable::EntryBeyond(char32_t c) const {
  const std::u32string form = NormalForm({&c, 1});
  if (form.empty()) return kSkipped;
  return form.size() == 1 && form[0] < bmp_.size() ? bmp_[form[0]] & ~kExpandedFlag : kOther;
}

TriggerTable::Symbol TriggerTable::Voiced(std::string_view text, char32_t kana,
                                          std::size_t next) const {
  const DecodedCharacter mark = next < text.size() ? DecodeAt(text, next) : DecodedCharacter{};
  if (mark.character != kVoicedMark && mark.character != kVoicedMark + 1) {
    return {bmp_[kana] & ~kHalfKanaFlag, next};
  }
  return {voiced_[2 * (kana - kFirstHalfKana) + (mark.character - kVoicedMark)], mark.next};
}

// The node that `symbol` leads to; 0 = none.
std::uint32_t TriggerTable::Follow(std::uint32_t node, std::uint32_t symbol) const {
  const std::uint64_t key = (static_cast<std::uint64_t>(node) << 16U) | symbol;
  const std::size_t mask = edges_.size() - 1;
  for (std::size_t at = (key * 0x9E3779B97F4A7C15U >> 20U) & mask;; at = (at + 1) & mask) {
    if (edges_[at].key == key) return edges_[at].node;
    if (edges_[at].key == 0) return 0;
  }
}

TriggerHit TriggerTable::WordAt(std::string_view text, std::size_t at) const {
  TriggerHit hit{at, at, 0, 0xFF};
  std::uint32_t node = 0;
  std::uint32_t before = kOther;
  const auto take = [&](std::uint32_t symbol, std::size_t end) {
    if (symbol == kSkipped || (symbol == kDigits && before == kDigits)) return true;
    before = symbol;
    node = Follow(node, symbol);
    if (node == 0) return false;
    if (nodes_[node].kinds == 0) return true;
    hit.end = end;
    hit.kinds |= nodes_[node].kinds;
    hit.digits = std::min(hit.digits, nodes_[node].digits);
    return true;
  };
  for (std::size_t i = at; i < text.size();) {
    const auto [entry, next] = SymbolAt(text, i);
    if ((entry & kExpandedFlag) == 0) {
      if (!take(entry & kClassMask, next)) break;
    } else {
      const auto& symbols = expansions_.at(DecodeAt(text, i).character);
      if (!std::ranges::all_of(symbols, [&](std::uint32_t s) { return take(s, next); })) break;
    }
    i = next;
  }
  return hit;
}

}  // namespace sumikeshi
