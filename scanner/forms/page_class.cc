// A title in the upper part of the page, in a line of its own, says most; so many of the labels
// that stand on such papers say it too. 「診断書を同封します」 is no title: the line says more.
#include "scanner/forms/page_class.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "scanner/fields/label_matcher.h"
#include "scanner/text/utf8.h"
#include "scanner/text/view.h"

namespace sumikeshi {

extern const std::string_view kPageClassData;

namespace {

constexpr double kTitle = 4;       // points of a title where titles stand
constexpr double kHeading = 1.5;   // ... in a line of its own elsewhere
constexpr double kLabel = 0.5;     // of a label, ten of them at most
constexpr double kNoTable = -1.5;  // where a table is missing
constexpr double kEnough = 2.5;
constexpr double kAhead = 0.75;  // of the second
constexpr std::size_t kMostLabels = 10;
constexpr double kTitleAbove = 0.35;            // of the height of the page
constexpr std::size_t kLongestLabel = 16;       // letters
constexpr std::size_t kMostBefore = 12;         // letters of the line before the title
constexpr std::size_t kFewestForMisread = 5;    // letters of a title that may have a wrong one
constexpr std::size_t kTextHead = 16U << 10U;   // bytes
constexpr std::size_t kLongestForm = 4U << 20;  // bytes
constexpr int kTitleLines = 5;                  // of a text

struct Title {
  std::u32string letters;
  PageClass page_class = PageClass::kUnknown;
};

struct ClassTable {
  std::vector<Title> titles;  // the longest first
  std::unordered_map<std::u32string, std::vector<PageClass>> labels;
  std::array<int, kPageClassNames.size()> cells{};
};

std::u32string Folded(std::string_view text) {
  std::u32string letters;
  for (std::size_t at = 0; at < text.size();) {
    const DecodedCharacter decoded = DecodeAt(text, at);
    const char32_t letter = decoded.character <= U' ' ? 0 : FoldLetter(decoded.character);
    if (letter != 0) letters += letter;
    at = decoded.next;
  }
  return letters;
}

void AddRow(std::string_view line, ClassTable& table) {
  const std::size_t first = line.find('\t'), second = line.find('\t', first + 1);
  const PageClass page_class =
      PageClassFromKey(line.substr(0, first)).value_or(PageClass::kUnknown);
  const std::string_view what = line.substr(first + 1, second - first - 1);
  const std::string_view text = line.substr(second + 1);
  if (what == "title") {
    table.titles.push_back({Folded(text), page_class});
  } else if (what == "label") {
    table.labels[Folded(text)].push_back(page_class);
  } else {
    std::from_chars(text.data(), text.data() + text.size(),
                    table.cells[static_cast<std::size_t>(page_class)]);
  }
}

const ClassTable& Table() {
  static const ClassTable kTable = [] {
    ClassTable made;
    for (std::string_view rest = kPageClassData; !rest.empty();) {
      const std::size_t end = rest.find('\n');
      const std::string_view line = rest.substr(0, end);
      if (!line.empty() && line[0] != '#') AddRow(line, made);
      rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
    }
    std::ranges::stable_sort(made.titles, std::ranges::greater{},
                             [](const Title& title) { return title.letters.size(); });
    return made;
  }();
  return kTable;
}

struct TextLine {
  std::u32string letters;
  bool above = false;  // where titles stand
};

// Whether the words differ by one letter that is wrong, lost or added.
bool AreAlike(std::u32string_view a, std::u32string_view b) {
  if (a.size() < b.size()) std::swap(a, b);
  if (a.size() - b.size() > 1) return false;
  const auto start = std::ranges::mismatch(a, b);
  const std::u32string_view rest_a(start.in1, a.end()), rest_b(start.in2, b.end());
  return rest_a.empty() ||
         (a.size() == b.size() ? rest_a.substr(1) == rest_b.substr(1) : rest_a.substr(1) == rest_b);
}

// The line without what stands in brackets at its end: 診断書（保険会社提出用）.
std::u32string_view WithoutNote(std::u32string_view letters) {
  constexpr std::u32string_view kOpening = U"([〔【", kClosing = U")]〕】";
  if (letters.empty() || !kClosing.contains(letters.back())) return letters;
  const std::size_t open = letters.find_last_of(kOpening);
  return open == letters.npos || open == 0 ? letters : letters.substr(0, open);
}

// A title is where its line ends; before it a date, a company or a number may stand.
bool IsTitle(const TextLine& line, const Title& title) {
  const std::u32string_view letters = WithoutNote(line.letters);
  if (line.letters == title.letters || letters.ends_with(title.letters)) {
    return letters.size() <= title.letters.size() + kMostBefore;
  }
  return title.letters.size() >= kFewestForMisread && AreAlike(letters, title.letters);
}

class Classifier {
 public:
  void Add(const TextLine& line) {
    for (const Title& title : Table().titles) {
      if (!IsTitle(line, title)) continue;
      double& best = titles_[Index(title.page_class)];
      best = std::max(best, line.above ? kTitle : kHeading);
      break;  // the longest names the document
    }
    const std::u32string_view letters = line.letters;
    for (std::size_t length = 1; length <= std::min(letters.size(), kLongestLabel); ++length) {
      const auto label = Table().labels.find(std::u32string(letters.substr(0, length)));
      if (label == Table().labels.end()) continue;
      for (const PageClass page_class : label->second) {
        labels_[Index(page_class)].insert(label->first);
      }
    }
  }

  [[nodiscard]] PageClass Best(int cells) const {
    std::vector<std::pair<double, PageClass>> ranked;
    for (std::size_t i = 1; i < titles_.size(); ++i) {
      const double missing = cells < Table().cells[i] ? kNoTable : 0;
      const auto labels = static_cast<double>(std::min(labels_[i].size(), kMostLabels));
      ranked.emplace_back(titles_[i] + kLabel * labels + missing, static_cast<PageClass>(i));
    }
    std::ranges::sort(ranked, std::ranges::greater{});
    const bool clear = ranked[0].first >= kEnough && ranked[0].first - ranked[1].first >= kAhead;
    return clear ? ranked[0].second : PageClass::kUnknown;
  }

 private:
  static std::size_t Index(PageClass page_class) { return static_cast<std::size_t>(page_class); }

  std::array<double, kPageClassNames.size()> titles_{};
  std::array<std::set<std::u32string>, kPageClassNames.size()> labels_;
};

}  // namespace

PageClass ClassifyPage(const PageText& page) {
  const View view = MakeView(page);
  std::vector<std::string> lines(page.lines.size());
  for (std::size_t i = 0; i < view.text.size(); ++i) {
    const auto unit = static_cast<std::size_t>(view.source[i]);
    if (unit >= view.units.size() || view.units[unit].line < 0) continue;
    lines[static_cast<std::size_t>(view.units[unit].line)] += view.text[i];
  }
  Classifier classifier;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    classifier.Add({Folded(lines[i]), page.lines[i].box.top < kTitleAbove * page.height});
  }
  return classifier.Best(static_cast<int>(page.cells.size()));
}

PageClass ClassifyText(std::string_view utf8) {
  if (utf8.size() > kLongestForm) return PageClass::kUnknown;
  std::string_view rest = utf8.substr(0, utf8.find('\n', std::min(utf8.size(), kTextHead)));
  Classifier classifier;
  for (int number = 0; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    const TextLine line{Folded(rest.substr(0, end)), number < kTitleLines};
    if (!line.letters.empty()) ++number;
    classifier.Add(line);
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
  }
  constexpr int kAnyTable = 1000;  // a text shows none
  return classifier.Best(kAnyTable);
}

}  // namespace sumikeshi
