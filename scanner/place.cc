// Bytes of a page's view -> boxes on the page as it came.
#include "scanner/place.h"

#include <algorithm>
#include <cstddef>
#include <tuple>

namespace sumikeshi {
namespace {

constexpr int kSmallestMargin = 3;  // pixels: the blur round a stroke
constexpr double kMargin = 0.15;    // em
constexpr double kOneBox = 1.0;     // em: symbols nearer than this share a box
constexpr int kUnknownEm = 32;      // pixels: 8 pt at 300 dpi, on a page without symbols

int MedianSize(std::vector<int> sizes) {
  if (sizes.empty()) return kUnknownEm;
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::nth_element(sizes.begin(), middle, sizes.end());
  return std::max(1, *middle);
}

int SizeOf(const Symbol& symbol) { return std::max(symbol.box.width(), symbol.box.height()); }

int EmOf(const Line& line) {
  std::vector<int> sizes;
  for (const Symbol& symbol : line.symbols) sizes.push_back(SizeOf(symbol));
  return MedianSize(std::move(sizes));
}

int EmOf(const PageText& page) {
  std::vector<int> sizes;
  for (const Line& line : page.lines) {
    for (const Symbol& symbol : line.symbols) sizes.push_back(SizeOf(symbol));
  }
  return MedianSize(std::move(sizes));
}

Box Widened(const Box& box, int em) {
  return Grow(box, std::max(kSmallestMargin, static_cast<int>(kMargin * em + 0.5)));
}

}  // namespace

PagePlaces::PagePlaces(const PageText& page, const View& view)
    : page_(&page), view_(&view), em_(EmOf(page)) {}

std::vector<Box> PagePlaces::SymbolBoxes(Span span) const {
  std::vector<Box> boxes;
  const Span units = view_->SourceSpan(span);
  for (std::size_t begin = units.begin; begin < units.end;) {
    const int line_index = view_->units[begin].line;
    const Line& line = page_->lines[static_cast<std::size_t>(line_index)];
    const int em = EmOf(line);
    std::size_t end = begin;
    Box box;
    for (; end < units.end && view_->units[end].line == line_index; ++end) {
      const Box& next = line.symbols[static_cast<std::size_t>(view_->units[end].symbol)].box;
      if (next.empty()) {
        boxes.push_back(Widened(line.box, em));
        continue;
      }
      const int gap = line.vertical ? next.top - box.bottom : next.left - box.right;
      if (!box.empty() && gap > kOneBox * em) {
        boxes.push_back(Widened(box, em));
        box = {};
      }
      box = Unite(box, next);
    }
    if (!box.empty()) boxes.push_back(Widened(box, em));
    begin = end;
  }
  return boxes;
}

std::vector<Box> PagePlaces::UprightOf(Span span, const std::vector<Box>& region) const {
  std::vector<Box> upright;
  if (!span.empty()) upright = SymbolBoxes(span);
  for (const Box& box : region) {
    if (!box.empty()) upright.push_back(Widened(box, em_));
  }
  return upright;
}

Place PagePlaces::Of(Span span, const std::vector<Box>& region, int page_number) const {
  Place place;
  place.page = page_number;
  const Box edge{0, 0, page_->width, page_->height};
  for (const Box& box : UprightOf(span, region)) {
    for (const Box& mapped : MapOutwards(page_->to_page, Intersect(box, edge))) {
      const Box inside{std::max(0, mapped.left), std::max(0, mapped.top), mapped.right,
                       mapped.bottom};
      if (!inside.empty()) place.boxes.push_back(inside);
    }
  }
  std::ranges::sort(place.boxes, {},
                    [](const Box& b) { return std::tuple(b.top, b.left, b.right, b.bottom); });
  const auto repeated = std::ranges::unique(place.boxes);
  place.boxes.erase(repeated.begin(), repeated.end());
  return place;
}

}  // namespace sumikeshi
