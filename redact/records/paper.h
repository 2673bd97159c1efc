// Paper with a company's name on it: certificates and letters, drawn as PDF with Pango and Cairo.
#pragma once

#include <string>
#include <vector>

#include "redact/records/table.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

struct Paper {
  std::string title;
  std::string number;             // "第 DC-2026-0001 号"
  std::string day;                // "2026-11-22"
  std::string to;                 // with 様 or 御中
  std::vector<std::string> from;  // company, address, post and name; a box for the seal beside them
  std::vector<std::string> body;  // paragraphs
  std::string closing;            // set right below them; may be empty
  Table list;                     // with its title; goes on over pages
  std::vector<double> widths;     // of the list's columns, in parts of the whole
  std::vector<std::string> notes;  // in small print
};

// A4, fonts embedded, the text searchable. Errors: kEnvironment (no Japanese font), kInternal.
[[nodiscard]] Result<std::string> DrawPdf(const Paper& paper);

}  // namespace sumikeshi
