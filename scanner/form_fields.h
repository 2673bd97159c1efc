// The fields of a known form on a page of it.
#pragma once

#include <vector>

#include "scanner/detect.h"
#include "scanner/forms/filled_form.h"
#include "scanner/place.h"
#include "scanner/text/view.h"

namespace sumikeshi {

// Whether what was found in the boxes (upright pixels) is print of the form and nothing else. On a
// form that somebody filled in, the options of a sensitive question are not: a mark may be hidden
// in their print.
[[nodiscard]] bool IsPrint(const FilledForm& form, const std::vector<Box>& boxes, bool is_field);

// The sensitive fields in which something stands: all of the cell, read or not. `view` and `places`
// are those of `page`.
[[nodiscard]] std::vector<Detection> DetectFormFields(const FilledForm& form, const PageText& page,
                                                      const View& view, const PagePlaces& places,
                                                      int page_number);

}  // namespace sumikeshi
