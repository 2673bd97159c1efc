// Sets what stands in a cell.
//
// The content is cut into atoms (a glyph, an option, a row of boxes), the atoms into lines. When
// the lines do not fit the cell, all of it is tried again in smaller print, as people squeeze
// their writing into a form's cells.
#include "tests/mailroom/content.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <variant>

namespace sumikeshi::mailroom {
namespace {

constexpr double kLeading = 1.22;
constexpr double kSmallest = 0.42;
constexpr double kSingle = 0.66;

struct Atom {
  std::size_t content = 0;
  std::size_t option = 0;
  std::string glyph{};
  double width = 0;
  double height = 0;
};
using Atoms = std::vector<Atom>;

struct Setting {
  std::vector<Atoms> lines;
  double height = 0;
  double width = 0;
};

double HeightOf(const Atoms& line) {
  double height = 0;
  for (const Atom& atom : line) height = std::max(height, atom.height);
  return height;
}

double WidthOf(const Atoms& line) {
  double width = 0;
  for (const Atom& atom : line) width += atom.width;
  return width;
}

class ContentSetter {
 public:
  ContentSetter(Writer& writer, const std::vector<Content>& content, const Area& area,
                const CellFonts& fonts)
      : w_(writer), content_(content), area_(area), fonts_(fonts) {}

  void Set(Align align) {
    double scale = 1;
    Setting setting = Break(scale);
    // A low cell takes one line of smaller writing rather than two.
    const bool low = setting.lines.size() > 1 && area_.height < 2.6 * HeightOf(setting.lines[0]);
    const auto fits = [&] {
      if (low && setting.lines.size() > 1 && scale > kSingle) return false;
      return setting.height <= area_.height && setting.width <= area_.width;
    };
    while (!setting.lines.empty() && !fits() && scale > kSmallest) {
      scale *= 0.92;
      setting = Break(scale);
    }
    Register();
    double y = area_.y + std::max(0.0, (area_.height - setting.height) / 2);
    for (const Atoms& line : setting.lines) {
      const double height = HeightOf(line), spare = area_.width - WidthOf(line);
      double x = area_.x;
      if (align == Align::kCentre) x += std::max(0.0, spare / 2);
      if (align == Align::kRight) x += std::max(0.0, spare);
      Draw(line, x, y, height, scale);
      y += height;
    }
    Finish();
  }

 private:
  [[nodiscard]] Font Scaled(Font font, double scale) const {
    font.size *= scale;
    return font;
  }
  [[nodiscard]] Font FontOf(const Content& content, double scale) const {
    const Piece* piece = std::get_if<Piece>(&content);
    const bool value =
        piece != nullptr ? !piece->printed : std::holds_alternative<DigitRun>(content);
    return Scaled(value ? fonts_.value : fonts_.label, scale);
  }
  [[nodiscard]] double SideOf(const DigitRun& run, double scale) const {
    return std::min(fonts_.value.size * 1.5 * scale,
                    area_.width / (static_cast<double>(run.boxes.count) + 0.3));
  }
  [[nodiscard]] Atoms Cut(double scale) const;
  [[nodiscard]] Setting Break(double scale) const;
  void Register();
  void Draw(const Atoms& line, double x, double y, double height, double scale);
  void Finish();

  Writer& w_;
  const std::vector<Content>& content_;
  const Area& area_;
  const CellFonts& fonts_;
  std::vector<int> ids_;         // of each content that is a piece
  std::vector<Item> questions_;  // of each content that is a question
};

Atoms ContentSetter::Cut(double scale) const {
  Atoms atoms;
  for (std::size_t i = 0; i < content_.size(); ++i) {
    const Font font = FontOf(content_[i], scale);
    const double height = font.size * kLeading;
    if (const Piece* piece = std::get_if<Piece>(&content_[i])) {
      for (std::string& glyph : Glyphs(piece->text)) {
        const double advance = glyph == "\n" ? 0 : w_.canvas.Advance(glyph, font);
        atoms.push_back({i, 0, std::move(glyph), advance, height});
      }
    } else if (const Question* question = std::get_if<Question>(&content_[i])) {
      for (std::size_t k = 0; k < question->options.size(); ++k) {
        atoms.push_back({i, k, {}, w_.OptionWidth(*question, k, font), height * 1.25});
      }
    } else {
      const auto& run = std::get<DigitRun>(content_[i]);
      const double side = SideOf(run, scale);
      atoms.push_back({i, 0, {}, side * (run.boxes.count + 0.3), side * 1.25});
    }
  }
  return atoms;
}

Setting ContentSetter::Break(double scale) const {
  const Atoms atoms = Cut(scale);
  Setting setting;
  auto begin = atoms.begin();
  while (begin != atoms.end()) {
    double used = 0;
    auto end = begin;
    while (end != atoms.end() && used + end->width <= area_.width && end->glyph != "\n") {
      used += (end++)->width;
    }
    const bool broken = end != atoms.end() && end->glyph == "\n";
    if (end == begin || broken) ++end;
    auto cut = end;
    while (!broken && cut != atoms.end() && cut > begin + 1 &&
           (ClingsToPrevious(cut->glyph) || (IsAscii(cut->glyph) && IsAscii((cut - 1)->glyph)))) {
      --cut;
    }
    if (cut > begin + 1) end = cut;
    setting.lines.emplace_back(begin, end);
    setting.height += HeightOf(setting.lines.back());
    setting.width = std::max(setting.width, WidthOf(setting.lines.back()));
    begin = end;
  }
  return setting;
}

void ContentSetter::Register() {
  std::vector<Piece> pieces;
  for (const Content& content : content_) {
    const Piece* piece = std::get_if<Piece>(&content);
    pieces.push_back(piece != nullptr ? *piece : Piece{});
    const Question* question = std::get_if<Question>(&content);
    questions_.push_back(question == nullptr ? Item{}
                                             : Item{.role = question->role,
                                                    .category = question->category,
                                                    .text = {},
                                                    .boxes = {},
                                                    .labelled = w_.labelled});
  }
  ids_ = w_.AddItems(pieces);
}

void ContentSetter::Draw(const Atoms& line, double x, double y, double height, double scale) {
  for (auto atom = line.begin(); atom != line.end();) {
    const std::size_t at = atom->content;
    const Content& content = content_[at];
    const Font font = FontOf(content, scale);
    const double top = y + (height - font.size) / 2, start = x;
    const double drift = font.unsteady * w_.random.Real(-0.05, 0.05) * font.size;
    for (; atom != line.end() && atom->content == at; ++atom) {
      if (const Question* question = std::get_if<Question>(&content)) {
        w_.Option(*question, atom->option, x, top, font, questions_[at]);
      } else if (const DigitRun* run = std::get_if<DigitRun>(&content)) {
        const double side = SideOf(*run, scale);
        w_.Digits(run->digits, run->boxes, x, y + (height - side * 1.15) / 2, side, font);
      } else if (atom->glyph != "\n") {
        w_.AddInk(ids_[at], w_.canvas.Glyph(atom->glyph, x, top + drift, font, w_.random));
      }
      x += atom->width;
    }
    if (const Piece* piece = std::get_if<Piece>(&content)) {
      w_.Decorate(*piece, start, top, x - start, font);
    }
  }
}

void ContentSetter::Finish() {
  for (std::size_t i = 0; i < content_.size(); ++i) {
    const Question* question = std::get_if<Question>(&content_[i]);
    if (question != nullptr && question->chosen >= 0 && question->role != Role::kPlain) {
      w_.items.push_back(std::move(questions_[i]));
    }
  }
}

}  // namespace

void SetContent(Writer& writer, const std::string& lead, const std::vector<Content>& content,
                const Area& area, const CellFonts& fonts, Align align) {
  std::vector<Content> all;
  if (!lead.empty()) all.emplace_back(PrePrinted(lead));
  all.insert(all.end(), content.begin(), content.end());
  ContentSetter(writer, all, area, fonts).Set(align);
}

}  // namespace sumikeshi::mailroom
