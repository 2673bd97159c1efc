// What a piece of mail says: taking the writing off a form.
#include "tests/mailroom/sheet.h"

#include <utility>

namespace sumikeshi::mailroom {
namespace {

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
};

}  // namespace

Sheet Blank(const Sheet& sheet) {
  Sheet blank = sheet;
  for (Block& block : blank.blocks) block = std::visit(Blanker{}, std::move(block));
  return blank;
}

}  // namespace sumikeshi::mailroom
