// A rule is a bar that is long (4 mm and more) and thin. Two passes: long bars, wherever they
// stand; then short ones that lead from one rule to the next (the sides of a digit box). A bar that
// is a stroke of a character (一 in a title) is told by the mark it belongs to: a character is
// about as high as wide and no frame, a rule reaches beyond it. Taking a rule away goes column by
// column: where ink goes on beyond the rule on both sides, a stroke crosses and its pixels stay;
// else the rule's pixels go, with the ragged edge of the scan.
#include "scanner/image/rules.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "scanner/image/components.h"

namespace sumikeshi {
namespace {

// Sizes in pixels of the page.
struct Sizes {
  explicit Sizes(double dpi)
      : long_bar(Pixels(dpi, 0.33)),
        short_bar(Pixels(dpi, 0.1)),
        thickest(Pixels(dpi, 0.05)),
        gap(std::max(1, Pixels(dpi, 0.01))),
        reach(Pixels(dpi, 0.025)),
        title(Pixels(dpi, 0.7)) {}
  static int Pixels(double dpi, double inches) {
    return static_cast<int>(std::lround(dpi * inches));
  }
  int long_bar;   // shortest rule that stands by itself
  int short_bar;  // shortest rule between two others
  int thickest;
  int gap;    // breaks up to this are closed
  int reach;  // a rule ends this near to the next
  int title;  // largest character
};

// The same steps serve both directions: Along is the direction of the bar.
struct Horizontal {
  static int Length(const Box& box) { return box.width(); }
  static int Thickness(const Box& box) { return box.height(); }
  static Bitmap Bars(const Bitmap& page, int length, int gap) {
    return HorizontalBars(page, length, gap);
  }
};
struct Vertical {
  static int Length(const Box& box) { return box.height(); }
  static int Thickness(const Box& box) { return box.width(); }
  static Bitmap Bars(const Bitmap& page, int length, int gap) {
    return VerticalBars(page, length, gap);
  }
};

struct Bars {
  std::vector<Box> boxes;
  Bitmap mask;
};

template <typename Direction>
Bars ThinBars(const Bitmap& page, int length, const Sizes& sizes) {
  Bars bars{{}, Bitmap(page.width(), page.height())};
  const Components components = FindComponents(Direction::Bars(page, length, sizes.gap));
  for (std::size_t i = 0; i < components.marks.size(); ++i) {
    const Component& mark = components.marks[i];
    const auto mean_thickness =
        static_cast<double>(mark.area) / std::max(1, Direction::Length(mark.box));
    // A slightly tilted rule has a box higher than itself.
    const int highest = 2 * sizes.thickest + Direction::Length(mark.box) / 40;
    if (mean_thickness > sizes.thickest || Direction::Thickness(mark.box) > highest ||
        Direction::Length(mark.box) < 6 * mean_thickness) {
      continue;
    }
    bars.boxes.push_back(mark.box);
    for (const Run& run : components.RunsOfMark(i)) bars.mask.Fill(run);
  }
  return bars;
}

// The character-like marks of the page that are wide enough to hold a bar.
std::vector<Box> LargeCharacters(const Components& components, const Sizes& sizes) {
  std::vector<Box> characters;
  for (const Component& mark : components.marks) {
    const int width = mark.box.width(), height = mark.box.height();
    const int large = std::max(width, height), small = std::min(width, height);
    if (large < sizes.long_bar || large > sizes.title || small * 3 < large) continue;
    // A frame has next to no ink for its size.
    if (static_cast<double>(mark.area) < 0.16 * width * height) continue;
    characters.push_back(mark.box);
  }
  return characters;
}

bool Inside(const Box& inner, const Box& outer) { return Intersect(inner, outer) == inner; }

// A lone bar no longer than a title's character, with characters of that size beside it: 一 or ー.
bool IsLoneStroke(const Box& bar, const Components& components) {
  const int em = bar.width();
  return std::ranges::any_of(components.marks, [&](const Component& mark) {
    const Box& box = mark.box;
    const int gap = std::max(box.left - bar.right, bar.left - box.right);
    const int offset = std::abs((box.top + box.bottom) - (bar.top + bar.bottom)) / 2;
    return box.height() * 2 >= em && box.height() <= 2 * em && box.width() <= 2 * em && gap >= 0 &&
           gap * 10 <= em * 7 && offset * 2 <= em;
  });
}

void DropStrokes(Bars& bars, const Components& components, const Sizes& sizes, bool horizontal) {
  const std::vector<Box> characters = LargeCharacters(components, sizes);
  std::erase_if(bars.boxes, [&](const Box& bar) {
    const int length = std::max(bar.width(), bar.height());
    if (length > sizes.title) return false;
    const bool stroke =
        std::ranges::any_of(characters, [&](const Box& box) { return Inside(bar, box); }) ||
        (horizontal && IsLoneStroke(bar, components));
    if (stroke) {
      for (int y = bar.top; y < bar.bottom; ++y) bars.mask.Fill({y, bar.left, bar.right}, false);
    }
    return stroke;
  });
}

// Whether there is a pixel of `mask` within `reach` of the given end of a bar.
bool Touches(const Bitmap& mask, const Box& end, int reach) {
  return mask.Count(Grow(end, reach)) > 0;
}

// Adds short bars that lead from one rule of `across` to another.
template <typename Direction>
void AddShortBars(const Bitmap& page, const Bitmap& across, const Sizes& sizes, Bars& bars) {
  Bars all = ThinBars<Direction>(page, sizes.short_bar, sizes);
  for (const Box& box : all.boxes) {
    if (Direction::Length(box) >= sizes.long_bar && bars.mask.Count(box) > 0) continue;
    if (Direction::Thickness(box) > sizes.thickest) continue;
    const bool horizontal = box.width() > box.height();
    const Box first = horizontal ? Box{box.left, box.top, box.left + 1, box.bottom}
                                 : Box{box.left, box.top, box.right, box.top + 1};
    const Box last = horizontal ? Box{box.right - 1, box.top, box.right, box.bottom}
                                : Box{box.left, box.bottom - 1, box.right, box.bottom};
    if (!Touches(across, first, sizes.reach) || !Touches(across, last, sizes.reach)) continue;
    bars.boxes.push_back(box);
    for (int y = box.top; y < box.bottom; ++y) {
      for (const Run& run : RunsOfRow(all.mask, y, box.left, box.right)) bars.mask.Fill(run);
    }
  }
}

// Reads and writes pixels along and across a rule, whatever its direction.
struct Canvas {
  const Bitmap& page;
  const Bitmap& mask;   // of the rule's own direction
  const Bitmap& other;  // of the other direction
  Bitmap& removed;
  bool horizontal;

  [[nodiscard]] bool Get(const Bitmap& bitmap, int along, int across) const {
    return horizontal ? bitmap.Get(along, across) : bitmap.Get(across, along);
  }
  void Remove(int along, int across) {
    const int x = horizontal ? along : across, y = horizontal ? across : along;
    removed.Fill({y, x, x + 1});
  }
};

// The thickness of the rule where nothing touches it: the most frequent one.
int UsualThickness(const Canvas& canvas, int begin, int end, int low, int high) {
  std::vector<int> counts(static_cast<std::size_t>(high - low) + 2);
  for (int along = begin; along < end; along += 3) {
    int thickness = 0;
    for (int across = low; across < high; ++across) {
      thickness += canvas.Get(canvas.mask, along, across) ? 1 : 0;
    }
    ++counts[static_cast<std::size_t>(thickness)];
  }
  counts[0] = 0;
  return static_cast<int>(std::ranges::max_element(counts) - counts.begin());
}

// Removes the rule's ink at one place along it.
void RemoveSlice(Canvas& canvas, int along, int low, int high, int usual) {
  int first = low;
  while (first < high && !canvas.Get(canvas.mask, along, first)) ++first;
  if (first == high) return;
  int last = high;
  while (!canvas.Get(canvas.mask, along, last - 1)) --last;
  const auto ink = [&](int across) {
    return canvas.Get(canvas.page, along, across) && !canvas.Get(canvas.other, along, across);
  };
  // Ink of the rule beyond its mask is its ragged edge; more of it is a stroke.
  constexpr int kRagged = 2;
  int above = 0, below = 0;
  while (above <= kRagged && ink(first - 1 - above)) ++above;
  while (below <= kRagged && ink(last + below)) ++below;
  const bool thick = last - first > usual + kRagged;
  const bool stroke_above = above > kRagged, stroke_below = below > kRagged;
  if ((stroke_above && stroke_below) || (thick && (stroke_above || stroke_below))) return;
  const int from = stroke_above ? first : first - above;
  const int to = stroke_below ? last : last + below;
  for (int across = from; across < to; ++across) canvas.Remove(along, across);
}

void RemoveBars(const Bitmap& page, const Bars& bars, const Bars& others, bool horizontal,
                Bitmap& removed) {
  Canvas canvas{page, bars.mask, others.mask, removed, horizontal};
  for (const Box& box : bars.boxes) {
    const int begin = horizontal ? box.left : box.top, end = horizontal ? box.right : box.bottom;
    const int low = horizontal ? box.top : box.left, high = horizontal ? box.bottom : box.right;
    const int usual = UsualThickness(canvas, begin, end, low, high);
    // The last pixels of a rule are often cut off by the opening: look a little beyond.
    for (int along = begin; along < end; ++along) RemoveSlice(canvas, along, low, high, usual);
  }
}

}  // namespace

Rules FindRules(const Bitmap& page, double dpi) {
  const Sizes sizes(dpi);
  const Components components = FindComponents(page);
  Bars horizontal = ThinBars<Horizontal>(page, sizes.long_bar, sizes);
  Bars vertical = ThinBars<Vertical>(page, sizes.long_bar, sizes);
  DropStrokes(horizontal, components, sizes, true);
  DropStrokes(vertical, components, sizes, false);
  const Bitmap long_vertical = vertical.mask;
  AddShortBars<Vertical>(page, horizontal.mask, sizes, vertical);
  AddShortBars<Horizontal>(page, long_vertical, sizes, horizontal);

  Rules rules;
  rules.removed = Bitmap(page.width(), page.height());
  RemoveBars(page, horizontal, vertical, true, rules.removed);
  RemoveBars(page, vertical, horizontal, false, rules.removed);
  // Where rules cross, each takes the other for a stroke.
  Bitmap crossings = horizontal.mask;
  crossings.And(vertical.mask);
  rules.removed.Or(crossings);
  rules.ink = page;
  rules.ink.Remove(rules.removed);
  rules.horizontal = std::move(horizontal.boxes);
  rules.vertical = std::move(vertical.boxes);
  return rules;
}

}  // namespace sumikeshi
