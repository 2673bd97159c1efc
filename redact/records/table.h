// A register as a table: what the clerk prints, or opens in a spreadsheet.
#pragma once

#include <string>
#include <vector>

namespace sumikeshi {

struct Column {
  std::string heading;
  bool number = false;  // set right
};

// Every row has as many cells as there are columns. Cells may hold any bytes that a file name may.
struct Table {
  std::string title;
  std::string note;  // the clauses that ask for it, how to read it
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
};

}  // namespace sumikeshi
