// The forms that text files come in. Each reader adds to the reading what a person would see of
// [span.begin, span.end) of a part, in lines and labels as plain text has them:
//   JSON        {"病名":"胃炎"}                                病名：胃炎
//   XML         <病名>胃炎</病名>                              病名：胃炎
//   HTML        <tr><th>病名</th><td>胃<b>炎</b></td></tr>     病名<tab>胃炎
//   mail        headers unfolded, parts decoded and read by their own form
// What is not on the page itself (attributes, comments, scripts) follows at the end.
#pragma once

#include <span>
#include <string_view>

#include "scanner/documents/text/reading.h"

namespace sumikeshi {

enum class Form { kPlain, kJson, kMarkup, kMail };

// By how the text begins.
[[nodiscard]] Form FormOf(std::u32string_view text);

// Whether it names a transfer encoding as mail does: a mail within a text that is none.
[[nodiscard]] bool HidesParts(std::u32string_view text);

// Adds the reading of `span` in that form; as plain text where it turns out not to be of it.
// kAttachment where there is what cannot be looked at.
[[nodiscard]] Result<void> ReadForm(const Source& span, Form form, TextReading& reading);

// False: not JSON; nothing was added. One value, or several behind each other (JSON Lines).
[[nodiscard]] bool ReadJson(const Source& span, TextReading& reading);
// XML and HTML, well formed or not. kAttachment for embedded pictures.
[[nodiscard]] Result<void> ReadMarkup(const Source& span, TextReading& reading);
// RFC 5322 and MIME. kAttachment for parts that are no text, or in no known encoding.
[[nodiscard]] Result<void> ReadMail(const Source& span, TextReading& reading);

// Whether the text holds \uXXXX, entities or encoded words.
[[nodiscard]] bool HasEscapes(std::u32string_view text);

// Replaces them by what they stand for, until none is left. kUnsupportedFeature: there always are
// more; kAttachment: an encoded word that cannot be decoded.
[[nodiscard]] Result<void> UnfoldEscapes(TextReading& reading);

// Adds the part that `spans` (of one part) hold together in a transfer encoding, and gives its
// whole text as a source. `charset`: what the file says that it is in, or empty. kAttachment where
// it is no text.
[[nodiscard]] Result<Source> AddPart(std::span<const Source> spans, Transfer transfer,
                                     std::u32string_view charset, TextReading& reading);

}  // namespace sumikeshi
