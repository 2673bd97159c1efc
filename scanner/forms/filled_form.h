// A page laid over the form that it is: what is print, and what was put there since.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "scanner/forms/form.h"
#include "sumikeshi/document.h"

namespace sumikeshi {

// Black print on white, kPictureDpi, of one page of a form.
using FormPicture = Raster;

// The picture of an upright page.
[[nodiscard]] FormPicture MakeFormPicture(const Raster& upright, double dpi);

class FilledForm {
 public:
  // `form`: outlives it. `to_page`: millimetres -> pixels of `upright`, `residual` millimetres off
  // in the mean.
  [[nodiscard]] static FilledForm Compare(const FormPage& form, const FormPicture& picture,
                                          const Transform& to_page, double residual,
                                          const Raster& upright);

  FilledForm(FilledForm&&) noexcept;
  FilledForm& operator=(FilledForm&&) noexcept;
  ~FilledForm();

  [[nodiscard]] const FormPage& form() const { return *form_; }
  [[nodiscard]] const Transform& to_page() const { return to_page_; }
  [[nodiscard]] double residual() const { return residual_; }

  // How much of the form's print is on the page, 0..1.
  [[nodiscard]] double shown() const;
  // Whether something was put into any field.
  [[nodiscard]] bool IsUsed() const;
  // Whether something was put into the field.
  [[nodiscard]] bool IsFilled(const FormField& field) const;
  // Whether nothing but print of the form stands in the box (upright pixels).
  [[nodiscard]] bool IsPrint(const Box& box) const;
  // The printed lines that stand on the page as on the form, with nothing added: they need not be
  // read. Upright pixels; not in a cell.
  [[nodiscard]] std::vector<Line> PrintedLines() const;

 private:
  struct Marks;
  FilledForm(const FormPage& form, const Transform& to_page, double residual,
             std::unique_ptr<Marks> marks);
  [[nodiscard]] Box OnPaper(const Box& box) const;

  const FormPage* form_;
  Transform to_page_;
  double residual_;
  std::unique_ptr<Marks> marks_;
};

}  // namespace sumikeshi
