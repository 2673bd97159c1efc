// Draws a sheet on a page in one of many looks, and tells where each scored piece came to lie.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sumikeshi/geometry.h"
#include "tests/mailroom/canvas.h"
#include "tests/mailroom/sheet.h"

namespace sumikeshi::mailroom {

// A piece that is scored: on a page by the pixel boxes of its glyphs, in a text by code points
// [start, end). Role is kKeep or kSensitive.
struct Item {
  Role role = Role::kKeep;
  Category category = Category::kHealth;
  std::string text;
  std::vector<Box> boxes;
  int start = 0;
  int end = 0;
  bool labelled = false;  // in a field whose label names it
};

struct DrawnPage {
  Raster raster;  // colour, before the scanner
  std::vector<Item> items;
};

// The look (fonts, rules, where labels stand) is drawn from `seed`; the same seed draws the same
// page. Writing is made smaller until the sheet fits on its paper.
DrawnPage DrawPage(const Sheet& sheet, std::uint64_t seed, const Placement& placement);

}  // namespace sumikeshi::mailroom
