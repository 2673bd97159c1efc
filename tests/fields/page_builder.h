// Pages made by hand: cells, lines and ink laid out in pixels.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scanner/fields/fields.h"
#include "scanner/fields/letter.h"
#include "scanner/text/view.h"

namespace sumikeshi {

// Letters are squares of `em` pixels; a full-width space advances by one, a space by half an em.
class PageBuilder {
 public:
  static constexpr int kEm = 40;
  static constexpr int kRule = 4;

  PageBuilder() {
    page_.width = 2480;
    page_.height = 3508;
  }

  PageBuilder& Line(int x, int y, std::string_view text, int cell = -1) {
    sumikeshi::Line line;
    line.cell = cell;
    while (!text.empty()) {
      const Decoded decoded = DecodeUtf8(text);
      const std::string letter(text.substr(0, decoded.length));
      text.remove_prefix(decoded.length);
      const int width = decoded.character < 0x80 ? kEm / 2 : kEm;
      if (decoded.character != U' ' && decoded.character != U'\u3000') {
        const Box box{x + 2, y + 2, x + width - 2, y + kEm - 2};
        line.symbols.push_back({letter, box, confidence_});
        line.box = Unite(line.box, box);
        page_.ink.push_back(box);
      }
      x += width;
    }
    if (!line.symbols.empty()) page_.lines.push_back(std::move(line));
    return *this;
  }

  // Makes the letters of the last line so many times as large.
  PageBuilder& Enlarge(int times) {
    for (Symbol& symbol : page_.lines.back().symbols) {
      const Box& box = symbol.box;
      const Box& line = page_.lines.back().box;
      const auto grown = [&](int x, int y) {
        return std::pair{line.left + (x - line.left) * times, line.top + (y - line.top) * times};
      };
      const auto [left, top] = grown(box.left, box.top);
      const auto [right, bottom] = grown(box.right, box.bottom);
      symbol.box = {left, top, right, bottom};
      page_.ink.push_back(symbol.box);
    }
    for (const Symbol& symbol : page_.lines.back().symbols) {
      page_.lines.back().box = Unite(page_.lines.back().box, symbol.box);
    }
    return *this;
  }

  // Ink that was not read.
  PageBuilder& Ink(Box box) {
    page_.ink.push_back(box);
    return *this;
  }

  // A cell with lines separated by '\n'; "~" stands for handwriting that was not read. Returns its
  // index.
  int Cell(Box interior, std::string_view text, int row = 0, int column = 0) {
    const int index = static_cast<int>(page_.cells.size());
    page_.cells.push_back({interior, table_, row, column, 1, 1});
    int y = interior.top + 10;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      const std::string_view line = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      if (line == "~") {
        Ink({interior.left + 20, y, interior.left + 140, y + kEm});
      } else {
        Line(interior.left + 10, y, line, index);
      }
      y += kEm + 10;
    }
    return index;
  }

  // A table: widths of the columns, then rows of cells. "<" merges a cell with the one to its left,
  // "^" with the one above.
  PageBuilder& Table(int x, int y, const std::vector<int>& widths,
                     const std::vector<std::vector<std::string>>& rows, int height = 64) {
    std::map<std::pair<int, int>, Box> boxes;
    std::map<std::pair<int, int>, std::pair<int, int>> owner;
    for (int r = 0; r < static_cast<int>(rows.size()); ++r) {
      const auto& row = rows[static_cast<std::size_t>(r)];
      int left = x;
      for (int c = 0; c < static_cast<int>(row.size()); ++c) {
        const int width = widths[static_cast<std::size_t>(c)];
        const Box box{left + kRule, y + r * height + kRule, left + width, y + (r + 1) * height};
        left += width;
        const std::string& text = row[static_cast<std::size_t>(c)];
        std::pair at{r, c};
        if (text == "<") at = owner[{r, c - 1}];
        if (text == "^") at = owner[{r - 1, c}];
        owner[{r, c}] = at;
        boxes[at] = Unite(boxes[at], box);
      }
    }
    for (const auto& [at, box] : boxes) {
      Cell(box, rows[static_cast<std::size_t>(at.first)][static_cast<std::size_t>(at.second)],
           at.first, at.second);
    }
    ++table_;
    return *this;
  }

  PageBuilder& Confidence(float confidence) {
    confidence_ = confidence;
    return *this;
  }

  [[nodiscard]] const PageText& page() const { return page_; }

 private:
  PageText page_;
  int table_ = 0;
  float confidence_ = 0.95F;
};

// "label=value" of all sensitive fields, or of all; an unread value is "~".
[[nodiscard]] inline std::vector<std::string> Show(const View& view,
                                                   const std::vector<Field>& fields,
                                                   bool sensitive_only = true) {
  std::vector<std::string> shown;
  for (const Field& field : fields) {
    if (sensitive_only && field.label->use != FieldUse::kSensitive) continue;
    const std::string value = field.value_span.empty()
                                  ? "~"
                                  : view.text.substr(field.value_span.begin,
                                                     field.value_span.end - field.value_span.begin);
    shown.push_back(std::string(field.label->text) + "=" + value);
  }
  return shown;
}

[[nodiscard]] inline std::vector<Field> Fields(const PageText& page) {
  return FindFields(page, MakeView(page));
}

[[nodiscard]] inline std::vector<std::string> Sensitive(const PageBuilder& builder) {
  return Show(MakeView(builder.page()), Fields(builder.page()));
}

[[nodiscard]] inline std::vector<std::string> All(const PageBuilder& builder) {
  return Show(MakeView(builder.page()), Fields(builder.page()), false);
}

}  // namespace sumikeshi
