// What paper goes through on its way.
#include "tests/mailroom/paper.h"

#include <string>

#include "tests/mailroom/facts.h"

namespace sumikeshi::mailroom {
namespace {

void Stamp(Writer& w, double width, double height) {
  const double size = Millimetres(w.random.Real(22, 30));
  // Clerks stamp where there is room at the top right; some stamp over the writing.
  const bool over = w.random.Chance(0.35);
  const double x = over ? w.random.Real(0.3, 0.75) * width : width - size * 1.35;
  const double y = over ? w.random.Real(0.15, 0.6) * height : Millimetres(w.random.Real(6, 12));
  const std::string date = std::to_string(w.random.Range(6, 8)) + "." +
                           std::to_string(w.random.Range(1, 12)) + "." +
                           std::to_string(w.random.Range(1, 28));
  const std::string above(w.random.Pick({"受　付", "収　受", "受領", "到着"}));
  const std::string below(w.random.Pick({"契約課", "保全係", "支払課", "事務部"}));
  w.canvas.DateStamp(x, y, size, above, date, below, w.look.label, w.random);
}

void Fold(Writer& w, double width, double height) {
  const int parts = w.random.Range(2, 3);
  for (int i = 1; i < parts; ++i) {
    const double y = height * i / parts + w.random.Real(-40, 40), lean = w.random.Real(-15, 15);
    w.canvas.Line(0, y, width, y + lean, 2.5, Stroke::kSolid, {0.8, 0.8, 0.8});
  }
}

void Punch(Writer& w, double height) {
  const double x = Millimetres(w.random.Real(8, 10)), radius = Millimetres(2.8);
  const double grey = w.random.Chance(0.5) ? 0.08 : 0.6;
  for (const double side : {-1.0, 1.0}) {
    w.canvas.Disc(x, height / 2 + side * Millimetres(40), radius, {grey, grey, grey});
  }
}

}  // namespace

void DrawBack(Writer& w, double width, double height) {
  if (!w.random.Chance(0.15)) return;
  const double grey = w.random.Real(0.86, 0.94);
  Font font = w.look.label;
  font.ink = {grey, grey, grey};
  w.canvas.BeginBack();
  for (double y = height * 0.1; y < height * 0.85; y += font.size * w.random.Real(2, 5)) {
    w.Print(Word(w.random, "keep.notice"), width * 0.1, y, font);
  }
  w.canvas.EndBack();
}

void DrawWear(Writer& w, double width, double height) {
  if (w.random.Chance(0.25)) Stamp(w, width, height);
  if (w.random.Chance(0.2)) Fold(w, width, height);
  if (w.random.Chance(0.15)) Punch(w, height);
}

}  // namespace sumikeshi::mailroom
