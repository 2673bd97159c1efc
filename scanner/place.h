// Bytes of a page's view -> boxes on the page as it came.
#pragma once

#include <vector>

#include "scanner/text/view.h"
#include "sumikeshi/document.h"
#include "sumikeshi/finding.h"

namespace sumikeshi {

class PagePlaces {
 public:
  // Both must outlive it; `view` must be MakeView(page).
  PagePlaces(const PageText& page, const View& view);
  // Boxes that cover the symbols behind `span` and the upright boxes of `region`, widened by a
  // margin, cut at the edge of the page. Where a symbol has no box, its whole line is covered.
  [[nodiscard]] Place Of(Span span, const std::vector<Box>& region, int page_number) const;
  // The same boxes, upright and as far as they go.
  [[nodiscard]] std::vector<Box> UprightOf(Span span, const std::vector<Box>& region) const;

 private:
  [[nodiscard]] std::vector<Box> SymbolBoxes(Span span) const;

  const PageText* page_;
  const View* view_;
  int em_;  // of the page, pixels
};

}  // namespace sumikeshi
