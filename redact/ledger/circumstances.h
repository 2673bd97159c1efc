// The circumstances of a document that an entry records only where one of them is stated
// (FORMAT.md): entries that need none are the same bytes as in version 1.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "sumikeshi/context.h"

namespace sumikeshi {

struct CircumstanceField {
  std::string_view key;
  std::string& (*of)(Context& context);
};

// In the order in which they are written.
inline constexpr auto kCircumstanceFields = std::to_array<CircumstanceField>({
    {"handler", [](Context& context) -> std::string& { return context.handler; }},
    {"department", [](Context& context) -> std::string& { return context.department; }},
    {"source", [](Context& context) -> std::string& { return context.source; }},
    {"route", [](Context& context) -> std::string& { return context.route; }},
    {"method", [](Context& context) -> std::string& { return context.method; }},
    {"obstacle", [](Context& context) -> std::string& { return context.obstacle; }},
    {"need", [](Context& context) -> std::string& { return context.document; }},
    {"recipient_name", [](Context& context) -> std::string& { return context.recipient_name; }},
    {"country", [](Context& context) -> std::string& { return context.country; }},
    {"consent", [](Context& context) -> std::string& { return context.consent.id; }},
    {"consent_status", [](Context& context) -> std::string& { return context.consent.status; }},
    {"explanation", [](Context& context) -> std::string& { return context.consent.explanation; }},
    {"approval", [](Context& context) -> std::string& { return context.approval; }},
});

[[nodiscard]] inline bool StatesCircumstances(Context context) {
  return std::ranges::any_of(kCircumstanceFields, [&](const CircumstanceField& field) {
    return !field.of(context).empty();
  });
}

// The decisions of one would be those of the other, as far as an entry records them.
[[nodiscard]] inline bool SameCircumstances(Context one, Context other) {
  one.handler = other.handler;  // who handles it does not change what is decided
  return one.purpose == other.purpose && one.ground == other.ground && one.stage == other.stage &&
         one.person == other.person && one.recipient == other.recipient &&
         std::ranges::all_of(kCircumstanceFields, [&](const CircumstanceField& field) {
           return field.of(one) == field.of(other);
         });
}

}  // namespace sumikeshi
