// Draws a small page of printed lines into a file: quickly read, and like scanned mail all the
// same.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/mailroom/canvas.h"
#include "tests/mailroom/files.h"

namespace sumikeshi {

// As many pages as there are lists of lines; 200 dpi, 160 mm wide. False when it cannot be written.
inline bool DrawPages(const std::filesystem::path& path, mailroom::Container container,
                      const std::vector<std::vector<std::string>>& pages) {
  namespace room = mailroom;
  const room::Font font{.family = "Noto Sans CJK JP", .size = room::Points(14)};
  const double row = font.size * 2;
  std::vector<room::Raster> rasters;
  for (const std::vector<std::string>& lines : pages) {
    room::Canvas canvas(room::Millimetres(160), row * (static_cast<double>(lines.size()) + 2),
                        {.dpi = 200});
    room::Random random(1);
    double y = row;
    for (const std::string& line : lines) {
      double x = row;
      for (const std::string& glyph : room::Glyphs(line)) {
        canvas.Glyph(glyph, x, y, font, random);
        x += canvas.Advance(glyph, font);
      }
      y += row;
    }
    rasters.push_back(room::Scan(canvas.Pixels(), {.name = "", .container = container}, random));
  }
  std::filesystem::create_directories(path.parent_path());
  return room::WritePages(path, container, rasters, 80).has_value();
}

}  // namespace sumikeshi
