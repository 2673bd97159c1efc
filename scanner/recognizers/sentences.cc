// The sentences of a reading as the tagger sees them: with the terms, cues and stop words in them.
#include "scanner/recognizers/sentences.h"

#include <algorithm>
#include <array>

#include "dictionaries/dictionaries.h"
#include "scanner/recognizers/prose.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

// As they were when the tagger was trained: another order needs another training.
constexpr std::array<std::string_view, 15> kRoleNames = {
    "subject", "personal", "polite",    "general",    "against",
    "pet",     "neutral",  "not_union", "not_victim", "sample",
    "after",   "before",   "modifier",  "predicate",  "clause_end"};
constexpr std::uint32_t kStopRole = kRoleNames.size();
static_assert(kStopRole < tagger::kRoles);

template <typename OnLine>
void ForEachLine(std::string_view file, const OnLine& on_line) {
  while (!file.empty()) {
    const std::size_t end = std::min(file.find('\n'), file.size());
    const std::string_view line = file.substr(0, end);
    file.remove_prefix(std::min(end + 1, file.size()));
    if (!line.empty() && line.front() != '#') on_line(line);
  }
}

PhraseTable LoadCues() {
  PhraseTable table;
  const auto add = [&](std::string_view forms, std::uint32_t role) {
    for (const std::string& form : ExpandBraces(forms)) table.Add(ToCharacters(form), role);
  };
  ForEachLine(kContextCues, [&](std::string_view line) {
    const std::size_t tab = std::min(line.find('\t'), line.size());
    const auto role = std::ranges::find(kRoleNames, line.substr(0, tab));
    if (role == kRoleNames.end() || tab == line.size()) return;
    add(line.substr(tab + 1), static_cast<std::uint32_t>(role - kRoleNames.begin()));
  });
  ForEachLine(kStopTerms, [&](std::string_view line) { add(line, kStopRole); });
  table.Sort();
  return table;
}

// At each character the longest cue of each role.
std::vector<tagger::Cue> FindCues(std::u32string_view sentence) {
  static const PhraseTable kTable = LoadCues();
  std::vector<tagger::Cue> cues;
  std::vector<PhraseTable::Hit> hits;
  for (std::size_t at = 0; at < sentence.size(); ++at) {
    kTable.Lookup(sentence, at, hits);
    std::uint32_t seen = 0;
    for (const PhraseTable::Hit& hit : hits) {
      if ((seen >> hit.value & 1U) != 0) continue;
      seen |= 1U << hit.value;
      cues.push_back({{at, at + hit.length}, static_cast<std::uint8_t>(hit.value)});
    }
  }
  return cues;
}

// Where the sentence that begins at `begin` ends. What has no end for long is cut at a clause, or
// anywhere.
std::size_t SentenceEnd(std::u32string_view text, std::size_t begin) {
  constexpr std::size_t kLong = 200;
  constexpr std::size_t kLongest = 300;
  const std::size_t limit = std::min(text.size(), begin + kLongest);
  for (std::size_t at = begin; at < limit; ++at) {
    if (EndsSentence(text[at]) || (at - begin >= kLong && EndsClause(text[at]))) return at + 1;
  }
  return limit;
}

constexpr std::array<std::string_view, 37> kMeanings = {
    "animal",   "art",      "body",   "building", "business", "creed",    "crime",     "death",
    "decline",  "disease",  "drug",   "food",     "general",  "hospital", "kin",       "legal",
    "machine",  "mental",   "money",  "move",     "nature",   "plant",    "pregnancy", "race",
    "registry", "religion", "school", "sense",    "sexual",   "sport",    "status",    "theft",
    "treat",    "trouble",  "union",  "violence", "when"};

constexpr std::string_view kTelling = "\t!";
constexpr std::uint32_t kTells = 0x80;  // beside a meaning

PhraseTable LoadWords() {
  PhraseTable table;
  const auto add = [&](std::string_view line) {
    const bool tells = line.ends_with(kTelling);
    const std::string_view rest = line.substr(std::min(line.find('\t'), line.size() - 1) + 1);
    const auto meaning = std::ranges::find(kMeanings, rest.substr(0, rest.find('\t')));
    if (meaning == kMeanings.end()) return;
    table.Add(ToCharacters(line.substr(0, line.find('\t'))),
              static_cast<std::uint32_t>(meaning - kMeanings.begin()) | (tells ? kTells : 0U));
  };
  ForEachLine(kWords, add);
  ForEachLine(kEdictWords, add);
  table.Sort();
  return table;
}

// Leftmost-longest.
std::vector<tagger::Word> FindWords(std::u32string_view sentence) {
  static const PhraseTable kTable = LoadWords();
  std::vector<tagger::Word> words;
  std::vector<PhraseTable::Hit> hits;
  for (std::size_t at = 0; at < sentence.size();) {
    kTable.Lookup(sentence, at, hits);
    if (hits.empty()) {
      ++at;
      continue;
    }
    const std::uint32_t value = hits.front().value;
    words.push_back({{at, at + hits.front().length},
                     static_cast<std::uint8_t>(value & ~kTells),
                     (value & kTells) != 0});
    at += hits.front().length;
  }
  return words;
}

std::uint8_t Strength(const Judged& judged) {
  if (judged.standing.veto) return 0;
  if (!judged.accepted) return 1;
  if (judged.match->term->grade == Grade::kMedium) return 2;
  return judged.standing.own > 0 ? 4 : 3;
}

Span Within(Span span, Span of) {
  span = {std::max(span.begin, of.begin), std::min(span.end, of.end)};
  return span.empty() ? Span{} : Span{span.begin - of.begin, span.end - of.begin};
}

tagger::Neighbour AsNeighbour(const tagger::Sentence& sentence) {
  tagger::Neighbour neighbour;
  for (const tagger::Cue& cue : sentence.cues) neighbour.roles |= 1U << cue.role;
  for (const tagger::Ruling& ruling : sentence.rulings) {
    if (ruling.strength >= 2) neighbour.facts |= 1U << static_cast<unsigned>(ruling.category);
  }
  return neighbour;
}

// Whether a sentence goes on from the one before in its paragraph.
bool GoesOn(std::u32string_view text, const tagger::Sentence& sentence) {
  const char32_t last = sentence.span.begin == 0 ? U'\n' : text[sentence.span.begin - 1];
  return last != U'\n' && last != U'\t';
}

// Sentences of one paragraph know of each other.
void Introduce(std::u32string_view text, std::vector<tagger::Sentence>& sentences) {
  for (std::size_t i = 1; i < sentences.size(); ++i) {
    if (!GoesOn(text, sentences[i])) continue;
    sentences[i].before = AsNeighbour(sentences[i - 1]);
    sentences[i - 1].after = AsNeighbour(sentences[i]);
  }
}

// Cues of the sentences that may tell a fact and of those beside them: nothing asks for the others.
void AddCues(std::u32string_view text, std::vector<tagger::Sentence>& sentences) {
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const bool asked = MayTell(sentences[i]) || (i > 0 && MayTell(sentences[i - 1])) ||
                       (i + 1 < sentences.size() && MayTell(sentences[i + 1]));
    const auto [begin, end] = sentences[i].span;
    if (asked) sentences[i].cues = FindCues(text.substr(begin, end - begin));
  }
}

}  // namespace

std::u32string_view TextOf(const Prose& prose, const tagger::Sentence& sentence) {
  const auto [begin, end] = sentence.span;
  return std::u32string_view(prose.reading.characters).substr(begin, end - begin);
}

std::vector<std::u32string> TellingWords() {
  std::vector<std::u32string> words;
  const auto add = [&](std::string_view line) {
    if (line.ends_with(kTelling)) words.push_back(ToCharacters(line.substr(0, line.find('\t'))));
  };
  ForEachLine(kWords, add);
  ForEachLine(kEdictWords, add);
  return words;
}

bool MayTell(const tagger::Sentence& sentence) {
  return !sentence.hints.empty() || std::ranges::any_of(sentence.words, &tagger::Word::tells);
}

std::vector<tagger::Sentence> SplitSentences(const Prose& prose, Sentences wanted) {
  const std::u32string_view text = prose.reading.characters;
  std::vector<tagger::Sentence> sentences;
  auto match = prose.matches.begin();
  auto judged = prose.judged.begin();
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = SentenceEnd(text, begin);
    tagger::Sentence sentence;
    sentence.span = {begin, end};
    if (wanted == Sentences::kAll) sentence.cues = FindCues(text.substr(begin, end - begin));
    sentence.words = FindWords(text.substr(begin, end - begin));
    for (; match != prose.matches.end() && match->span.begin < end; ++match) {
      if (match->span.end > end) continue;
      sentence.hints.push_back({Within(match->span, sentence.span), match->term->category,
                                static_cast<std::uint8_t>(match->term->grade), match->term->kind});
    }
    for (; judged != prose.judged.end() && judged->match->span.begin < end; ++judged) {
      sentence.rulings.push_back({Within(judged->match->span, sentence.span),
                                  Within(judged->clause, sentence.span),
                                  judged->match->term->category, Strength(*judged)});
    }
    sentences.push_back(std::move(sentence));
    begin = end;
  }
  if (wanted == Sentences::kTelling) AddCues(text, sentences);
  Introduce(text, sentences);
  if (wanted == Sentences::kTelling) {
    std::erase_if(sentences, [](const tagger::Sentence& s) { return !MayTell(s); });
  }
  return sentences;
}

}  // namespace sumikeshi
