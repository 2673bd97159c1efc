// Expiry date and security code of payment cards.
//
// Licences, passports and offers expire too: a date is one only by a card's own label, directly
// after a card number, or with 有効期限 where a card is the nearest thing that has one.
#include <re2/re2.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string_view>

#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/digit_runs.h"
#include "scanner/recognizers/number_evidence.h"
#include "scanner/recognizers/patterns.h"
#include "scanner/recognizers/recognizer.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kNear = 900;   // bytes: about 300 characters
constexpr std::size_t kBehind = 24;  // bytes between a card number and the date after it
constexpr std::size_t kFar = std::numeric_limits<std::size_t>::max();

std::size_t Distance(Span a, Span b) {
  if (a.end <= b.begin) return b.begin - a.end;
  return b.end <= a.begin ? a.begin - b.end : 0;
}

std::size_t Nearest(const std::vector<std::vector<Span>>& places, Span span) {
  std::size_t nearest = kFar;
  for (const std::vector<Span>& place : places) {
    nearest = std::min(nearest, Distance(place[0], span));
  }
  return nearest;
}

class CardEvidence {
 public:
  explicit CardEvidence(const Analysis& page) {
    static const re2::RE2 kCard(
        "(クレジット|クレカ|カード番号|カード名義|VISA|Visa|JCB|Master[Cc]ard|MASTERCARD|AMEX|"
        "VALID THRU|GOOD THRU|CARD NUMBER|Card Number)");
    static const re2::RE2 kOther(
        "(免許|旅券|パスポート|在留|永住|保険証|資格確認書|証明書|見積|クーポン|割引|ポイント|"
        "マイナンバーカード|個人番号カード|通行証|手帳|受給者証)");
    cards_ = FindPattern(page.view.text, kCard);
    others_ = FindPattern(page.view.text, kOther);
    std::vector<Candidate> numbers;
    kCardNumberRecognizer.find(page, numbers);
    for (const Candidate& number : numbers) {
      cards_.push_back({number.span});
      numbers_.push_back(number.span);
    }
  }
  [[nodiscard]] bool IsNear(Span span) const {
    const std::size_t card = Nearest(cards_, span);
    return card <= kNear && card < Nearest(others_, span);
  }
  [[nodiscard]] bool IsBehindNumber(Span span) const {
    return std::ranges::any_of(numbers_, [&](Span number) {
      return number.end <= span.begin && span.begin - number.end <= kBehind;
    });
  }

 private:
  std::vector<std::vector<Span>> cards_;
  std::vector<std::vector<Span>> others_;
  std::vector<Span> numbers_;
};

void FindDates(const Analysis& page, const CardEvidence& cards, std::vector<Candidate>& found) {
  static const re2::RE2 kDate(
      R"((?:^|[^0-9/\-.]))"
      R"(((?:0?[1-9]|1[0-2]) ?(?:[/\-]|月) ?(?:20)?[0-9]{2}年?|20[0-9]{2} ?(?:[/\-.]|年) ?(?:0?[1-9]|1[0-2])月?))"
      R"((?:[^0-9/\-.日]|$))");
  for (const std::vector<Span>& groups : FindPattern(page.view.text, kDate)) {
    const auto [said, kind] = page.numbers.For(groups[0], Category::kCardExpiry);
    double confidence = 0;
    if (said == Evidence::kLabel && kind != "CVV") {
      confidence = 0.97;
    } else if (said == Evidence::kOther && kind == "EXPIRY" && cards.IsNear(groups[0])) {
      confidence = 0.9;
    } else if (said != Evidence::kOther && cards.IsBehindNumber(groups[0])) {
      confidence = 0.85;
    }
    if (confidence > 0) {
      found.push_back({groups[0], Category::kCardExpiry, "EXPIRY", confidence, {}});
    }
  }
}

void FindCodes(const Analysis& page, std::vector<Candidate>& found) {
  for (const DigitRun& run : page.runs) {
    if (run.digits.size() != 3 && run.digits.size() != 4) continue;
    const auto [said, kind] = page.numbers.For(run.span, Category::kCardExpiry);
    if (said == Evidence::kLabel && kind == "CVV" && !run.glued && !run.hyphens) {
      found.push_back({run.span, Category::kCardExpiry, "CVV", 0.95, {}});
    }
  }
}

void Find(const Analysis& page, std::vector<Candidate>& found) {
  if (page.runs.empty()) return;
  FindDates(page, CardEvidence(page), found);
  FindCodes(page, found);
}

}  // namespace

const Recognizer kCardExpiryRecognizer = {
    "card_expiry",
    "割賦販売法 35条の16, PCI DSS 3.2 (sensitive authentication data)",
    Find,
    {
        "カード番号 4111 1111 1111 1111 有効期限 ⟦08/29⟧",
        "カード有効期限:⟦２０２９年８月⟧",
        "5555-5555-5555-4444 ⟦12/29⟧",
        "VALID THRU ⟦12-2029⟧",
        "セキュリティコード ⟦123⟧",
        "カードの番号は4111111111111111、裏の3桁は⟦123⟧です",
        "カード番号 4111-1111-1111-1111\n有効期限 ⟦12月29年⟧\nCVV ⟦1234⟧",
    },
    {
        "有効期限 2029/08(運転免許証)",
        "運転免許証 有効期限 2029/08",
        "お見積りの有効期限 2029年8月",
        "2029/08/01",
        "セキュリティコードは裏面に印字された3桁の数字です。",
        "カード番号をご記入ください。発行日 2026年11月",
    },
};

}  // namespace sumikeshi
