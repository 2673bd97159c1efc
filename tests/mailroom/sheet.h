// What a piece of mail says, apart from how it looks: the content that the layouts draw.
//
// A kind of document is a function that returns a Sheet. Ruled or not, typed or by hand, as a page
// or as text is chosen later, so each kind comes in every look.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sumikeshi/category.h"
#include "tests/mailroom/canvas.h"

namespace sumikeshi::mailroom {

// What must become of a piece of writing: kPlain is not scored (labels, greetings), kKeep must stay
// readable, kSensitive must not.
enum class Role { kPlain, kKeep, kSensitive };

struct Piece {
  std::string text;
  Role role = Role::kPlain;
  Category category = Category::kHealth;  // of a sensitive piece
  bool printed = false;                   // belongs to the form amid what was written: 年, 様
  bool joined = false;                    // one item with the piece before it
  bool loose = false;                     // no label names what it says
  bool struck = false;                    // crossed out
  std::string ruby{};                     // its reading, in small print above
};

inline Piece Plain(std::string text) { return {std::move(text)}; }
inline Piece Keep(std::string text) { return {std::move(text), Role::kKeep}; }
inline Piece Sensitive(Category category, std::string text) {
  return {std::move(text), Role::kSensitive, category};
}
inline Piece PrePrinted(std::string text) { return {.text = std::move(text), .printed = true}; }

// A row of boxes for single digits, with a thicker line after each group.
struct DigitBoxes {
  int count = 12;
  int group = 4;
};

// A label and its value. boxes: the digits of the first piece stand one in a box. seal: the name
// on the seal stamped after the value.
struct Field {
  std::string label;
  std::vector<Piece> value;
  std::optional<DigitBoxes> boxes{};
  std::string seal{};
};

struct Fields {
  std::vector<Field> fields;
};

// Questions answered by a mark on one of the options. All options and the mark are one item, since
// any of them left readable tells the answer. chosen < 0: not answered.
struct Question {
  std::string text;
  std::vector<std::string> options;
  int chosen = -1;
  Role role = Role::kSensitive;
  Category category = Category::kHealth;
  enum class Mark { kByLook, kCircle, kTick } mark = Mark::kByLook;
};

struct Questions {
  std::vector<Question> questions;
};

// A table with a header row.
struct Grid {
  std::vector<std::string> header;
  std::vector<std::vector<Piece>> rows;  // one piece a column
};

enum class Align { kLeft, kCentre, kRight };

// Running text; '\n' begins a new line, in cells too. printed: belongs to the form; otherwise the
// sender wrote it.
struct Paragraph {
  std::vector<Piece> pieces;
  bool printed = true;
  Align align = Align::kLeft;
};

struct Heading {
  std::string text;
};

// Digits one in a box, amid other content.
struct DigitRun {
  Piece digits;
  DigitBoxes boxes{};
};

using Content = std::variant<Piece, Question, DigitRun>;

// Where a label stands: alone in its cell, or with a value before it in its line, in the corner in
// smaller print, or there in 5-point print.
enum class Place { kAlone, kBefore, kCorner, kTiny };

// A cell of a form: a label, a value, both, or parts. Parts lie side by side, or below one another
// (down), with rules between them; their shares divide the cell. A row of a table is a cell whose
// share is its height in lines.
struct Cell {
  double share = 1;
  std::string label{};  // '\n' breaks it
  std::vector<Content> content{};
  std::vector<Cell> parts{};
  bool down = false;
  Place place = Place::kAlone;
  bool vertical = false;  // its label runs downwards
  bool crossed = false;   // a diagonal through it: not in use
  bool dashed = false;    // the rule before it (above, or to its left)
  bool brace = false;     // a brace stands before its parts
  Align align = Align::kLeft;
  std::string seal{};
};

struct Table {
  std::vector<Cell> rows;
};

// Things on a plate; places and sizes in millimetres from its top left.
struct Spot {
  double x = 0, y = 0;
  double size = 7;  // points
  std::vector<Piece> pieces{};
  double width = 0;       // room for a line; 0: as much as it needs
  bool vertical = false;  // runs downwards; width is the room downwards
  bool bold = false;
  std::string family{};  // empty: the look's print
};

struct Thing {
  enum class Kind { kFrame, kLine, kFill, kPortrait, kCode, kSeal } kind = Kind::kLine;
  double x = 0, y = 0, width = 0, height = 0;
  Colour colour{};
  std::string text{};  // a code's payload, a seal's name
  // Of a code.
  Role role = Role::kPlain;
  Category category = Category::kCode;
};

// A card or a page whose parts stand at fixed places: an identity card on the glass, a booklet.
struct Plate {
  double width = 85.6, height = 54;  // millimetres
  std::vector<Thing> things{};
  std::vector<Spot> spots{};
  double left = -1;  // on the paper; < 0: centred
  double scale = 1;  // a copy may be enlarged
};

// Consent text, notes: small print, always printed.
struct SmallPrint {
  std::string text;
  bool framed = false;
};

using Block = std::variant<Heading, Paragraph, Fields, Questions, Grid, Table, Plate, SmallPrint>;

struct Sheet {
  std::string title;
  std::vector<Block> blocks;
  bool by_hand = true;  // may be filled in by hand; an official's print-out is not
  bool wide = false;    // the paper lies on its side
};

// The same form before anybody wrote on it: pre-printed pieces only.
Sheet Blank(const Sheet& sheet);

}  // namespace sumikeshi::mailroom
