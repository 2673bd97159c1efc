// Makes a folder of mail and its truth from a seed.
//
//   OUT/mail/NNN_kind.ext            the documents
//   OUT/truth/NNN_kind.ext.json      what is sensitive and what must stay, pages
//   OUT/truth/text/NNN_kind.txt.json the same for texts, by code points
//
// Truth: {"file","form","scan","dpi","items":[{"kind":"sensitive"|"keep","category","text",
// "rects":[[left,top,right,bottom],...]}],"more":[{"page":2,"form","items":[...]},...]}; rects are
// pixels of the page as scanned, right and bottom exclusive, one a glyph. "labelled":true is an
// item in a field whose label names it; "dpi_y" is given where it differs from dpi, "photo":true
// where the page was photographed. "more" holds the pages after the first. A text's items have
// "span":[start,end) in code points of the decoded text instead.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "sumikeshi/result.h"
#include "tests/mailroom/kinds.h"
#include "tests/mailroom/scan.h"

namespace sumikeshi::mailroom {

struct Order {
  std::uint64_t seed = 1;
  int count = 20;
  std::vector<const Kind*> kinds;      // none: all
  std::vector<const ScanKind*> scans;  // none: all
  bool blank = false;                  // forms that nobody has filled in
};

// Document i depends on the seed and i alone, given the same kinds and scans. Fails on the first
// file that cannot be written, or when no kind can arrive in any of the ways asked for.
[[nodiscard]] Result<void> Generate(const Order& order, const std::filesystem::path& folder);

}  // namespace sumikeshi::mailroom
