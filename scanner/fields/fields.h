// Label -> value: which value belongs to which printed label.
#pragma once

#include <span>
#include <vector>

#include "scanner/text/view.h"
#include "sumikeshi/document.h"

namespace sumikeshi {

// All labels of dictionaries/ja/labels.tsv. Lives as long as the program.
[[nodiscard]] std::span<const Label> AllLabels();

// Fields of plain text: `label：value`, label then value on the next line, tables, CSV/TSV headers.
[[nodiscard]] std::vector<Field> FindFields(const View& view);

// Fields of a page by geometry: value in the same cell, right of or below the label's cell, in the
// column under a header; without rules the ink to the right on the line, or below. `view` must be
// MakeView(page). A labelled field without ink is not returned.
[[nodiscard]] std::vector<Field> FindFields(const PageText& page, const View& view);

// Sets the fields of a view that is MakeView(page), and its labels: print that names a value, also
// where there is none.
void AddFields(const PageText& page, View& view);

}  // namespace sumikeshi
