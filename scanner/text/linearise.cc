// The lines and cells of a page -> one row of characters with separators.
#include "scanner/text/linearise.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "scanner/text/characters.h"

namespace sumikeshi {
namespace {

constexpr double kWideGap = 2.0;    // em: a free line falls into columns there
constexpr double kColumnGap = 1.5;  // em: between the parts of a column that is written downwards
constexpr double kWordGap = 0.45;   // em: between Latin words and groups of digits

// The tables that are mostly written downwards: their columns run from right to left.
std::set<int> TablesWrittenDownwards(const PageText& page) {
  std::map<int, std::ptrdiff_t> downwards;
  for (const Line& line : page.lines) {
    if (line.cell < 0) continue;
    const auto symbols = std::ssize(line.symbols);
    downwards[page.cells[static_cast<std::size_t>(line.cell)].table] +=
        line.vertical ? symbols : -symbols;
  }
  std::set<int> tables;
  for (const auto& [table, symbols] : downwards) {
    if (symbols > 0) tables.insert(table);
  }
  return tables;
}

// Lines in their order; those of one table together, row by row and cell by cell, from where its
// first line stands.
std::vector<int> ReadingOrder(const PageText& page) {
  std::vector<int> order(page.lines.size());
  std::map<int, int> first_of_table;
  const std::set<int> downwards = TablesWrittenDownwards(page);
  std::vector<std::tuple<int, int, int, int>> keys(page.lines.size());
  for (int i = 0; i < static_cast<int>(page.lines.size()); ++i) {
    const auto index = static_cast<std::size_t>(i);
    order[index] = i;
    keys[index] = {i, 0, 0, 0};
    const int cell = page.lines[index].cell;
    if (cell < 0) continue;
    const Cell& c = page.cells[static_cast<std::size_t>(cell)];
    const int sign = downwards.contains(c.table) ? -1 : 1;
    keys[index] = {first_of_table.try_emplace(c.table, i).first->second, c.row, sign * c.column,
                   sign * cell};
  }
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return keys[static_cast<std::size_t>(a)] < keys[static_cast<std::size_t>(b)];
  });
  return order;
}

double EmOf(const Line& line) {
  std::vector<int> sizes;
  for (const Symbol& symbol : line.symbols) {
    sizes.push_back(std::max(symbol.box.width(), symbol.box.height()));
  }
  if (sizes.empty()) return 1;
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::nth_element(sizes.begin(), middle, sizes.end());
  return std::max(1, *middle);
}

char32_t LastCharacter(const Symbol& symbol) {
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(symbol.text);
  return text.isEmpty() ? U' ' : static_cast<char32_t>(text.char32At(text.length() - 1));
}

char32_t FirstCharacter(const Symbol& symbol) {
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(symbol.text);
  return text.isEmpty() ? U' ' : static_cast<char32_t>(text.char32At(0));
}

// What stands between two symbols of one line; 0 = nothing.
char32_t GapWithin(const Line& line, const Symbol& a, const Symbol& b, double em) {
  const int gap = line.vertical ? b.box.top - a.box.bottom : b.box.left - a.box.right;
  if (line.cell < 0 && gap > kWideGap * em) return U'\t';
  if (gap > kWordGap * em && !(IsCjk(LastCharacter(a)) && IsCjk(FirstCharacter(b)))) return U' ';
  return 0;
}

// What stands between two lines; 0 = nothing.
char32_t GapBetween(const PageText& page, const Line& a, const Line& b) {
  if (a.cell < 0 || b.cell < 0) return U'\n';
  if (a.cell == b.cell) {
    const bool below = a.vertical && b.vertical && a.box.left < b.box.right &&
                       b.box.left < a.box.right && b.box.top - a.box.bottom > kColumnGap * EmOf(a);
    if (below) return U'\t';
    const bool cjk =
        IsCjk(LastCharacter(a.symbols.back())) || IsCjk(FirstCharacter(b.symbols.front()));
    return cjk ? 0 : U' ';
  }
  const Cell& left = page.cells[static_cast<std::size_t>(a.cell)];
  const Cell& right = page.cells[static_cast<std::size_t>(b.cell)];
  return left.table == right.table && left.row == right.row ? U'\t' : U'\n';
}

class Writer {
 public:
  void Separate(char32_t separator) {
    if (separator == 0 || linear_.units.empty()) return;
    linear_.characters.push_back({separator, static_cast<std::uint32_t>(linear_.units.size() - 1)});
  }

  void Write(const Symbol& symbol, SourceUnit unit) {
    const auto index = static_cast<std::uint32_t>(linear_.units.size());
    const icu::UnicodeString text = icu::UnicodeString::fromUTF8(symbol.text);
    for (int i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
      linear_.characters.push_back({static_cast<char32_t>(text.char32At(i)), index});
    }
    linear_.units.push_back(unit);
    confidence_ += symbol.confidence;
  }

  Linearised Finish() && {
    if (!linear_.units.empty()) {
      linear_.confidence =
          static_cast<float>(confidence_ / static_cast<double>(linear_.units.size()));
    }
    return std::move(linear_);
  }

 private:
  Linearised linear_;
  double confidence_ = 0;
};

}  // namespace

Linearised Linearise(const PageText& page) {
  Writer writer;
  const Line* before = nullptr;
  for (const int index : ReadingOrder(page)) {
    const Line& line = page.lines[static_cast<std::size_t>(index)];
    if (line.symbols.empty()) continue;
    if (before != nullptr) writer.Separate(GapBetween(page, *before, line));
    const double em = EmOf(line);
    for (std::size_t i = 0; i < line.symbols.size(); ++i) {
      if (i > 0) writer.Separate(GapWithin(line, line.symbols[i - 1], line.symbols[i], em));
      writer.Write(line.symbols[i], {index, static_cast<int>(i), line.symbols[i].confidence});
    }
    before = &line;
  }
  return std::move(writer).Finish();
}

}  // namespace sumikeshi
