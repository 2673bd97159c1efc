// What the tagger sees of a sentence, as hashes: a template and the values in it.
#include "scanner/tagger/features.h"

#include <algorithm>

#include "scanner/text/characters.h"

namespace sumikeshi::tagger {
namespace {

class Hash {
 public:
  explicit Hash(std::uint64_t form) { Add(form); }
  Hash& Add(std::uint64_t value) {
    state_ = (state_ ^ value) * 0x9E3779B97F4A7C15ULL;
    state_ ^= state_ >> 29;
    return *this;
  }
  Hash& Add(std::u32string_view text) {
    for (const char32_t c : text) Add(c);
    return *this;
  }
  Hash& Add(std::string_view ascii) {
    for (const char c : ascii) Add(static_cast<std::uint64_t>(c));
    return *this;
  }
  [[nodiscard]] std::uint32_t value() const {
    return static_cast<std::uint32_t>((state_ * 0xBF58476D1CE4E5B9ULL) >> 32);
  }

 private:
  std::uint64_t state_ = 0x8A5CD789635D2DFFULL;
};

// The templates. A gram is kGram + 16 x length + offset.
enum Form : std::uint64_t {
  kAlways,
  kClasses3,
  kClassesBefore,
  kClassesAfter,
  kClasses5,
  kRun,
  kRunPlace,
  kRunFirst,
  kRunLast,
  kRunFirstTwo,
  kRunLastTwo,
  kRunBefore,
  kRunAfter,
  kRunSecondAfter,
  kRunIsLast,
  kRunAndNext,
  kRunAndBefore,
  kHint,
  kHintGrade,
  kHintLength,
  kHintAhead,
  kHintBehind,
  kHintTail,
  kHintNext,
  kHintPrevious,
  kCue,
  kCueBefore,
  kCueAfter,
  kRole,
  kStance,
  kSentenceEnd,
  kSentenceBegin,
  kSentenceLength,
  kSentenceHint,
  kSentenceWord,
  kSentenceFact,
  kRoleBefore,
  kRoleAfter,
  kFactBefore,
  kFactAfter,
  kWord,
  kWordLength,
  kWordTail,
  kWordBefore,
  kWordAfter,
  kWordPair,
  kWordPairText,
  kWordTriple,
  kWordGap,
  kRuling,
  kRulingTerm,
  kRulingTail,
  kHintKind,
  kWordStance,
  kWordFact,
  kTopic,
  kGram = 1000,
};

constexpr std::ptrdiff_t kWindow = 3;       // characters on either side
constexpr std::ptrdiff_t kLongestGram = 4;  // characters
constexpr std::size_t kLongestRun = 8;
constexpr std::size_t kHintReach = 6;  // characters after a term
constexpr std::size_t kHintLead = 4;   // characters before one
constexpr std::size_t kWidestGap = 4;  // characters between two words of a pair
constexpr std::uint64_t kNoGrade = 99;
constexpr std::uint32_t kStanceRoles = 0x1F;  // subject, personal, polite, general, against
constexpr std::uint8_t kHanClass = 1;
constexpr std::uint8_t kKatakanaClass = 3;

char32_t Fold(char32_t c) {
  if (IsDigit(c)) return U'0';
  if (c >= U'A' && c <= U'Z') return c + (U'a' - U'A');
  return c;
}

std::uint8_t ClassOf(char32_t c) {
  if (IsHan(c)) return kHanClass;
  if (IsHiragana(c)) return 2;
  if (IsKatakana(c)) return kKatakanaClass;
  if (IsDigit(c)) return 4;
  if (IsAsciiLetter(c)) return 5;
  return 6;
}

bool Holds(Span span, std::size_t at) { return span.begin <= at && at < span.end; }

}  // namespace

FeatureReader::FeatureReader(std::u32string_view text, const Sentence& known) : known_(known) {
  for (const char32_t c : text) {
    folded_.push_back(Fold(c));
    classes_.push_back(ClassOf(c));
  }
  for (std::size_t begin = 0; begin < size();) {
    std::size_t end = begin + 1;
    while (end < size() && classes_[end] == classes_[begin]) ++end;
    runs_.resize(end, {begin, end});
    begin = end;
  }
  for (const Cue& cue : known.cues) roles_ |= 1U << cue.role;
  for (const Ruling& ruling : known.rulings) {
    if (ruling.strength >= 2) facts_ |= 1U << static_cast<unsigned>(ruling.category);
  }
}

std::uint64_t FeatureReader::ClassAt(std::ptrdiff_t at) const {
  if (at < 0) return 8;
  return static_cast<std::size_t>(at) < size() ? classes_[static_cast<std::size_t>(at)] : 9;
}

std::u32string_view FeatureReader::Slice(std::size_t begin, std::size_t length) const {
  return std::u32string_view(folded_).substr(begin, length);
}

std::u32string_view FeatureReader::TextOf(const Run& run) const {
  return Slice(run.begin, std::min(kLongestRun, run.end - run.begin));
}

std::vector<std::uint32_t> FeatureReader::OfSentence() const {
  std::vector<std::uint32_t> features;
  for (std::size_t length = 1; length <= 4 && length <= size(); ++length) {
    features.push_back(Hash(kSentenceEnd).Add(Slice(size() - length, length)).value());
    if (length == 4) continue;
    features.push_back(Hash(kSentenceBegin).Add(Slice(0, length)).value());
  }
  features.push_back(Hash(kSentenceLength).Add(std::min<std::size_t>(size() / 10, 8)).value());
  for (const Hint& hint : known_.hints) {
    features.push_back(Hash(kSentenceHint).Add(static_cast<std::uint64_t>(hint.category)).value());
  }
  for (const Word& word : known_.words) {
    features.push_back(Hash(kSentenceWord).Add(word.meaning).value());
  }
  for (const Ruling& ruling : known_.rulings) {
    features.push_back(Hash(kSentenceFact)
                           .Add(static_cast<std::uint64_t>(ruling.category))
                           .Add(ruling.strength)
                           .value());
  }
  AddTopics(features);
  const auto add_bits = [&](Form form, std::uint32_t bits) {
    for (std::uint64_t bit = 0; bits >> bit != 0; ++bit) {
      if ((bits >> bit & 1U) != 0) features.push_back(Hash(form).Add(bit).value());
    }
  };
  add_bits(kRoleBefore, known_.before.roles);
  add_bits(kRoleAfter, known_.after.roles);
  add_bits(kFactBefore, known_.before.facts);
  add_bits(kFactAfter, known_.after.facts);
  std::ranges::sort(features);
  features.erase(std::unique(features.begin(), features.end()), features.end());
  return features;
}

// What the sentence speaks of: pairs of kanji, katakana words.
void FeatureReader::AddTopics(std::vector<std::uint32_t>& features) const {
  for (std::size_t begin = 0; begin < size(); begin = runs_[begin].end) {
    const Run& run = runs_[begin];
    if (classes_[begin] == kHanClass) {
      for (std::size_t i = run.begin; i + 1 < run.end; ++i) {
        features.push_back(Hash(kTopic).Add(Slice(i, 2)).value());
      }
    } else if (classes_[begin] == kKatakanaClass && run.end - run.begin >= 2) {
      features.push_back(Hash(kTopic).Add(TextOf(run)).value());
    }
  }
}

void FeatureReader::AtCharacter(std::size_t at, std::vector<std::uint32_t>& features) const {
  features.push_back(Hash(kAlways).value());
  AddGrams(at, features);
  AddRuns(at, features);
  AddCues(at, features);
  AddHints(at, features);
  AddWords(at, features);
  AddRulings(at, features);
}

void FeatureReader::AddGrams(std::size_t at, std::vector<std::uint32_t>& features) const {
  const auto here = static_cast<std::ptrdiff_t>(at);
  const auto count = static_cast<std::ptrdiff_t>(size());
  for (std::ptrdiff_t length = 1; length <= kLongestGram; ++length) {
    const std::ptrdiff_t last = length == kLongestGram ? 0 : kWindow + 1 - length;
    for (std::ptrdiff_t offset = -kWindow; offset <= last; ++offset) {
      const std::ptrdiff_t begin = here + offset;
      if (begin + length < 0 || begin > count) continue;
      Hash hash(kGram + static_cast<std::uint64_t>(16 * length + offset + kWindow));
      for (std::ptrdiff_t i = begin; i < begin + length; ++i) {
        hash.Add(i < 0 ? 1U : i >= count ? 2U : folded_[static_cast<std::size_t>(i)]);
      }
      features.push_back(hash.value());
    }
  }
}

void FeatureReader::AddRuns(std::size_t at, std::vector<std::uint32_t>& features) const {
  const auto here = static_cast<std::ptrdiff_t>(at);
  const auto add = [&](const Hash& hash) { features.push_back(hash.value()); };
  const auto classes = [&](Form form, std::ptrdiff_t first, std::ptrdiff_t last) {
    Hash hash(form);
    for (std::ptrdiff_t i = here + first; i <= here + last; ++i) hash.Add(ClassAt(i));
    add(hash);
  };
  classes(kClasses3, -1, 1);
  classes(kClassesBefore, -2, 0);
  classes(kClassesAfter, 0, 2);
  classes(kClasses5, -2, 2);

  const std::uint64_t own = classes_[at];
  const Run& run = runs_[at];
  const std::size_t length = run.end - run.begin;
  add(Hash(kRun).Add(TextOf(run)));
  add(Hash(kRunPlace)
          .Add(own)
          .Add(std::min<std::size_t>(length, 6))
          .Add(std::min<std::size_t>(at - run.begin, 6)));
  add(Hash(kRunFirst).Add(own).Add(folded_[run.begin]));
  add(Hash(kRunLast).Add(own).Add(folded_[run.end - 1]));
  if (length >= 2) {
    add(Hash(kRunFirstTwo).Add(own).Add(Slice(run.begin, 2)));
    add(Hash(kRunLastTwo).Add(own).Add(Slice(run.end - 2, 2)));
  }
  if (run.begin > 0) {
    const Run& before = runs_[run.begin - 1];
    add(Hash(kRunBefore).Add(own).Add(TextOf(before)));
    add(Hash(kRunAndBefore).Add(TextOf(before)).Add(0U).Add(TextOf(run)));
  }
  if (run.end == size()) {
    add(Hash(kRunIsLast).Add(own));
    return;
  }
  const Run& next = runs_[run.end];
  add(Hash(kRunAndNext).Add(TextOf(run)).Add(0U).Add(TextOf(next)));
  add(Hash(kRunAfter).Add(own).Add(TextOf(next)));
  if (next.end < size()) add(Hash(kRunSecondAfter).Add(TextOf(runs_[next.end])));
}

void FeatureReader::AddCues(std::size_t at, std::vector<std::uint32_t>& features) const {
  const auto add = [&](const Hash& hash) { features.push_back(hash.value()); };
  const Cue* before = nullptr;
  const Cue* after = nullptr;
  for (const Cue& cue : known_.cues) {
    if (Holds(cue.span, at)) {
      add(Hash(kCue).Add(cue.role).Add(cue.span.begin == at ? 1U : 0U));
    } else if (cue.span.end <= at) {
      if (before == nullptr || cue.span.end >= before->span.end) before = &cue;
    } else if (after == nullptr || cue.span.begin < after->span.begin) {
      after = &cue;
    }
  }
  if (before != nullptr) {
    const std::size_t distance = (at - before->span.end) / 2;
    add(Hash(kCueBefore).Add(before->role).Add(std::min<std::size_t>(distance, 4)));
  }
  if (after != nullptr) {
    const std::size_t distance = (after->span.begin - at) / 2;
    add(Hash(kCueAfter).Add(after->role).Add(std::min<std::size_t>(distance, 6)));
  }
  std::uint64_t grade = kNoGrade;
  for (const Hint& hint : known_.hints) {
    if (Holds(hint.span, at)) grade = hint.grade;
  }
  for (std::uint64_t role = 0; role < kRoles; ++role) {
    if ((roles_ >> role & 1U) != 0) add(Hash(kRole).Add(role).Add(grade));
  }
  // Personal (subject, personal), polite, general (general, against).
  add(Hash(kStance)
          .Add(grade)
          .Add((roles_ & 3U) != 0 ? 1U : 0U)
          .Add(roles_ >> 2 & 1U)
          .Add((roles_ & 24U) != 0 ? 1U : 0U));
}

void FeatureReader::AddHints(std::size_t at, std::vector<std::uint32_t>& features) const {
  const auto add = [&](const Hash& hash) { features.push_back(hash.value()); };
  for (const Hint& hint : known_.hints) {
    const auto category = static_cast<std::uint64_t>(hint.category);
    const auto [begin, end] = hint.span;
    if (Holds(hint.span, at)) {
      const std::uint64_t inside = at == begin ? 0 : 1;
      add(Hash(kHint).Add(category).Add(inside));
      add(Hash(kHintGrade).Add(category).Add(inside).Add(hint.grade));
      add(Hash(kHintKind).Add(hint.kind).Add(inside).Add(hint.grade));
      add(Hash(kHintLength).Add(hint.grade).Add(std::min<std::size_t>(end - begin, 5)));
      add(Hash(kHintNext).Add(category).Add(Slice(end, 2)));
      add(Hash(kHintPrevious).Add(category).Add(begin > 0 ? folded_[begin - 1] : 1U));
    } else if (end <= at && at < end + kHintReach) {
      add(Hash(kHintBehind).Add(category).Add(at - end));
      add(Hash(kHintTail).Add(category).Add(Slice(end, at - end + 1)));
    } else if (at < begin && begin <= at + kHintLead) {
      add(Hash(kHintAhead).Add(category).Add(begin - at));
    }
  }
}

// The word at the character, the ones beside it, and pairs that stand close: 膝|が|痛.
void FeatureReader::AddWords(std::size_t at, std::vector<std::uint32_t>& features) const {
  const auto add = [&](const Hash& hash) { features.push_back(hash.value()); };
  const std::vector<Word>& words = known_.words;
  const auto next = static_cast<std::size_t>(
      std::ranges::upper_bound(words, at, {}, [](const Word& word) { return word.span.begin; }) -
      words.begin());
  const bool inside = next > 0 && at < words[next - 1].span.end;
  if (inside) {
    const auto [begin, end] = words[next - 1].span;
    const std::uint64_t meaning = words[next - 1].meaning;
    add(Hash(kWord).Add(meaning).Add(at == begin ? 0U : 1U));
    add(Hash(kWordLength).Add(meaning).Add(std::min<std::size_t>(end - begin, 4)));
    add(Hash(kWordTail).Add(meaning).Add(Slice(end, 2)));
    add(Hash(kWordStance).Add(meaning).Add(roles_ & kStanceRoles));
    for (std::uint64_t category = 0; facts_ >> category != 0; ++category) {
      if ((facts_ >> category & 1U) != 0) add(Hash(kWordFact).Add(meaning).Add(category));
    }
  }
  const std::size_t behind = inside ? next - 1 : next;  // words before the character's own
  if (behind > 0) {
    const std::size_t distance = at - words[behind - 1].span.end;
    add(Hash(kWordBefore).Add(words[behind - 1].meaning).Add(std::min<std::size_t>(distance, 6)));
  }
  if (next < words.size()) {
    const std::size_t distance = words[next].span.begin - at;
    add(Hash(kWordAfter).Add(words[next].meaning).Add(std::min<std::size_t>(distance, 6)));
  }
  const auto add_pair = [&](std::size_t first, std::uint64_t place) {
    if (first + 1 >= words.size()) return;
    const Word& a = words[first];
    const Word& b = words[first + 1];
    if (b.span.begin - a.span.end > kWidestGap) return;
    add(Hash(kWordPair).Add(a.meaning).Add(b.meaning).Add(place));
    add(Hash(kWordPairText)
            .Add(a.meaning)
            .Add(b.meaning)
            .Add(place)
            .Add(Slice(a.span.end, b.span.begin - a.span.end)));
    if (first + 2 < words.size()) {
      const std::uint64_t third = words[first + 2].meaning;
      add(Hash(kWordTriple).Add(a.meaning).Add(b.meaning).Add(third).Add(place));
    }
  };
  if (inside) {
    add_pair(next - 1, 0);
    if (next > 1) add_pair(next - 2, 2);
  } else if (next > 0) {
    add_pair(next - 1, 1);
  }
}

void FeatureReader::AddRulings(std::size_t at, std::vector<std::uint32_t>& features) const {
  const auto add = [&](const Hash& hash) { features.push_back(hash.value()); };
  for (const Ruling& ruling : known_.rulings) {
    const auto category = static_cast<std::uint64_t>(ruling.category);
    if (Holds(ruling.term, at)) {
      const std::uint64_t place = at == ruling.term.begin ? 0 : 1;
      add(Hash(kRulingTerm).Add(ruling.strength).Add(place));
      add(Hash(kRuling).Add(category).Add(ruling.strength).Add(place));
    } else if (Holds(ruling.clause, at)) {
      const std::uint64_t place = at < ruling.term.begin ? 2 : 3;
      add(Hash(kRulingTerm).Add(ruling.strength).Add(place));
      add(Hash(kRuling).Add(category).Add(ruling.strength).Add(place));
      if (place == 3) {
        add(Hash(kRulingTail)
                .Add(ruling.strength)
                .Add(std::min<std::size_t>(at - ruling.term.end, 8))
                .Add(std::min<std::size_t>(ruling.clause.end - at, 4)));
      }
    }
  }
}

}  // namespace sumikeshi::tagger
