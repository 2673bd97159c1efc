// Labelled lines as the tagger is trained and measured on them.
#include "bench/tagger/corpus.h"

#include <fstream>
#include <map>
#include <optional>

#include "scanner/fields/fields.h"
#include "scanner/recognizers/sentences.h"
#include "scanner/text/view.h"

namespace sumikeshi::tagger {
namespace {

constexpr float kTermWeight = 0.1F;
constexpr float kMisreadWeight = 0.5F;
constexpr std::size_t kOneStopWordOf = 20;

// By character of the text the phrase that holds it, plus one.
std::vector<std::size_t> PhraseAt(const Example& example) {
  std::vector<std::size_t> at(example.text.characters.size() + 1);
  for (std::size_t p = 0; p < example.phrases.size(); ++p) {
    const Span span = example.phrases[p].span;
    for (std::size_t i = span.begin; i < span.end; ++i) at[i] = p + 1;
  }
  return at;
}

enum class As { kText, kPage, kWords };  // kWords: without what the dictionaries know

void AddSentences(Example& example, As as) {
  const bool plain = as == As::kWords;
  View view = MakeView(example.text);
  view.ocr = as == As::kPage;
  if (!plain) view.fields = FindFields(view);
  const Prose prose(view);
  const std::vector<std::size_t> phrase_at = PhraseAt(example);
  for (Sentence& sentence : SplitSentences(prose, Sentences::kAll)) {
    const auto [begin, end] = sentence.span;
    if (plain) sentence = {sentence.span, {}, {}, {}, {}, {}, {}};
    const FeatureReader reader(TextOf(prose, sentence), sentence);
    TrainingSentence training;
    training.of_sentence = reader.OfSentence();
    training.begins.push_back(0);
    std::size_t before = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const Span source = view.SourceSpan(prose.reading.Bytes({i, i + 1}));
      const std::size_t phrase = phrase_at[source.begin];
      std::size_t label = kOutside;
      if (phrase > 0) {
        const auto category = static_cast<std::size_t>(example.phrases[phrase - 1].category);
        label = phrase == before ? InsideOf(category) : BeginOf(category);
      }
      before = phrase;
      training.labels.push_back(static_cast<std::uint8_t>(label));
      reader.AtCharacter(i - begin, training.features);
      training.begins.push_back(static_cast<std::uint32_t>(training.features.size()));
    }
    example.sentences.push_back(std::move(training));
  }
}

}  // namespace

Result<std::vector<Example>> ReadExamples(const std::string& name) {
  std::ifstream file(name);
  if (!file) return std::unexpected(Error{ErrorCode::kNotFound, name, ""});
  std::vector<Example> examples;
  for (std::string line; std::getline(file, line);) {
    const std::size_t tab = line.find('\t');
    if (line.starts_with("#") || tab == std::string::npos) continue;
    auto labelled = ReadLabelled(std::string_view(line).substr(tab + 1));
    if (!labelled) return std::unexpected(Error{ErrorCode::kCorrupt, name, "not a labelled line"});
    Example example{*std::move(labelled), {}};
    AddSentences(example, As::kText);
    examples.push_back(std::move(example));
  }
  return examples;
}

std::vector<Example> MisreadExamples(std::span<const Example> examples) {
  constexpr unsigned kMisread = 4;  // of a hundred characters
  std::vector<std::u32string_view> texts;
  for (const Example& example : examples) texts.push_back(example.text.characters);
  const Misreader misreader(texts, kMisread);
  std::vector<Example> misread;
  for (const Example& example : examples) {
    const auto seed = static_cast<unsigned>(misread.size());
    Example read{{Text{misreader.Read(example.text.characters, seed)}, example.phrases}, {}};
    AddSentences(read, As::kPage);
    for (TrainingSentence& sentence : read.sentences) sentence.weight = kMisreadWeight;
    misread.push_back(std::move(read));
  }
  return misread;
}

std::vector<Example> DictionaryExamples() {
  constexpr std::size_t kShortestTerm = 2;
  constexpr std::size_t kShortestStopWord = 3;
  std::map<std::u32string, std::optional<Category>> words;
  for (const Term& term : Terms().terms()) {
    if (term.grade == Grade::kStop && term.text.size() >= kShortestStopWord) {
      words[term.text] = std::nullopt;
    } else if (term.grade == Grade::kStrong && term.text.size() >= kShortestTerm) {
      words.try_emplace(term.text, term.category);
    }
  }
  std::vector<Example> examples;
  std::size_t stop_words = 0;
  for (const auto& [word, category] : words) {
    if (!category && ++stop_words % kOneStopWordOf != 0) continue;
    Example example{{Text{word}, {}}, {}};
    if (category) example.phrases.push_back({{0, word.size()}, *category});
    AddSentences(example, As::kWords);
    for (TrainingSentence& sentence : example.sentences) sentence.weight = kTermWeight;
    examples.push_back(std::move(example));
  }
  return examples;
}

}  // namespace sumikeshi::tagger
