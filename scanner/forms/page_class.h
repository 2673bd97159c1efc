// What kind of document a page is, by its title, its labels and its ruled table.
#pragma once

#include <string_view>

#include "sumikeshi/document.h"
#include "sumikeshi/page_class.h"

namespace sumikeshi {

// The class that the page shows clearly, kUnknown where two are about as likely or none is. The
// titles and labels are data: dictionaries/ja/page_classes.tsv. Thread-safe.
[[nodiscard]] PageClass ClassifyPage(const PageText& page);
// By the first 16 kB of a text; what is longer than 4 MB is no form.
[[nodiscard]] PageClass ClassifyText(std::string_view utf8);

}  // namespace sumikeshi
