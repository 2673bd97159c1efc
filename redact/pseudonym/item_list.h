// The list that a company publishes when it has made 匿名加工情報 (個人情報保護法 43条3項, 44条):
// the items of information about persons that are in it, and how it is provided.
#pragma once

#include <cstddef>
#include <filesystem>
#include <set>
#include <span>
#include <string>

#include "redact/pseudonym/days.h"
#include "scanner/personal/table.h"
#include "scanner/text/view.h"
#include "sumikeshi/category.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// What anonymised documents hold. The names are those of the dictionary and of the categories,
// never words of a document.
struct ItemList {
  std::set<std::string> items;
  std::size_t unknown_columns = 0;  // of tables: whose heading the dictionary does not have

  void Merge(const ItemList& other);
};

// The name under which what is left of a labelled value is published; empty where nothing is left.
[[nodiscard]] std::string ItemName(const Label& label);

// HTML in Japanese; the way of providing and the name of the company are left to be filled in.
// Nothing of how the data were treated stands in it. Errors: as ReportFile.
[[nodiscard]] Result<void> WriteItemList(const std::filesystem::path& path, const ItemList& list,
                                         const Day& today);

}  // namespace sumikeshi
