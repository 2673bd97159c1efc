// Forms made from a number: tables of some rows of cells, each its own.
#pragma once

#include <random>
#include <vector>

#include "scanner/forms/form.h"
#include "sumikeshi/document.h"

namespace sumikeshi {

// To hundredths of a millimetre, as a file has them.
inline double Rounded(double mm) { return std::round(mm * 100) / 100; }

inline FormPage MakeForm(unsigned number) {
  std::mt19937 random(number);
  const auto between = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(random() % 1000) / 1000;
  };
  FormPage page;
  page.width = 210;
  page.height = 297;
  double top = between(30, 45);
  const double left = between(12, 20), right = 210 - left;
  while (top < 250) {
    const double height = between(6, 12);
    double x = left;
    while (x < right - 5) {
      const double end = right - x < 40 ? right : x + between(18, 70);
      const double cut = right - end < 15 ? right : end;
      page.cells.push_back(
          {Rounded(x), Rounded(top), Rounded(cut - 0.3), Rounded(top + height - 0.3)});
      x = cut;
    }
    top += height;
  }
  return page;
}

// The cells as a reader would give them: moved, at another resolution, turned a little, some of
// them lost, each edge off by up to `noise` pixels.
inline PageText Scanned(const FormPage& form, double dpi, const Transform& move, double lost = 0,
                        int noise = 1, unsigned seed = 1) {
  std::mt19937 random(seed);
  PageText page;
  page.dpi = dpi;
  page.width = static_cast<int>(form.width * dpi / 25.4);
  page.height = static_cast<int>(form.height * dpi / 25.4);
  const double scale = dpi / 25.4;
  for (const PaperBox& cell : form.cells) {
    if (static_cast<double>(random() % 1000) < 1000 * lost) continue;
    const Point a = Map(move, {cell.left, cell.top}), b = Map(move, {cell.right, cell.bottom});
    const auto off = [&] { return static_cast<int>(random() % (2U * noise + 1)) - noise; };
    page.cells.push_back(
        {{static_cast<int>(a.x * scale) + off(), static_cast<int>(a.y * scale) + off(),
          static_cast<int>(b.x * scale) + off(), static_cast<int>(b.y * scale) + off()}});
  }
  return page;
}

}  // namespace sumikeshi
