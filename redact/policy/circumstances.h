// Whether what is said about a document can be relied on: known words, a consent that stands.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sumikeshi/context.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// The local day, "2026-11-22".
[[nodiscard]] std::string Today();

// True for a day of the calendar in that form.
[[nodiscard]] bool IsDay(std::string_view text);

// True for the number of a record: letters, digits and ._:/- only, at most 64. Names do not fit.
[[nodiscard]] bool IsReference(std::string_view text);

// Every word is one of the vocabulary's, every day a day. Errors: kUsage; `where` names the field
// as in the manifest, `what` says what is wrong with it (Japanese / English).
[[nodiscard]] Result<void> CheckWords(const Context& context);

// The form of a consent ("written", "oral", or empty) says the ground where none is stated, and may
// not contradict it. Errors: kUsage, in the same form.
[[nodiscard]] Result<void> SetConsentForm(std::string_view form, Context& context);

// The purposes that a text names by key or Japanese name, between blanks, commas or semicolons.
[[nodiscard]] std::vector<std::string> PurposesIn(std::string_view text);

// Where the ground is a consent: it was given, is not withdrawn or expired on `today`, and covers
// the purpose. Errors: kConsent, in the same form.
[[nodiscard]] Result<void> CheckConsent(const Context& context, std::string_view today);

}  // namespace sumikeshi
