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
constexpr char32_t kNoCharacter = 0xFFFF;  // in no word
constexpr char32_t kVoicedMark = 0xFF9E;   // half width; the next is the half-voiced one

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

  // Classes of letters: those of labels, where letters that are taken for each other are one and
  // dashes do not count, or exact ones, where dashes and long marks are one.
  struct Alphabet {
    bool look_alikes = false;
    std::unordered_map<char32_t, std::uint32_t> classes;

    [[nodiscard]] char32_t Fold(char32_t normal) const {
      if (normal <= 0x20 || normal == 0x3000) return 0;
      if (!look_alikes) {
        if (IsNumeral(normal)) return U'0';
        return IsDashOrMark(normal) ? U'ー' : normal;
      }
      if (IsNumeral(normal) && normal != U'一') return U'0';
      if (IsDashOrMark(normal)) return 0;
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
  };

  void Add(std::u32string_view word, std::uint8_t kind, std::uint8_t digits) {
    Word added{coarse.ClassesOf(word, true), {}, kind, digits};
    if (kind == kTermTrigger) {
      added.exact = exact.ClassesOf(word, true);
      // A kanji one between digits is read as a dash: 19一9.
      Word run = added;
      const std::uint32_t dash = exact.ClassOf(U'ー', true);
      for (std::size_t i = 2; i < run.exact.size(); ++i) {
        const auto here = run.exact.begin() + static_cast<std::ptrdiff_t>(i);
        if (here[-2] != kDigits || here[-1] != dash || here[0] != kDigits) continue;
        run.exact.erase(here - 1, here + 1);
        i = 1;
      }
      if (run.exact != added.exact) words.push_back(std::move(run));
    }
    words.push_back(std::move(added));
  }

  // Where a term begins with another one, that one is enough to stop at.
  void AddWords() {
    for (const Term& term : Terms().terms()) {
      if (term.grade != Grade::kStop && !Terms().HasBeginning(term.text)) {
        Add(term.text, kTermTrigger, 0);
      }
    }
    for (const std::u32string& word : TellingWords()) {
      if (!Terms().HasBeginning(word)) Add(word, kTermTrigger, 0);
    }
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
    table.exact_.assign(kBasicPlane, kOther);
    for (char32_t c = 0; c < kBasicPlane; ++c) {
      if (IsUnheardOf(c)) continue;
      const std::u32string form = NormalForm({&c, 1});
      std::uint32_t& entry = table.bmp_[c];
      if (form.size() > 1) {
        entry = kOther | kExpandedFlag;
        table.expansions_[c] = {coarse.ClassesOf(form, false), exact.ClassesOf(form, false)};
      } else if (form.empty()) {
        entry = table.exact_[c] = kSkipped;
      } else {
        entry = coarse.ClassOf(form[0], false);
        table.exact_[c] = static_cast<std::uint16_t>(exact.ClassOf(form[0], false));
      }
      if (IsNumeral(form.empty() ? U' ' : form[0])) entry |= kDigitFlag;
      if (form == U"@" || form == U"<" || IsCombining(c)) entry |= kMarkFlag;
      if (singles.contains(entry & kClassMask)) entry |= kSingleFlag;
      const std::uint32_t one = entry & kClassMask;
      const bool uncounted = (one == kSkipped || one == kDigits) && one != table.exact_[c];
      const bool alone = uncounted ? first_of_terms.contains(table.exact_[c])
                                   : first_of_singles.contains(table.exact_[c]);
      if (alone) entry |= kLetterFlag;
      if (c == U'。' || c == U'\n' || c == U'\t') entry |= kStopFlag;
      if (c >= kFirstHalfKana && c < kVoicedMark) entry |= kHalfKanaFlag;
    }
    for (char32_t kana = kFirstHalfKana; kana < kVoicedMark; ++kana) {
      for (char32_t mark = kVoicedMark; mark <= kVoicedMark + 1; ++mark) {
        const char32_t pair[] = {kana, mark};
        const std::u32string form = NormalForm({pair, 2});
        const bool one = form.size() == 1;
        table.voiced_.push_back(one ? coarse.ClassOf(form[0], false) : kOther);
        table.exact_voiced_.push_back(
            static_cast<std::uint16_t>(one ? exact.ClassOf(form[0], false) : kOther));
      }
    }
  }

  static std::uint32_t Grow(Trie& trie, std::uint32_t node, std::uint32_t symbol) {
    const std::uint64_t key = static_cast<std::uint64_t>(node) << 16U | symbol;
    std::size_t at = trie.Slot(key);
    while (trie.edges[at] != 0 && trie.edges[at] >> Trie::kNodeBits != key) {
      at = (at + 1) & (trie.edges.size() - 1);
    }
    if (trie.edges[at] == 0) {
      trie.edges[at] = key << Trie::kNodeBits | trie.nodes.size();
      trie.nodes.emplace_back();
    }
    return trie.edges[at] & ((1U << Trie::kNodeBits) - 1);
  }

  // Half full: the fewer places, the more of them stay in the cache.
  static void Compact(Trie& trie) {
    std::vector<std::uint64_t> edges(std::bit_ceil(2 * trie.nodes.size()));
    edges.swap(trie.edges);
    for (const std::uint64_t edge : edges) {
      if (edge == 0) continue;
      std::size_t at = trie.Slot(edge >> Trie::kNodeBits);
      while (trie.edges[at] != 0) at = (at + 1) & (trie.edges.size() - 1);
      trie.edges[at] = edge;
    }
  }

  // The words that are terms, or the others.
  void WriteTrie(Trie& trie, bool terms) const {
    std::size_t symbols = 0;
    for (const Word& word : words) {
      if ((word.kind == kTermTrigger) == terms) symbols += word.classes.size() + word.exact.size();
    }
    trie.edges.assign(std::bit_ceil(2 * symbols), {});
    trie.nodes.resize(1);
    for (const Word& word : words) {
      if ((word.kind == kTermTrigger) != terms || word.classes.empty()) continue;
      std::uint32_t node = 0;
      for (const std::uint32_t symbol : terms ? word.exact : word.classes) {
        node = Grow(trie, node, symbol);
      }
      Node& end = trie.nodes[node];
      end.kinds = static_cast<std::uint8_t>(end.kinds | word.kind);
      if (word.kind == kNumberLabelTrigger) end.digits = std::min(end.digits, word.digits);
    }
    Compact(trie);
  }

  void WriteWords() {
    WriteTrie(table.terms_, true);
    WriteTrie(table.others_, false);
    table.pairs_.assign(std::size_t{1} << kPairBits, 0);
    table.triples_.assign(std::size_t{1} << (kTripleBits - 3), 0);
    for (const auto& [word, fine, kind, digits] : words) {
      if (word.empty()) continue;
      const bool term = kind == kTermTrigger;
      if (word.size() == 1 && !term) singles.insert(word[0]);
      if (word.size() == 1 && term) first_of_singles.insert(fine[0]);
      if (term) first_of_terms.insert(fine[0]);
      if (word.size() >= 2) {
        std::uint8_t& pair = table.pairs_[PairHash(word[0], word[1])];
        const unsigned as =
            word.size() == 2 ? (term ? kIsTerm : kIsOther) : (term ? kBeginsTerm : kBeginsOther);
        pair = static_cast<std::uint8_t>(pair | as);
      }
      if (word.size() >= 3) {
        const std::uint32_t bit = TripleHash(word[0], word[1], word[2]);
        std::uint8_t& byte = table.triples_[bit >> 3U];
        byte = static_cast<std::uint8_t>(byte | (1U << (bit & 7U)));
      }
    }
  }

  struct Word {
    std::vector<std::uint32_t> classes;
    std::vector<std::uint32_t> exact;  // of terms
    std::uint8_t kind = 0;
    std::uint8_t digits = 0;
  };
  TriggerTable& table;
  Alphabet coarse{true, {}};
  Alphabet exact{false, {}};
  std::vector<Word> words;
  std::set<std::uint32_t> singles;           // other words of one class
  std::set<std::uint32_t> first_of_terms;    // exact classes that terms begin with
  std::set<std::uint32_t> first_of_singles;  // the same of terms of one class
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
TriggerTable::Symbol TriggerTable::Beyond(char32_t c, std::size_t next) const {
  const std::u32string form = NormalForm({&c, 1});
  if (form.empty()) return {kSkipped, next, 0, 0};
  if (form.size() > 1 || form[0] >= bmp_.size()) return {kOther, next, kNoCharacter, 0};
  return {bmp_[form[0]] & ~kExpandedFlag, next, form[0], 0};
}

TriggerTable::Symbol TriggerTable::Voiced(std::string_view text, char32_t kana,
                                          std::size_t next) const {
  const DecodedCharacter mark = next < text.size() ? DecodeAt(text, next) : DecodedCharacter{};
  if (mark.character != kVoicedMark && mark.character != kVoicedMark + 1) {
    return {bmp_[kana] & ~kHalfKanaFlag, next, kana, 0};
  }
  const char32_t which = mark.character - kVoicedMark;
  return {voiced_[2 * (kana - kFirstHalfKana) + which], mark.next, kana, which + 1};
}

std::uint32_t TriggerTable::ExactClass(const Symbol& symbol) const {
  if (symbol.voiced == 0) return exact_[symbol.character];
  return exact_voiced_[2 * (symbol.character - kFirstHalfKana) + symbol.voiced - 1];
}

TriggerHit TriggerTable::WordAt(const Trie& trie, bool fine, std::string_view text,
                                std::size_t at) const {
  TriggerHit hit{at, at, 0, 0xFF};
  std::uint32_t node = 0;
  std::uint32_t before = kOther;
  const auto take = [&](std::uint32_t symbol, std::size_t end) {
    if (symbol == kSkipped || (symbol == kDigits && before == kDigits)) return true;
    before = symbol;
    node = trie.Follow(node, symbol);
    if (node == 0) return false;
    const Node& found = trie.nodes[node];
    if (found.kinds == 0) return true;
    hit.end = end;
    hit.kinds |= found.kinds;
    hit.digits = std::min(hit.digits, found.digits);
    return true;
  };
  for (std::size_t i = at; i < text.size();) {
    const Symbol symbol = SymbolAt(text, i);
    if ((symbol.entry & kExpandedFlag) == 0) {
      if (!take(fine ? ExactClass(symbol) : symbol.entry & kClassMask, symbol.next)) break;
    } else {
      const Expansion& expansion = expansions_.at(symbol.character);
      const auto& symbols = fine ? expansion.exact : expansion.classes;
      if (!std::ranges::all_of(symbols, [&](std::uint32_t s) { return take(s, symbol.next); })) {
        break;
      }
    }
    i = symbol.next;
  }
  return hit;
}

}  // namespace sumikeshi
