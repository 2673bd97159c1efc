// Connected marks of ink (8-neighbourhood).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "scanner/image/bitmap.h"
#include "sumikeshi/geometry.h"

namespace sumikeshi {

struct Component {
  Box box;
  std::int64_t area = 0;  // ink pixels
  std::size_t first_run = 0;
  std::size_t run_count = 0;
};

// The marks of a page, from top to bottom by their first run, and their runs, mark by mark.
struct Components {
  std::vector<Component> marks;
  std::vector<Run> runs;

  [[nodiscard]] std::span<const Run> RunsOfMark(std::size_t mark) const {
    return std::span(runs).subspan(marks[mark].first_run, marks[mark].run_count);
  }
  // `of_mark` must not be runs of this object.
  void Add(std::span<const Run> of_mark, Component mark) {
    mark.first_run = runs.size();
    marks.push_back(mark);
    runs.insert(runs.end(), of_mark.begin(), of_mark.end());
  }
};

[[nodiscard]] Components FindComponents(const Bitmap& bitmap);

}  // namespace sumikeshi
