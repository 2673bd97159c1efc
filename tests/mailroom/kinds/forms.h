// Parts of ruled forms: cells, and the blocks of rows that many forms share.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/mailroom/kinds/parts.h"

namespace sumikeshi::mailroom {

using Contents = std::vector<Content>;
using Cells = std::vector<Cell>;

// Cells side by side in a row of `height` lines.
inline Cell Row(double height, Cells cells) { return {.share = height, .parts = std::move(cells)}; }
// Rows below one another in a cell.
inline Cell Stack(double share, Cells rows) {
  return {.share = share, .parts = std::move(rows), .down = true};
}
inline Cell Label(double share, std::string label) {
  return {.share = share, .label = std::move(label)};
}
// A label that runs downwards.
inline Cell Side(double share, std::string label) {
  return {.share = share, .label = std::move(label), .vertical = true};
}
inline Cell Value(double share, Contents content) {
  return {.share = share, .content = std::move(content)};
}
inline Cell Centred(double share, Contents content) {
  return {.share = share, .content = std::move(content), .align = Align::kCentre};
}
inline Cell Amount(double share, Contents content) {
  return {.share = share, .content = std::move(content), .align = Align::kRight};
}
inline Cell Both(double share, std::string label, Contents content, Place place = Place::kCorner) {
  return {.share = share, .label = std::move(label), .content = std::move(content), .place = place};
}
inline Cell Unused(double share) { return {.share = share, .crossed = true}; }
inline Cell Dashed(Cell cell) {
  cell.dashed = true;
  return cell;
}
inline Cell Braced(Cell cell) {
  cell.brace = true;
  return cell;
}

inline Question Choice(std::vector<std::string> options, int chosen, Role role = Role::kPlain,
                       Category category = Category::kHealth) {
  return {.text = {},
          .options = std::move(options),
          .chosen = chosen,
          .role = role,
          .category = category};
}
// An answer about somebody's health.
inline Question HealthChoice(std::vector<std::string> options, int chosen) {
  return Choice(std::move(options), chosen, Role::kSensitive);
}
inline Question Ticked(Question question) {
  question.mark = Question::Mark::kTick;
  return question;
}
inline Question Circled(Question question) {
  question.mark = Question::Mark::kCircle;
  return question;
}
inline Piece Health(std::string text) { return Sensitive(Category::kHealth, std::move(text)); }
inline Piece Unit(std::string text) { return PrePrinted(std::move(text)); }
inline DigitRun Boxed(Piece digits, int count, int group) {
  return {std::move(digits), {count, group}};
}

// One of several wordings.
std::string One(Random& random, std::initializer_list<std::string_view> wordings);
// A date as forms ask for it: an era to circle and printed 年月日, or written out.
Contents AskedDate(Random& random, int from_year, int to_year);
Contents AskedBirth(Random& random);
Contents AskedPeriod(Random& random);
// A My Number in boxes or grouped.
Contents AskedMyNumber(Random& random);
// An illness, now and then written wrong first and crossed out.
Contents AskedIllness(Random& random);
inline Contents KeepOf(std::string text) { return {Keep(std::move(text))}; }
inline Contents HealthOf(std::string text) { return {Health(std::move(text))}; }

// Who it is about: reading, name, birth, sex, address, telephone, in one of several arrangements.
// `who` heads the block.
Cells PersonRows(Random& random, const std::string& who);
// The account to pay to or to charge.
Cells AccountRows(Random& random, const std::string& heading);
// Boxes for the clerks of the insurer, empty or nearly so.
Cells OfficeRows(Random& random);
// The physician who signs.
Cells DoctorRows(Random& random);
SmallPrint Consent(Random& random);

}  // namespace sumikeshi::mailroom
