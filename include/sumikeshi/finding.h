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
#include "sumikeshi/context.h"
#include "sumikeshi/document.h"
#include "sumikeshi/geometry.h"
#include "sumikeshi/page_class.h"
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
  PageClass page_class = PageClass::kUnknown;
  std::string label{};  // printed label of the field, as in the dictionary; empty outside fields

  friend bool operator==(const Finding&, const Finding&) = default;
};

// What becomes of a finding. Only keep and redact let a document go; the others hold it: for
// consent, to be returned or disposed of, until it is approved, from being transferred, from this
// handler.
enum class Action { kKeep, kRedact, kHold, kReturn, kApproval, kBlock, kDeny };

inline constexpr auto kAllActions =
    std::to_array<Action>({Action::kKeep, Action::kRedact, Action::kHold, Action::kReturn,
                           Action::kApproval, Action::kBlock, Action::kDeny});

// Permanent key: "keep" "redact" "hold" "return" "approval" "block" "deny".
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
    case Action::kApproval:
      return "approval";
    case Action::kBlock:
      return "block";
    case Action::kDeny:
      return "deny";
  }
  return {};
}

[[nodiscard]] constexpr std::string_view ActionJapanese(Action action) {
  switch (action) {
    case Action::kKeep:
      return "残す";
    case Action::kRedact:
      return "墨消し";
    case Action::kHold:
      return "保留";
    case Action::kReturn:
      return "返却・廃棄";
    case Action::kApproval:
      return "要承認";
    case Action::kBlock:
      return "提供不可";
    case Action::kDeny:
      return "取扱不可";
  }
  return {};
}

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
