// Proof of a written page: same shape, solid boxes, and nothing left round them.
#include "redact/verify/verify.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace sumikeshi {
namespace {

// JPEG decoders may round a constant block to a level or two above 0.
constexpr int kBlack = 8;

Result<void> CheckShape(const Raster& before, const Raster& after) {
  if (before.width != after.width || before.height != after.height) {
    return Fail(ErrorCode::kVerifyFailed, "", "the page size changed");
  }
  if (before.bitonal != after.bitonal) {
    return Fail(ErrorCode::kVerifyFailed, "", "the page depth changed");
  }
  if (std::abs(before.dpi_x - after.dpi_x) > 1 || std::abs(before.dpi_y - after.dpi_y) > 1) {
    return Fail(ErrorCode::kVerifyFailed, "", "the page resolution changed");
  }
  return {};
}

bool IsSolid(const Raster& page, const Box& box) {
  const auto channels = static_cast<std::size_t>(page.channels());
  for (int y = box.top; y < box.bottom; ++y) {
    const auto* row = page.pixels.data() + static_cast<std::size_t>(y) * page.stride();
    const auto* end = row + static_cast<std::size_t>(box.right) * channels;
    const auto* begin = row + static_cast<std::size_t>(box.left) * channels;
    if (std::any_of(begin, end, [](std::uint8_t level) { return level > kBlack; })) return false;
  }
  return true;
}

void PaintWhite(Raster& page, const Box& box) {
  const auto channels = static_cast<std::size_t>(page.channels());
  for (int y = box.top; y < box.bottom; ++y) {
    auto* row = page.pixels.data() + static_cast<std::size_t>(y) * page.stride();
    std::fill(row + static_cast<std::size_t>(box.left) * channels,
              row + static_cast<std::size_t>(box.right) * channels, std::uint8_t{255});
  }
}

Result<std::vector<Place>> VerifyRaster(const Raster& before, const Raster& after,
                                        const PageRedaction& destroyed,
                                        const LookAgain& look_again) {
  if (auto shape = CheckShape(before, after); !shape) return std::unexpected(shape.error());
  if (destroyed.boxes.empty()) return std::vector<Place>{};
  const Box page{0, 0, after.width, after.height};
  Raster rest = after;
  for (const Box& box : destroyed.boxes) {
    if (box.empty() || Intersect(box, page) != box) {
      return Fail(ErrorCode::kVerifyFailed, "", "a box lies outside the page");
    }
    if (!IsSolid(after, box)) return Fail(ErrorCode::kVerifyFailed, "", "a box is not solid black");
    PaintWhite(rest, box);
  }
  return look_again(PageContent(std::move(rest)));
}

bool IsLineEnd(char32_t c) { return c == U'\n' || c == U'\r' || c == U'\t'; }

// Full width, half width, half-width kana in UTF-8, half-width kana in ISO-2022-JP.
bool IsMask(char32_t c) { return c == U'\u25A0' || c == U'*' || c == U'\uFFED' || c == U'\uFF65'; }

// The text with every run of masks, and of what `spans` (sorted) cover, as one mask: a character
// may take two masks to keep its bytes, so runs are compared, not their lengths.
std::u32string Skeleton(const std::u32string& text, const std::vector<Span>& spans) {
  std::u32string out;
  out.reserve(text.size());
  auto span = spans.begin();
  for (std::size_t i = 0; i < text.size(); ++i) {
    while (span != spans.end() && span->end <= i) ++span;
    const bool covered = span != spans.end() && span->begin <= i;
    if (IsMask(text[i]) || (covered && !IsLineEnd(text[i]))) {
      if (out.empty() || out.back() != U'*') out.push_back(U'*');
    } else {
      out.push_back(text[i]);
    }
  }
  return out;
}

Result<std::vector<Place>> VerifyText(const Text& before, const Text& after,
                                      const PageRedaction& destroyed, const LookAgain& look_again) {
  std::vector<Span> spans = destroyed.spans;
  std::ranges::sort(spans, {}, [](const Span& span) { return std::pair(span.begin, span.end); });
  for (const Span& span : spans) {
    if (span.empty() || span.end > before.characters.size()) {
      return Fail(ErrorCode::kVerifyFailed, "", "a span lies outside the text");
    }
  }
  if (Skeleton(before.characters, spans) != Skeleton(after.characters, {})) {
    return Fail(ErrorCode::kVerifyFailed, "", "a span is not masked or the rest changed");
  }
  return look_again(PageContent(after));
}

}  // namespace

Result<std::vector<Place>> VerifyPage(const PageContent& before, const PageContent& after,
                                      const PageRedaction& destroyed, const LookAgain& look_again) {
  if (before.index() != after.index()) {
    return Fail(ErrorCode::kVerifyFailed, "", "the kind of page changed");
  }
  if (const auto* raster = std::get_if<Raster>(&before)) {
    return VerifyRaster(*raster, std::get<Raster>(after), destroyed, look_again);
  }
  return VerifyText(std::get<Text>(before), std::get<Text>(after), destroyed, look_again);
}

}  // namespace sumikeshi
