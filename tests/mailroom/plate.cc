// Draws cards and booklets whose parts stand at fixed places.
#include "tests/mailroom/plate.h"

#include <cstddef>
#include <string>
#include <vector>

namespace sumikeshi::mailroom {
namespace {

// A copy of the plate: millimetres and points grow with its scale.
struct Copy {
  double x = 0, y = 0, scale = 1;

  [[nodiscard]] double Length(double mm) const { return Millimetres(mm) * scale; }
  [[nodiscard]] double Left(double mm) const { return x + Length(mm); }
  [[nodiscard]] double Top(double mm) const { return y + Length(mm); }
};

void DrawThing(Writer& w, const Thing& thing, const Copy& copy) {
  const double left = copy.Left(thing.x), top = copy.Top(thing.y);
  const double width = copy.Length(thing.width), height = copy.Length(thing.height);
  switch (thing.kind) {
    case Thing::Kind::kFrame:
      w.canvas.Rectangle(left, top, width, height, w.look.rule);
      break;
    case Thing::Kind::kLine:
      w.canvas.Line(left, top, left + width, top + height, w.look.rule);
      break;
    case Thing::Kind::kFill:
      w.canvas.Fill(left, top, width, height, thing.colour);
      break;
    case Thing::Kind::kPortrait:
      w.canvas.Portrait(left, top, width, height);
      break;
    case Thing::Kind::kSeal:
      w.canvas.Seal(left, top, width, thing.text, w.look.label, w.random);
      break;
    case Thing::Kind::kCode: {
      const Box box = w.canvas.Code(left, top, width, thing.text);
      if (thing.role == Role::kPlain) break;
      w.items.push_back({.role = thing.role,
                         .category = thing.category,
                         .text = "QR",
                         .boxes = {box},
                         .labelled = false});
      break;
    }
  }
}

// Lines that run downwards, from right to left.
void SetDownwards(Writer& w, const Spot& spot, const Font& font, double x, double y, double room) {
  const std::vector<int> ids = w.AddItems(spot.pieces);
  const double bottom = room > 0 ? y + room : 1e9, top = y;
  for (std::size_t i = 0; i < spot.pieces.size(); ++i) {
    for (const std::string& glyph : Glyphs(spot.pieces[i].text)) {
      if (y + font.size > bottom) y = top, x -= font.size * 1.3;
      const double shift = (font.size - w.canvas.Advance(glyph, font)) / 2;
      w.AddInk(ids[i], w.canvas.Glyph(glyph, x + shift, y, font, w.random));
      y += font.size * 1.04;
    }
  }
}

void DrawSpot(Writer& w, const Spot& spot, const Copy& copy) {
  bool written = false;
  for (const Piece& piece : spot.pieces) written = written || (!piece.printed);
  Font font = written ? w.look.value : w.look.label;
  font.size = Points(spot.size) * copy.scale;
  font.bold = spot.bold;
  font.vertical = spot.vertical;
  if (!spot.family.empty()) font.family = spot.family;
  const double left = copy.Left(spot.x), top = copy.Top(spot.y), room = copy.Length(spot.width);
  if (spot.vertical) {
    SetDownwards(w, spot, font, left, top, room);
  } else {
    w.Flow(spot.pieces, left, top, room > 0 ? room : 1e9, font);
  }
}

}  // namespace

void DrawPlate(Writer& w, const Plate& plate, double x, double y) {
  const Copy copy{x, y, plate.scale};
  for (const Thing& thing : plate.things) DrawThing(w, thing, copy);
  for (const Spot& spot : plate.spots) DrawSpot(w, spot, copy);
}

}  // namespace sumikeshi::mailroom
