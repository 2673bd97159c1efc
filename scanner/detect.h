// Runs all recognizers over one page and says where they found something, in source places.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scanner/forms/filled_form.h"
#include "scanner/interest.h"
#include "scanner/recognizers/recognizer.h"
#include "scanner/text/view.h"
#include "sumikeshi/document.h"
#include "sumikeshi/finding.h"

namespace sumikeshi {

// A finding with the words behind it. The words never leave the process: they serve the keyed
// commitment, the search for the same value elsewhere, and the proof that the output lacks them.
struct Detection {
  Finding finding;
  std::string value;  // normalised UTF-8; empty where the field could not be read
};

// All findings of one page, sorted by place, overlapping ones of one category and kind merged (an
// empty kind is one with any). `page_number` counts from 1. On pages the boxes are widened by a
// margin and mapped to the page as it came. On a form that is known its print is no finding, and
// each field that is filled in and sensitive is one, all of it (recognizer "form").
[[nodiscard]] std::vector<Detection> Detect(const Text& text, int page_number);
[[nodiscard]] std::vector<Detection> Detect(const PageText& page, int page_number,
                                            const FilledForm* form = nullptr);

// Where writing stands that nobody can answer for: PageText::unread outside all labelled fields (a
// sensitive field is covered with its ink, in a harmless one it may stay) and outside the fields of
// a form that is known. On the page as it came.
[[nodiscard]] std::vector<Box> FindUnread(const PageText& page, const FilledForm* form = nullptr);

// Detect for well-formed UTF-8, of which only what begins in the bytes `core` is wanted; the rest
// is what stands round it (a few kB are enough). Looks closely only where something may be found.
// `header`: the line of labels, with its line end, of a table that `core` is in the middle of;
// empty for none. Spans count characters from the begin of `text`. `known` is filled on the way.
[[nodiscard]] std::vector<Detection> DetectInUtf8(std::string_view text, Span core,
                                                  std::string_view header, int page_number,
                                                  Judgements& known);

// The line of labels, with its line end, that `text` begins with where all of it (or the first 64
// kB) are rows of a table under it; empty for other texts.
[[nodiscard]] std::string_view HeaderOfTable(std::string_view text);

// The same with a close look at every character: what the others must agree with, only slower.
// `labels`: whether labels of fields may stand in it.
[[nodiscard]] std::vector<Detection> DetectClosely(const Text& text, int page_number,
                                                   bool labels = true);

// What the recognizers and the sensitive fields (recognizer "field") find on a view that has its
// fields: sorted by span, overlapping ones merged as above.
[[nodiscard]] std::vector<Candidate> RunRecognizers(const View& view);

// Where the value of a detection stands on a view, besides spaces, hyphens and line breaks, as
// bytes of View::text. Values too short to be told from other words (below three characters,
// numbers below four digits) are looked for nowhere.
[[nodiscard]] std::vector<Span> FindValue(const View& view, std::string_view value);

// The place of `span` (bytes of View::text) on its page.
[[nodiscard]] Place PlaceOf(const View& view, Span span, int page_number);
[[nodiscard]] Place PlaceOf(const PageText& page, const View& view, Span span, int page_number);

}  // namespace sumikeshi
