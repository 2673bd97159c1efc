// Parts that many kinds of mail share.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/mailroom/facts.h"
#include "tests/mailroom/kinds.h"
#include "tests/mailroom/numbers.h"

namespace sumikeshi::mailroom {

// A field whose label is one of several wordings.
inline Field Ask(Random& random, std::initializer_list<std::string_view> labels, Piece value) {
  return {std::string(random.Pick(labels)), {std::move(value)}};
}

inline Paragraph Printed(std::string text, Align align = Align::kLeft) {
  return {{Plain(std::move(text))}, true, align};
}

// A pre-printed notice that names sensitive things without holding any: it must stay readable.
inline Paragraph Notice(Random& random) {
  const std::string mark(random.Pick({"※", "・", "（注）", ""}));
  return {{Plain(mark), Keep(Word(random, "keep.notice"))}, true};
}

template <typename T>
void Shuffle(Random& random, std::vector<T>& list) {
  for (std::size_t i = list.size(); i > 1; --i) {
    std::swap(list[i - 1],
              list[static_cast<std::size_t>(random.Range(0, static_cast<int>(i) - 1))]);
  }
}

// The field of a name, half the time with the person's seal.
inline Field Sealed(Random& random, Field field) {
  const std::string& name = field.value[0].text;
  if (random.Chance(0.5)) field.seal = name.substr(0, name.find("　"));
  return field;
}

inline Field NameField(Random& random) {
  return Ask(random, {"氏名", "お名前", "ご契約者名", "請求者氏名", "被保険者氏名", "ご氏名"},
             Keep(Name(random)));
}
inline Field AddressField(Random& random) {
  return Ask(random, {"住所", "ご住所", "現住所", "お届け住所"},
             Keep((random.Chance(0.4) ? "〒" + PostCode(random) + " " : "") + Address(random)));
}
inline Field PhoneField(Random& random) {
  return Ask(random, {"電話番号", "お電話番号", "連絡先電話番号", "ＴＥＬ"}, Keep(Phone(random)));
}
inline Field PolicyField(Random& random) {
  return Ask(random, {"証券番号", "保険証券番号", "契約番号"}, Keep(PolicyNumber(random)));
}
inline Field BirthField(Random& random) {
  return Ask(random, {"生年月日", "お誕生日"}, Keep(BirthDate(random)));
}
// A My Number, grouped, plain or in boxes.
inline Field MyNumberField(Random& random, std::initializer_list<std::string_view> labels) {
  const std::string number = MyNumber(random);
  Field field{std::string(random.Pick(labels)), {Sensitive(Category::kMyNumber, number)}};
  if (random.Chance(0.4)) {
    field.boxes = DigitBoxes{12, random.Chance(0.7) ? 4 : 12};
  } else if (random.Chance(0.6)) {
    field.value[0].text = Group(number, 4, random.Pick({" ", "-", "　"}));
  } else if (random.Chance(0.3)) {
    field.value[0].text = FullWidth(number);
  }
  return field;
}
inline Field IllnessField(Random& random) {
  return Ask(random, {"傷病名", "病名", "ご病名", "診断名", "主たる傷病名", "けがまたは病気の名称"},
             Sensitive(Category::kHealth, Word(random, "illness")));
}

// A statement out of clause.<category> as one of several sentences; only the clause is scored.
std::vector<Piece> Confide(Random& random, Category category);
// A category of art. 5(1), at random.
Category AnyDelicateCategory(Random& random);

}  // namespace sumikeshi::mailroom
