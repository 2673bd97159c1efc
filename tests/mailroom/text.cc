// Writes a sheet as a text file.
#include "tests/mailroom/text.h"

#include <iconv.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>
#include <variant>

#include "tests/mailroom/canvas.h"
#include "tests/mailroom/random.h"

namespace sumikeshi::mailroom {
namespace {

int CodePoints(std::string_view utf8) { return static_cast<int>(Glyphs(utf8).size()); }

class TextLayout {
 public:
  explicit TextLayout(Random& random) {
    newline_ = random.Pick({"\n", "\r\n"});
    separator_ = random.Pick({"：", ":", "：", "\t", " : "});
    rule_ = random.Chance(0.4);
    comma_ = random.Chance(0.7) ? "," : "\t";
    wrap_ = random.Chance(0.4) ? 0 : random.Range(30, 40);
  }

  void Title(const std::string& title) {
    if (title.empty()) return;
    Put(title);
    End();
    if (rule_) {
      Put("----------------------------------------");
      End();
    }
  }
  void operator()(const Heading& heading) {
    Put("■" + heading.text);
    End();
  }
  void operator()(const Paragraph& paragraph) {
    for (const Piece& piece : paragraph.pieces) Put(piece, wrap_);
    End();
  }
  void operator()(const Fields& fields) {
    for (const Field& field : fields.fields) {
      Put(field.label + separator_);
      for (const Piece& piece : field.value) Put(piece, 0);
      End();
    }
  }
  void operator()(const Questions& questions) {
    for (const Question& question : questions.questions) {
      Put(question.text + " ");
      if (question.chosen >= 0) {
        Put({question.options[static_cast<std::size_t>(question.chosen)], question.role,
             question.category},
            0);
      }
      End();
    }
  }
  void operator()(const Grid& grid) {
    for (std::size_t i = 0; i < grid.header.size(); ++i) {
      Put((i > 0 ? comma_ : "") + grid.header[i]);
    }
    End();
    for (const auto& row : grid.rows) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (i > 0) Put(comma_);
        Put(row[i], 0);
      }
      End();
    }
  }

  void operator()(const Table& table) {
    for (const Cell& row : table.rows) Put(row);
  }
  void operator()(const Plate& plate) {
    for (const Spot& spot : plate.spots) {
      for (const Piece& piece : spot.pieces) Put(piece, 0);
      End();
    }
  }
  void operator()(const SmallPrint& print) {
    Put(print.text);
    End();
  }

  WrittenText Take() && { return {std::move(text_), std::move(items_)}; }

 private:
  void Put(const std::string& plain) {
    text_ += plain;
    at_ += CodePoints(plain);
    column_ += CodePoints(plain);
  }
  // Labels and values one after the other: a form is not mailed as a text, but its words are read
  // as one to check them.
  void Put(const Cell& cell) {
    if (!cell.label.empty()) Put(cell.label + separator_);
    for (const Content& content : cell.content) {
      if (const Piece* piece = std::get_if<Piece>(&content)) {
        Put(*piece, 0);
      } else if (const DigitRun* run = std::get_if<DigitRun>(&content)) {
        Put(run->digits, 0);
      } else {
        const auto& question = std::get<Question>(content);
        if (question.chosen >= 0) {
          Put({question.options[static_cast<std::size_t>(question.chosen)], question.role,
               question.category},
              0);
        }
      }
    }
    End();
    for (const Cell& part : cell.parts) Put(part);
  }
  // A hard line break may fall inside a piece, as mail programs break lines; its span goes over it.
  void Put(const Piece& piece, int wrap) {
    const int start = at_;
    for (const std::string& glyph : Glyphs(piece.text)) {
      if (wrap > 0 && column_ >= wrap && glyph != "。" && glyph != "、") End();
      Put(glyph);
    }
    if (piece.role == Role::kPlain || at_ == start) return;
    if (piece.joined && !items_.empty() && items_.back().end == start) {
      items_.back().text += piece.text;
      items_.back().end = at_;
    } else {
      items_.push_back({piece.role, piece.category, piece.text, {}, start, at_});
    }
  }
  void End() {
    Put(newline_);
    column_ = 0;
  }

  std::string newline_, separator_, comma_;
  bool rule_ = false;
  int wrap_ = 0;
  std::string text_;
  std::vector<Item> items_;
  int at_ = 0, column_ = 0;
};

}  // namespace

WrittenText WriteText(const Sheet& sheet, std::uint64_t seed) {
  Random random(seed);
  TextLayout layout(random);
  // A sheet that is one table is a CSV file: no title above the header row.
  const bool csv = sheet.blocks.size() == 1 && std::holds_alternative<Grid>(sheet.blocks[0]);
  if (!csv) layout.Title(sheet.title);
  for (const Block& block : sheet.blocks) std::visit(layout, block);
  WrittenText written = std::move(layout).Take();
  written.csv = csv;
  return written;
}

Result<std::string> Encode(std::string_view utf8, std::string_view charset, bool mark) {
  const iconv_t converter = iconv_open(std::string(charset).c_str(), "UTF-8");
  if (converter == reinterpret_cast<iconv_t>(-1)) {
    return Fail(ErrorCode::kEnvironment, {}, "iconv knows no " + std::string(charset));
  }
  std::string in(utf8);
  if (charset.starts_with("UTF-16") || (mark && charset == "UTF-8")) in = "\xEF\xBB\xBF" + in;
  std::string out(in.size() * 2 + 64, '\0');
  char* from = in.data();
  char* to = out.data();
  std::size_t left = in.size(), room = out.size();
  const bool converted =
      iconv(converter, &from, &left, &to, &room) != static_cast<std::size_t>(-1) &&
      iconv(converter, nullptr, nullptr, &to, &room) != static_cast<std::size_t>(-1);
  iconv_close(converter);
  if (!converted) return Fail(ErrorCode::kUnknownEncoding, {}, std::string(charset));
  out.resize(out.size() - room);
  return out;
}

}  // namespace sumikeshi::mailroom
