// A form as its owner prints it, before anybody has written on it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sumikeshi/category.h"
#include "sumikeshi/geometry.h"
#include "sumikeshi/page_class.h"

namespace sumikeshi {

// A place on paper: millimetres from the upper left corner of the sheet as it was learnt.
struct PaperBox {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;

  [[nodiscard]] double width() const { return right - left; }
  [[nodiscard]] double height() const { return bottom - top; }
  friend bool operator==(const PaperBox&, const PaperBox&) = default;
};

// Where somebody is to write.
struct FormField {
  std::string name;                  // the clerk's, one of its own on the page
  std::string label;                 // printed label, as in the dictionary or as the clerk says
  std::optional<Category> category;  // of what is written there; none = it is not sensitive
  std::string kind;                  // finer kind, may be empty
  PaperBox box;

  friend bool operator==(const FormField&, const FormField&) = default;
};

// One printed line. `edges` are begin and end of each of its characters along the line.
struct FormLine {
  std::vector<std::string> characters;
  PaperBox box;
  std::vector<double> edges;
  bool vertical = false;

  friend bool operator==(const FormLine&, const FormLine&) = default;
};

struct FormPage {
  int number = 1;
  double width = 0;  // millimetres
  double height = 0;
  std::vector<FormField> fields;
  std::vector<PaperBox> cells;  // of its ruled tables: landmarks
  std::vector<FormLine> print;

  friend bool operator==(const FormPage&, const FormPage&) = default;
};

struct Form {
  std::string name;
  std::string title;  // what stands at the top, for people
  PageClass page_class = PageClass::kUnknown;
  std::vector<FormPage> pages;

  friend bool operator==(const Form&, const Form&) = default;
};

inline constexpr double kMillimetresPerInch = 25.4;
inline constexpr double kPictureDpi = 200;  // of the picture of a page: black is print

// Paper -> pixels of an upright page, both ways.
[[nodiscard]] inline PaperBox ToPaper(const Box& box, double dpi) {
  const double mm = kMillimetresPerInch / dpi;
  return {box.left * mm, box.top * mm, box.right * mm, box.bottom * mm};
}
// The pixels that hold all of the box. `to_pixels` maps millimetres.
[[nodiscard]] inline Box ToPixels(const PaperBox& box, const Transform& to_pixels) {
  double left = 1e30, top = 1e30, right = -1e30, bottom = -1e30;
  for (const double x : {box.left, box.right}) {
    for (const double y : {box.top, box.bottom}) {
      const Point at = Map(to_pixels, {x, y});
      left = std::min(left, at.x), right = std::max(right, at.x);
      top = std::min(top, at.y), bottom = std::max(bottom, at.y);
    }
  }
  return {static_cast<int>(std::floor(left)), static_cast<int>(std::floor(top)),
          static_cast<int>(std::ceil(right)), static_cast<int>(std::ceil(bottom))};
}

}  // namespace sumikeshi
