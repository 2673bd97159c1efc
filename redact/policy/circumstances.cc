// The checks.
#include "redact/policy/circumstances.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <ctime>

#include "redact/policy/vocabulary.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kLongestReference = 64;

std::unexpected<Error> Wrong(ErrorCode code, std::string_view field, std::string what) {
  return Fail(code, std::string(field), std::move(what));
}

Result<void> CheckDays(const Consent& consent) {
  struct Day {
    std::string_view field;
    const std::string& text;
  };
  for (const Day& day : {Day{"consent_date", consent.date}, Day{"consent_expiry", consent.expiry},
                         Day{"consent_withdrawn", consent.withdrawn}}) {
    if (day.text.empty() || IsDay(day.text)) continue;
    return Wrong(ErrorCode::kUsage, day.field,
                 fmt::format("「{0}」は日付ではありません（2026-11-22 の形で書いてください） / "
                             "\"{0}\" is no day (as in 2026-11-22)",
                             day.text));
  }
  return {};
}

Result<void> CheckReferences(const Context& context) {
  for (const auto& [field, text] :
       {std::pair{"consent_id", &context.consent.id}, std::pair{"approval", &context.approval}}) {
    if (text->empty() || IsReference(*text)) continue;
    return Wrong(ErrorCode::kUsage, field,
                 "英数字と . _ : / - だけで、64文字までで書いてください / letters, digits and "
                 "._:/- only, 64 at most");
  }
  return {};
}

// Free words end up in the ledger: short ones, in one line.
Result<void> CheckNames(const Context& context) {
  constexpr std::size_t kLongestName = 200;  // bytes
  for (const auto& [field, text] :
       {std::pair{"handler", &context.handler}, std::pair{"department", &context.department},
        std::pair{"recipient_name", &context.recipient_name}}) {
    const bool in_one_line =
        std::ranges::none_of(*text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    if (in_one_line && text->size() <= kLongestName) continue;
    return Wrong(ErrorCode::kUsage, field, "一行に短く書いてください / one short line");
  }
  return {};
}

bool IsCountry(std::string_view text) {
  return text.size() == 2 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

std::string Today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return fmt::format("{:04}-{:02}-{:02}", local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
}

bool IsDay(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto number = [&](std::size_t from, std::size_t count) {
    int value = -1;
    const char* end = text.data() + from + count;
    const auto [stop, error] = std::from_chars(text.data() + from, end, value);
    return error == std::errc() && stop == end ? value : -1;
  };
  const int year = number(0, 4);
  const int month = number(5, 2);
  const int day = number(8, 2);
  return year >= 0 && month > 0 && day > 0 &&
         std::chrono::year_month_day(std::chrono::year(year),
                                     std::chrono::month(static_cast<unsigned>(month)),
                                     std::chrono::day(static_cast<unsigned>(day)))
             .ok();
}

bool IsReference(std::string_view text) {
  static constexpr std::string_view kSigns = "._:/-";
  return !text.empty() && text.size() <= kLongestReference && std::ranges::all_of(text, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           kSigns.contains(c);
  });
}

Result<void> CheckWords(const Context& context) {
  const auto unknown = [](std::string_view field, const std::string& word) {
    return Wrong(ErrorCode::kUsage, field,
                 fmt::format("「{0}」は知らない語です / \"{0}\" is not a known word", word));
  };
  if (!IsTerm(kGrounds, context.ground)) return unknown("ground", context.ground);
  if (!IsTerm(kStages, context.stage)) return unknown("stage", context.stage);
  struct Word {
    std::string_view field;
    const std::string& word;
    bool known;
  };
  const Consent& consent = context.consent;
  for (const Word& word : {
           Word{"purpose", context.purpose, IsTerm(kPurposes, context.purpose)},
           Word{"person", context.person, IsTerm(kPersons, context.person)},
           Word{"recipient", context.recipient, IsTerm(kRecipients, context.recipient)},
           Word{"country", context.country, IsCountry(context.country)},
           Word{"source", context.source, IsTerm(kSources, context.source)},
           Word{"route", context.route, IsTerm(kRoutes, context.route)},
           Word{"method", context.method, IsTerm(kMethods, context.method)},
           Word{"obstacle", context.obstacle, IsTerm(kObstacles, context.obstacle)},
           Word{"document", context.document, IsTerm(kDocuments, context.document)},
           Word{"explanation", consent.explanation, IsTerm(kExplanations, consent.explanation)},
           Word{"consent_status", consent.status, IsTerm(kConsentStatuses, consent.status)},
       }) {
    if (!word.word.empty() && !word.known) return unknown(word.field, word.word);
  }
  for (const std::string& purpose : consent.scope) {
    if (!IsTerm(kPurposes, purpose)) return unknown("consent_scope", purpose);
  }
  if (auto days = CheckDays(consent); !days) return days;
  if (auto names = CheckNames(context); !names) return names;
  return CheckReferences(context);
}

Result<void> SetConsentForm(std::string_view form, Context& context) {
  if (form.empty()) return {};
  if (!IsTerm(kConsentForms, form)) {
    return Wrong(ErrorCode::kUsage, "consent_form",
                 fmt::format("「{0}」は知らない語です / \"{0}\" is not a known word", form));
  }
  const std::string_view ground = form == "written" ? "G1" : "G1o";
  if (context.ground == "G0") context.ground = ground;
  if (context.ground == ground || context.ground == "G7") return {};
  return Wrong(ErrorCode::kUsage, "consent_form",
               fmt::format("根拠「{}」と合いません / does not agree with the ground {}",
                           TermJapanese(kGrounds, context.ground), context.ground));
}

std::vector<std::string> PurposesIn(std::string_view text) {
  constexpr std::string_view kBetween = " ,;";
  std::vector<std::string> purposes;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(kBetween), text.size());
    if (end > 0) purposes.emplace_back(TermKey(kPurposes, text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return purposes;
}

Result<void> CheckConsent(const Context& context, std::string_view today) {
  const bool by_consent =
      context.ground == "G1" || context.ground == "G1o" || context.ground == "G7";
  if (!by_consent) return {};
  const Consent& consent = context.consent;
  const auto invalid = [](std::string_view field, std::string what) {
    return Wrong(ErrorCode::kConsent, field, std::move(what));
  };
  if (!consent.status.empty()) {
    return invalid(
        "consent_status",
        fmt::format("根拠は{}ですが、「{}」とされています / the ground is {}, the status {}",
                    TermJapanese(kGrounds, context.ground),
                    TermJapanese(kConsentStatuses, consent.status), context.ground,
                    consent.status));
  }
  // Days in this form sort as text.
  if (!consent.withdrawn.empty() && consent.withdrawn <= today) {
    return invalid(
        "consent_withdrawn",
        fmt::format("同意は {0} に撤回されています / withdrawn on {0}", consent.withdrawn));
  }
  if (!consent.expiry.empty() && consent.expiry < today) {
    return invalid("consent_expiry",
                   fmt::format("同意の期限（{0}）が切れています / expired on {0}", consent.expiry));
  }
  if (!consent.date.empty() && consent.date > today) {
    return invalid(
        "consent_date",
        fmt::format("同意の日（{0}）がまだ来ていません / not given before {0}", consent.date));
  }
  const bool covered = consent.scope.empty() ||
                       std::ranges::find(consent.scope, context.purpose) != consent.scope.end();
  if (!covered) {
    return invalid(
        "consent_scope",
        fmt::format("同意の範囲に目的「{}」が入っていません / it does not cover the purpose {}",
                    TermJapanese(kPurposes, context.purpose), context.purpose));
  }
  return {};
}

}  // namespace sumikeshi
