// Parts of identity cards that were copied on a sheet of paper.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/mailroom/kinds/forms.h"

namespace sumikeshi::mailroom {

inline Spot Written(double x, double y, double size, Piece piece) {
  return {.x = x, .y = y, .size = size, .pieces = {std::move(piece)}};
}
// Printed on every card of its sort.
inline Spot Fixed(double x, double y, double size, std::string text) {
  return Written(x, y, size, PrePrinted(std::move(text)));
}
inline Spot Bold(Spot spot) {
  spot.bold = true;
  return spot;
}
inline Spot Within(Spot spot, double width) {
  spot.width = width;
  return spot;
}
inline Thing Frame(double x, double y, double width, double height) {
  return {.kind = Thing::Kind::kFrame, .x = x, .y = y, .width = width, .height = height};
}
inline Thing Strip(double x, double y, double width, double height, Colour colour) {
  return {.kind = Thing::Kind::kFill,
          .x = x,
          .y = y,
          .width = width,
          .height = height,
          .colour = colour};
}
inline Thing Face(double x, double y, double width, double height) {
  return {.kind = Thing::Kind::kPortrait, .x = x, .y = y, .width = width, .height = height};
}
inline Thing Qr(double x, double y, double side, std::string payload, Role role) {
  return {.kind = Thing::Kind::kCode,
          .x = x,
          .y = y,
          .width = side,
          .height = side,
          .text = std::move(payload),
          .role = role,
          .category = Category::kCode};
}
inline Thing Round(double x, double y, double side, std::string text) {
  return {.kind = Thing::Kind::kSeal,
          .x = x,
          .y = y,
          .width = side,
          .height = side,
          .text = std::move(text)};
}

// A sheet with copies of cards on it: bare, or pasted on a form for identity papers.
inline Sheet Copies(Random& random, std::vector<Plate> plates) {
  Sheet sheet;
  sheet.by_hand = false;
  const bool form = random.Chance(0.5);
  if (form) {
    sheet.title =
        One(random, {"本人確認書類貼付台紙", "本人確認書類（写）", "確認書類コピー貼付用紙"});
    sheet.blocks.emplace_back(
        Table{{Row(0.9, {Label(1, "証券番号"), Value(2, KeepOf(PolicyNumber(random))),
                         Label(1, "ご契約者"), Value(2, KeepOf(Name(random)))})}});
  }
  const double scale = random.Range(0, 2) == 0 ? random.Real(1.2, 1.41) : 1;
  for (Plate& plate : plates) {
    plate.scale = scale * plate.scale;
    sheet.blocks.emplace_back(std::move(plate));
  }
  if (form) sheet.blocks.emplace_back(Notice(random));
  return sheet;
}

}  // namespace sumikeshi::mailroom
