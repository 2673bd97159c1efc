// A code is found for what it says; one that cannot be decoded may say anything.
#include "scanner/codes.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "scanner/recognizers/check_digits.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

constexpr std::string_view kRecognizer = "code";
constexpr std::string_view kUnreadable = "UNREADABLE";
constexpr double kUnreadableConfidence = 0.5;
constexpr double kBareNumberConfidence = 0.9;  // one in ten runs of 12 digits passes the check

// Not what stands in any address book.
bool IsBound(const Detection& detection) { return detection.finding.category < Category::kName; }

struct Carried {
  Category category;
  double confidence;
};

// The first thing that the payload says and that is bound. The QR code on the back of an
// 個人番号カード is the number alone, without a label.
std::optional<Carried> CarriedBy(const std::string& payload, int page_number) {
  if (IsMyNumber(payload)) return Carried{Category::kMyNumber, kBareNumberConfidence};
  for (const Detection& detection : Detect(Text{ToCharacters(payload)}, page_number)) {
    if (IsBound(detection)) {
      return Carried{detection.finding.category, detection.finding.confidence};
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<Detection> DetectCodes(const PageText& page, const PagePlaces& places,
                                   int page_number) {
  std::vector<Detection> found;
  for (const Code& code : page.codes) {
    Detection detection;
    detection.finding = {Category::kCode, std::string(kUnreadable), std::string(kRecognizer),
                         places.Of({}, {code.box}, page_number), kUnreadableConfidence};
    if (code.payload) {
      const std::optional<Carried> carried = CarriedBy(*code.payload, page_number);
      if (!carried) continue;
      detection.finding.kind = CategoryKey(carried->category);
      detection.finding.confidence = carried->confidence;
      detection.value = *code.payload;
    }
    found.push_back(std::move(detection));
  }
  return found;
}

}  // namespace sumikeshi
