// Examples of recognizers as tests read them.
#include "tests/recognizers/examples.h"

#include <unicode/unistr.h>

#include <algorithm>

#include "scanner/fields/fields.h"
#include "scanner/recognizers/analysis.h"

namespace sumikeshi {

Example ReadExample(std::string_view marked) {
  const icu::UnicodeString source = icu::UnicodeString::fromUTF8(
      icu::StringPiece(marked.data(), static_cast<std::int32_t>(marked.size())));
  Example example;
  for (int i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
    const auto c = static_cast<char32_t>(source.char32At(i));
    if (c == U'⟦') {
      example.spans.push_back({example.text.characters.size(), 0});
    } else if (c == U'⟧') {
      example.spans.back().end = example.text.characters.size();
    } else {
      example.text.characters += c;
    }
  }
  return example;
}

View ViewOf(const Text& text) {
  View view = MakeView(text);
  view.fields = FindFields(view);
  return view;
}

std::vector<Span> FoundSpans(const Recognizer& recognizer, const Text& text) {
  const View view = ViewOf(text);
  std::vector<Candidate> found;
  recognizer.find(Analysis(view), found);
  std::vector<Span> spans;
  for (const Candidate& candidate : found) spans.push_back(view.SourceSpan(candidate.span));
  std::ranges::sort(spans, {}, [](const Span& span) { return std::pair(span.begin, span.end); });
  const auto repeated = std::ranges::unique(spans);
  spans.erase(repeated.begin(), repeated.end());
  return spans;
}

std::string Quote(const Text& text, const std::vector<Span>& spans) {
  std::string quoted;
  for (const Span& span : spans) {
    const std::u32string words = text.characters.substr(span.begin, span.end - span.begin);
    icu::UnicodeString utf16 = icu::UnicodeString::fromUTF32(
        reinterpret_cast<const UChar32*>(words.data()), static_cast<std::int32_t>(words.size()));
    std::string utf8;
    utf16.toUTF8String(utf8);
    quoted += "⟦" + utf8 + "⟧ ";
  }
  return quoted;
}

}  // namespace sumikeshi
