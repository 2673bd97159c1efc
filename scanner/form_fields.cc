// Where the page has the cell of a field, the cell is the field; else where the form says it is.
#include "scanner/form_fields.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace sumikeshi {
namespace {

constexpr std::string_view kRecognizer = "form";
constexpr double kConfidence = 0.99;
constexpr double kSlack = 1.5;     // millimetres that an edge of the cell may be off
constexpr double kOverhang = 3.0;  // ... that writing may stand out of its field

int Pixels(double millimetres, const PageText& page) {
  return static_cast<int>(std::lround(millimetres * page.dpi / kMillimetresPerInch));
}

Box CellOr(const Box& box, const PageText& page) {
  const int slack = Pixels(kSlack, page);
  for (const Cell& cell : page.cells) {
    const Box& other = cell.interior;
    if (std::max({std::abs(box.left - other.left), std::abs(box.top - other.top),
                  std::abs(box.right - other.right), std::abs(box.bottom - other.bottom)}) <=
        slack) {
      return other;
    }
  }
  return box;
}

// With the writing that is mostly inside and stands out a little.
Box WithOverhang(const Box& field, const PageText& page) {
  Box all = field;
  for (const Box& mark : page.ink) {
    const Box inside = Intersect(mark, field);
    if (2 * inside.area() > mark.area()) all = Unite(all, mark);
  }
  return Intersect(all, Grow(field, Pixels(kOverhang, page)));
}

// What was read in the box, but for the print.
std::string ValueIn(const Box& box, const FilledForm& form, const PageText& page,
                    const View& view) {
  std::string value;
  for (std::size_t i = 0; i < view.text.size(); ++i) {
    const auto unit = static_cast<std::size_t>(view.source[i]);
    if (unit >= view.units.size() || view.units[unit].line < 0) continue;
    const Symbol& symbol = page.lines[static_cast<std::size_t>(view.units[unit].line)]
                               .symbols[static_cast<std::size_t>(view.units[unit].symbol)];
    const bool inside = 2 * Intersect(symbol.box, box).area() > symbol.box.area();
    if (inside && !form.IsPrint(symbol.box)) value += view.text[i];
  }
  return value;
}

}  // namespace

bool IsPrint(const FilledForm& form, const std::vector<Box>& boxes, bool is_field) {
  const bool print = !boxes.empty() &&
                     std::ranges::all_of(boxes, [&](const Box& box) { return form.IsPrint(box); });
  if (!print || !is_field || !form.IsUsed()) return print;
  return std::ranges::none_of(form.form().fields, [&](const FormField& field) {
    const Box place = ToPixels(field.box, form.to_page());
    return field.category && std::ranges::any_of(boxes, [&](const Box& box) {
             return !Intersect(box, place).empty();
           });
  });
}

std::vector<Detection> DetectFormFields(const FilledForm& form, const PageText& page,
                                        const View& view, const PagePlaces& places,
                                        int page_number) {
  std::vector<Detection> found;
  for (const FormField& field : form.form().fields) {
    if (!field.category || !form.IsFilled(field)) continue;
    const Box box = WithOverhang(CellOr(ToPixels(field.box, form.to_page()), page), page);
    Detection detection;
    detection.finding = {*field.category,
                         field.kind,
                         std::string(kRecognizer),
                         places.Of({}, {box}, page_number),
                         kConfidence,
                         PageClass::kUnknown,
                         field.label};
    detection.value = ValueIn(box, form, page, view);
    if (!detection.finding.place.boxes.empty()) found.push_back(std::move(detection));
  }
  return found;
}

}  // namespace sumikeshi
