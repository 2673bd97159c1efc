// On a blank form no field has a value, so none would be found. Each empty cell, the room beside or
// below the print of a cell, and the end of each free line are therefore written on with one mark,
// in turn; what the finder of fields makes of the marks says whose places they are.
#include "scanner/forms/learn.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "scanner/fields/fields.h"
#include "scanner/fields/page_layout.h"
#include "scanner/text/view.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kFewestCells = 6;
constexpr std::size_t kFewestLines = 8;
constexpr double kRoomAcross = 2;  // em: room beside print in which somebody may write
constexpr double kRoomDown = 1.1;  // ... below it
constexpr double kFreeValue = 12;  // em: of writing behind a free label

Point MiddleOf(const Box& box) {
  return {(box.left + box.right) / 2.0, (box.top + box.bottom) / 2.0};
}
bool Holds(const Box& box, const Point& at) {
  return at.x >= box.left && at.x < box.right && at.y >= box.top && at.y < box.bottom;
}

int EmOf(const Line& line) {
  int em = 1;
  for (const Symbol& symbol : line.symbols) {
    em = std::max({em, symbol.box.width(), symbol.box.height()});
  }
  return em;
}

// A place for writing, and the mark that stands for it.
struct Room {
  Box place;
  Box mark;
};

Room RoomOf(const Box& place) {
  const int x = std::max(1, place.width() / 6), y = std::max(1, place.height() / 6);
  return {place, {place.left + x, place.top + y, place.right - x, place.bottom - y}};
}

class Learner {
 public:
  explicit Learner(const PageText& blank) : blank_(blank) {
    print_.resize(blank.cells.size());
    em_.resize(blank.cells.size());
    for (const Line& line : blank.lines) {
      if (line.cell < 0) continue;
      const auto cell = static_cast<std::size_t>(line.cell);
      print_[cell] = Unite(print_[cell], line.box);
      em_[cell] = std::max(em_[cell], EmOf(line));
    }
  }

  std::vector<FormField> Learn() {
    Look(EmptyCells());
    Look(RoomInCells());
    Look(FreeRoom());
    return std::move(fields_);
  }

 private:
  [[nodiscard]] std::vector<Room> EmptyCells() const {
    std::vector<Room> rooms;
    for (std::size_t i = 0; i < blank_.cells.size(); ++i) {
      if (print_[i].empty()) rooms.push_back(RoomOf(blank_.cells[i].interior));
    }
    return rooms;
  }

  // The larger of the free parts beside and below the print.
  [[nodiscard]] std::vector<Room> RoomInCells() const {
    std::vector<Room> rooms;
    for (std::size_t i = 0; i < blank_.cells.size(); ++i) {
      if (print_[i].empty()) continue;
      const Box& cell = blank_.cells[i].interior;
      const Box& print = print_[i];
      const int em = em_[i];
      Box beside{print.right + em / 3, cell.top, cell.right, cell.bottom};
      Box below{cell.left, print.bottom + em / 5, cell.right, cell.bottom};
      if (beside.width() < kRoomAcross * em) beside = {};
      if (below.height() < kRoomDown * em) below = {};
      const Box& larger = beside.area() > below.area() ? beside : below;
      if (larger.empty()) continue;
      Room room = RoomOf(larger);
      if (&larger == &beside) room.mark.top = std::max(room.mark.top, print.top);
      if (&larger == &beside) room.mark.bottom = std::min(room.mark.bottom, print.bottom);
      if (!room.mark.empty()) rooms.push_back(room);
    }
    return rooms;
  }

  [[nodiscard]] std::vector<Room> FreeRoom() const {
    std::vector<Room> rooms;
    for (const Line& line : blank_.lines) {
      if (line.cell >= 0 || line.vertical) continue;
      const int em = EmOf(line);
      Box place{line.box.right + em / 2, line.box.top - em / 5,
                line.box.right + static_cast<int>(kFreeValue * em), line.box.bottom + em / 5};
      place.right = std::min(place.right, blank_.width - em);
      for (const Line& other : blank_.lines) {
        if (OverlapY(other.box, place) > 0 && other.box.left >= line.box.right) {
          place.right = std::min(place.right, other.box.left - em / 2);
        }
      }
      for (const Cell& cell : blank_.cells) {
        if (!Intersect(cell.interior, place).empty()) place = {};
      }
      if (place.width() >= kRoomAcross * em) rooms.push_back(RoomOf(place));
    }
    return rooms;
  }

  // Writes on the rooms and takes the fields that begin there, of labels that have none yet.
  void Look(const std::vector<Room>& rooms) {
    PageText written = blank_;
    for (const Room& room : rooms) written.ink.push_back(room.mark);
    const View view = MakeView(written);
    std::set<std::size_t> served;
    for (const Field& field : FindFields(written, view)) {
      const Span units = view.SourceSpan(field.label_span);
      if (field.label_span.empty() || units.empty() || labels_.contains(units.begin)) continue;
      const auto line = static_cast<std::size_t>(view.units[units.begin].line);
      std::vector<Box> places;
      for (const Box& box : field.region) {
        AddPlaces(box, blank_.lines[line].cell, rooms, places);
      }
      for (const Box& place : Joined(std::move(places))) {
        if (Add(*field.label, place)) served.insert(units.begin);
      }
    }
    labels_.merge(served);
  }

  // Where the value of a region would be written: the rooms that were marked there, else the cell
  // of the options that stand there.
  void AddPlaces(const Box& region, int label_cell, const std::vector<Room>& rooms,
                 std::vector<Box>& places) const {
    bool marked = false;
    for (const Room& room : rooms) {
      if (!Holds(region, MiddleOf(room.mark))) continue;
      places.push_back(room.place);
      marked = true;
    }
    if (marked) return;
    const Point middle = MiddleOf(region);
    const Box* smallest = nullptr;
    int index = -1;
    for (std::size_t i = 0; i < blank_.cells.size(); ++i) {
      const Box& cell = blank_.cells[i].interior;
      if (!Holds(cell, middle) || (smallest != nullptr && cell.area() > smallest->area())) continue;
      smallest = &cell;
      index = static_cast<int>(i);
    }
    if (smallest == nullptr) {
      places.push_back(Grow(region, AroundOptions()));
    } else if (index != label_cell) {
      places.push_back(*smallest);
    } else {
      places.push_back(Intersect(*smallest, Grow(region, AroundOptions())));
    }
  }

  // A ring is drawn round them, a tick across their edge.
  [[nodiscard]] int AroundOptions() const { return static_cast<int>(blank_.dpi / 16); }

  // Boxes side by side, as the boxes of a number are, become one.
  [[nodiscard]] std::vector<Box> Joined(std::vector<Box> places) const {
    std::ranges::sort(places, {}, [](const Box& b) { return std::pair(b.top, b.left); });
    std::vector<Box> joined;
    const int gap = static_cast<int>(blank_.dpi / 8), slack = static_cast<int>(blank_.dpi / 50);
    for (const Box& place : places) {
      const bool beside = !joined.empty() && std::abs(joined.back().top - place.top) <= slack &&
                          std::abs(joined.back().bottom - place.bottom) <= slack &&
                          place.left - joined.back().right <= gap;
      if (beside) {
        joined.back() = Unite(joined.back(), place);
      } else {
        joined.push_back(place);
      }
    }
    return joined;
  }

  bool Add(const Label& label, const Box& place) {
    const PaperBox box = ToPaper(place, blank_.dpi);
    if (place.empty() ||
        std::ranges::any_of(fields_, [&](const FormField& f) { return f.box == box; })) {
      return false;
    }
    FormField field;
    field.label = label.text;
    const int count = ++named_[field.label];
    field.name = count == 1 ? field.label : field.label + " " + std::to_string(count);
    if (label.use == FieldUse::kSensitive) {
      field.category = label.category;
      field.kind = label.kind;
    }
    field.box = box;
    fields_.push_back(std::move(field));
    return true;
  }

  const PageText& blank_;
  std::vector<Box> print_;  // of each cell
  std::vector<int> em_;
  std::set<std::size_t> labels_;  // served already, by their first unit
  std::map<std::string, int> named_;
  std::vector<FormField> fields_;
};

FormLine LineOf(const Line& line, double dpi) {
  FormLine print;
  print.box = ToPaper(line.box, dpi);
  print.vertical = line.vertical;
  for (const Symbol& symbol : line.symbols) {
    const PaperBox box = ToPaper(symbol.box, dpi);
    print.characters.push_back(symbol.text);
    print.edges.push_back(line.vertical ? box.top : box.left);
    print.edges.push_back(line.vertical ? box.bottom : box.right);
  }
  return print;
}

}  // namespace

Result<FormPage> LearnPage(const PageText& blank, int number) {
  FormPage page;
  page.number = number;
  const PaperBox sheet = ToPaper({0, 0, blank.width, blank.height}, blank.dpi);
  page.width = sheet.right;
  page.height = sheet.bottom;
  for (const Cell& cell : blank.cells) {
    if (!cell.interior.empty()) page.cells.push_back(ToPaper(cell.interior, blank.dpi));
  }
  for (const Line& line : blank.lines) {
    if (!line.box.empty()) page.print.push_back(LineOf(line, blank.dpi));
  }
  if (page.cells.size() < kFewestCells && page.print.size() < kFewestLines) {
    return Fail(ErrorCode::kNoForm, {}, "罫線や印刷が少なく、見分けがつきません", number);
  }
  page.fields = Learner(blank).Learn();
  if (page.fields.empty()) {
    return Fail(ErrorCode::kNoForm, {}, "見出しのある記入欄が見つかりません", number);
  }
  return page;
}

std::string TitleOf(const PageText& blank) {
  const Line* largest = nullptr;
  int size = 0;
  for (const Line& line : blank.lines) {
    if (line.symbols.size() < 2 || line.box.top > 0.35 * blank.height) continue;
    const int em = EmOf(line);
    if (em > size) size = em, largest = &line;
  }
  std::string title;
  if (largest != nullptr) {
    for (const Symbol& symbol : largest->symbols) title += symbol.text;
  }
  return title;
}

}  // namespace sumikeshi
