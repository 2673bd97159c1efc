// What a piece of mail says: taking the writing off a form.
#include "tests/mailroom/sheet.h"

#include <utility>

namespace sumikeshi::mailroom {
namespace {

// What is printed stays; what was written goes.
void Wipe(std::vector<Piece>& pieces) {
  std::erase_if(pieces, [](const Piece& piece) { return !piece.printed; });
}

void Wipe(Cell& cell) {
  std::erase_if(cell.content, [](const Content& content) {
    const Piece* piece = std::get_if<Piece>(&content);
    return piece != nullptr && !piece->printed;
  });
  for (Content& content : cell.content) {
    if (Question* question = std::get_if<Question>(&content)) {
      question->chosen = -1;
      question->role = Role::kPlain;
    } else if (DigitRun* run = std::get_if<DigitRun>(&content)) {
      run->digits = {};
    }
  }
  cell.seal.clear();
  for (Cell& part : cell.parts) Wipe(part);
}

struct Blanker {
  Block operator()(const Heading& heading) const { return heading; }
  Block operator()(const Paragraph& paragraph) const {
    return paragraph.printed ? paragraph : Paragraph{{}, false, paragraph.align};
  }
  Block operator()(Fields fields) const {
    for (Field& field : fields.fields) {
      field.value.clear();
      field.seal.clear();
    }
    return fields;
  }
  Block operator()(Questions questions) const {
    for (Question& question : questions.questions) {
      question.chosen = -1;
      question.role = Role::kPlain;
    }
    return questions;
  }
  Block operator()(Grid grid) const {
    for (auto& row : grid.rows) {
      for (Piece& cell : row) cell = {};
    }
    return grid;
  }
  Block operator()(Table table) const {
    for (Cell& row : table.rows) Wipe(row);
    return table;
  }
  Block operator()(Plate plate) const {
    for (Spot& spot : plate.spots) Wipe(spot.pieces);
    std::erase_if(plate.things, [](const Thing& thing) {
      return thing.kind == Thing::Kind::kCode || thing.kind == Thing::Kind::kPortrait ||
             thing.kind == Thing::Kind::kSeal;
    });
    return plate;
  }
  Block operator()(const SmallPrint& print) const { return print; }
};

}  // namespace

Sheet Blank(const Sheet& sheet) {
  Sheet blank = sheet;
  for (Block& block : blank.blocks) block = std::visit(Blanker{}, std::move(block));
  return blank;
}

}  // namespace sumikeshi::mailroom
