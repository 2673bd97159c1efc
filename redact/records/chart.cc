// Bars are rectangles of the classes redact, keep and hold, which the page's style colours.
#include "redact/records/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>

#include "redact/report/html.h"

namespace sumikeshi {
namespace {

constexpr std::array<std::string_view, 3> kClasses = {"redact", "keep", "hold"};
constexpr int kWidth = 960;

std::int64_t Sum(const ChartBar& bar) {
  return std::accumulate(bar.parts.begin(), bar.parts.end(), std::int64_t{0});
}

std::int64_t Most(std::span<const ChartBar> bars) {
  std::int64_t most = 1;
  for (const ChartBar& bar : bars) most = std::max(most, Sum(bar));
  return most;
}

std::string Open(const std::string& title, int height) {
  return fmt::format("<svg class=\"chart\" viewBox=\"0 0 {} {}\" role=\"img\"><title>{}</title>\n",
                     kWidth, height, EscapeHtml(title));
}

std::string Rectangle(std::string_view kind, double x, double y, double width, double height) {
  return fmt::format(
      "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/>\n", kind,
      x, y, width, height);
}

std::string Words(std::string_view anchor, double x, double y, const std::string& text) {
  return fmt::format("<text text-anchor=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", anchor, x, y,
                     EscapeHtml(text));
}

}  // namespace

std::string BarChart(const std::string& title, std::span<const ChartBar> bars) {
  constexpr double kRow = 26;
  constexpr double kLeft = 220;
  constexpr double kRoom = kWidth - kLeft - 80;
  const auto most = static_cast<double>(Most(bars));
  std::string out = Open(title, static_cast<int>(kRow * static_cast<double>(bars.size())) + 4);
  double y = 2;
  for (const ChartBar& bar : bars) {
    out += Words("end", kLeft - 10, y + 17, bar.label);
    double x = kLeft;
    for (std::size_t i = 0; i < bar.parts.size(); ++i) {
      const double width = kRoom * static_cast<double>(bar.parts[i]) / most;
      if (bar.parts[i] > 0) out += Rectangle(kClasses.at(i), x, y + 4, width, kRow - 8);
      x += width;
    }
    out += Words("start", x + 8, y + 17, fmt::format("{}", Sum(bar)));
    y += kRow;
  }
  return out + "</svg>\n";
}

std::string ColumnChart(const std::string& title, std::span<const ChartBar> bars) {
  constexpr double kTop = 22;
  constexpr double kBase = 200;
  const auto most = static_cast<double>(Most(bars));
  const double step = kWidth / std::max(1.0, static_cast<double>(bars.size()));
  const double wide = std::min(64.0, step * 0.7);
  const std::size_t every = bars.size() / 16 + 1;  // labels that fit side by side
  std::string out = Open(title, static_cast<int>(kBase) + 26);
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const double middle = step * (static_cast<double>(i) + 0.5);
    double y = kBase;
    for (std::size_t k = 0; k < bars[i].parts.size(); ++k) {
      const double height = (kBase - kTop) * static_cast<double>(bars[i].parts[k]) / most;
      y -= height;
      if (bars[i].parts[k] > 0) {
        out += Rectangle(kClasses.at(k), middle - wide / 2, y, wide, height);
      }
    }
    if (i % every != 0) continue;
    out += Words("middle", middle, y - 6, fmt::format("{}", Sum(bars[i])));
    out += Words("middle", middle, kBase + 18, bars[i].label);
  }
  return out +
         fmt::format("<line x1=\"0\" y1=\"{0}\" x2=\"{1}\" y2=\"{0}\"/>\n</svg>\n", kBase, kWidth);
}

}  // namespace sumikeshi
