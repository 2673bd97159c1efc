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

namespace sumikeshi::mailroom {

// What must become of a piece of writing: kPlain is not scored (labels, greetings), kKeep must stay
// readable, kSensitive must not.
enum class Role { kPlain, kKeep, kSensitive };

struct Piece {
  std::string text;
  Role role = Role::kPlain;
  Category category = Category::kHealth;  // of a sensitive piece
};

inline Piece Plain(std::string text) { return {std::move(text)}; }
inline Piece Keep(std::string text) { return {std::move(text), Role::kKeep}; }
inline Piece Sensitive(Category category, std::string text) {
  return {std::move(text), Role::kSensitive, category};
}

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

// Running text. printed: belongs to the form; otherwise the sender wrote it.
struct Paragraph {
  std::vector<Piece> pieces;
  bool printed = true;
  Align align = Align::kLeft;
};

struct Heading {
  std::string text;
};

using Block = std::variant<Heading, Paragraph, Fields, Questions, Grid>;

struct Sheet {
  std::string title;
  std::vector<Block> blocks;
  bool by_hand = true;  // may be filled in by hand; an official's print-out is not
};

// The same form before anybody wrote on it: pre-printed pieces only.
Sheet Blank(const Sheet& sheet);

}  // namespace sumikeshi::mailroom
