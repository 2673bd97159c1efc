// Looks for a value in bytes, in every shape in which a program may have written it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace sumikeshi {

// A planted value in one shape.
struct Needle {
  std::string value;
  std::string shape;  // "UTF-16LE", "base64 of Shift_JIS"
  std::string bytes;
};

// Each value as UTF-8, UTF-16, Shift_JIS and EUC-JP; digits also full-width and without separators;
// escaped as in JSON, HTML and addresses; in hexadecimal; in base64 wherever it begins.
[[nodiscard]] std::vector<Needle> NeedlesOf(const std::vector<std::string>& values);

// The needles that stand in the bytes, in what is left of them without line breaks, or in any
// deflated stream among them (PDF, PNG).
[[nodiscard]] std::vector<std::string> FindNeedles(std::string_view bytes,
                                                   const std::vector<Needle>& needles);

}  // namespace sumikeshi
