// Finding -> Decision -> Verdict: what was found where, what the policy said, what was proved.
// None of them holds document text.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sumikeshi/category.h"
#include "sumikeshi/document.h"
#include "sumikeshi/geometry.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

using Hash = std::array<std::uint8_t, 32>;  // SHA-256 or HMAC-SHA-256

// `page` counts from 1. On an image `boxes` are pixels of the page as it came; in text `span`
// counts code points of the decoded text.
struct Place {
  int page = 1;
  std::vector<Box> boxes;
  std::optional<Span> span;

  [[nodiscard]] Box bounds() const {
    Box all;
    for (const Box& box : boxes) all = Unite(all, box);
    return all;
  }
  friend bool operator==(const Place&, const Place&) = default;
};

struct Finding {
  Category category = Category::kHealth;
  std::string kind;        // finer kind for the policy ("MEDHIST", "CVV"), may be empty
  std::string recognizer;  // permanent id of what found it
  Place place;
  double confidence = 0;  // 0..1: of findings at 0.9, nine in ten are right

  friend bool operator==(const Finding&, const Finding&) = default;
};

enum class Action { kKeep, kRedact, kHold, kReturn };

// Permanent key: "keep" "redact" "hold" "return".
[[nodiscard]] constexpr std::string_view ActionKey(Action action) {
  switch (action) {
    case Action::kKeep:
      return "keep";
    case Action::kRedact:
      return "redact";
    case Action::kHold:
      return "hold";
    case Action::kReturn:
      return "return";
  }
  return {};
}

// Under what circumstances a document is handled; what the policy asks about. Keys as in the
// profiles: purpose "P1".."P17", ground "G0".."G9", stage "acquire" "use" "store" "transfer"
// "erase".
struct Context {
  std::string purpose;
  std::string ground = "G0";
  std::string stage = "acquire";
  std::string person;  // "insured", "deceased", "heir", "employee"; empty = not known
  std::string recipient;
  std::string operator_id;  // 取扱者

  friend bool operator==(const Context&, const Context&) = default;
};

struct Decision {
  Finding finding;
  Action action = Action::kRedact;
  std::string rule;    // permanent id of the rule
  std::string clause;  // citation, in Japanese

  friend bool operator==(const Decision&, const Decision&) = default;
};

// What must be destroyed on one page. Boxes are pixels of the page as it came.
struct PageRedaction {
  std::vector<Box> boxes;
  std::vector<Span> spans;

  friend bool operator==(const PageRedaction&, const PageRedaction&) = default;
};

// The end of one document: released with proof, or held with the reason.
struct Verdict {
  bool released = false;
  std::optional<Error> reason;  // set when held
  Hash input_hash{};
  Hash output_hash{};  // zero when held
  int pages = 0;

  friend bool operator==(const Verdict&, const Verdict&) = default;
};

}  // namespace sumikeshi
