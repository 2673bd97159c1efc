// A page laid on a form: where each landmark of the form is on the page, if it is that form.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "scanner/forms/form_index.h"
#include "sumikeshi/geometry.h"

namespace sumikeshi {

struct Registration {
  Transform to_page;    // millimetres of the sheet -> pixels of the upright page
  double matched = 0;   // of the form's landmarks
  double residual = 0;  // millimetres
};

// Nothing where too few landmarks of the form are in their places on the page, or where they are
// only roughly. By the cells of its table or, where those do not show, by lines of print.
[[nodiscard]] std::optional<Registration> Register(std::span<const Landmark> form,
                                                   std::span<const Landmark> page,
                                                   std::span<const LandmarkPair> pairs);

}  // namespace sumikeshi
