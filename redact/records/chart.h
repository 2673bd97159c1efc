// Charts as inline SVG: no scripts, no network, and they print.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace sumikeshi {

// One bar or column, in up to three parts: redacted, kept, held.
struct ChartBar {
  std::string label;
  std::vector<std::int64_t> parts;
};

// Horizontal bars, one a row.
[[nodiscard]] std::string BarChart(const std::string& title, std::span<const ChartBar> bars);

// Columns side by side, as for months.
[[nodiscard]] std::string ColumnChart(const std::string& title, std::span<const ChartBar> bars);

}  // namespace sumikeshi
