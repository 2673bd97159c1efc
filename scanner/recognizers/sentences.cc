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

}  // namespace

std::vector<Sentence> SplitSentences(const Reading& reading, std::span<const TermMatch> matches) {
  const std::u32string_view text = reading.characters;
  std::vector<Sentence> sentences;
  auto match = matches.begin();
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = SentenceEnd(text, begin);
    Sentence sentence{{begin, end}, {}, FindCues(text.substr(begin, end - begin))};
    for (; match != matches.end() && match->span.begin < end; ++match) {
      if (match->span.end > end) continue;
      sentence.hints.push_back({{match->span.begin - begin, match->span.end - begin},
                                match->term->category,
                                static_cast<std::uint8_t>(match->term->grade)});
    }
    sentences.push_back(std::move(sentence));
    begin = end;
  }
  return sentences;
}

}  // namespace sumikeshi
