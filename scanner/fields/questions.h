// Disclosure questions (…を受けたことがありますか): their answers are fields without a label.
#pragma once

#include <optional>

#include "scanner/fields/label_table.h"
#include "scanner/fields/letter.h"

namespace sumikeshi {

// A question that asks for health or another sensitive matter, and the rule of its answer; nullptr
// when the letters are no question or ask for something else.
[[nodiscard]] const LabelRule* ReadQuestion(Letters letters, const PageNeeds& needs);

// The same for words that are no question but stand before options: 「5年以内の手術　有・無」.
[[nodiscard]] const LabelRule* ReadTopic(Letters letters, const PageNeeds& needs);

// The letters are printed options (はい・いいえ, 有 無, □), marked or not, with little else.
[[nodiscard]] bool IsOptions(Letters letters);

// The letters begin with one option of several: 要支援・要介護1・2・3, 治癒・軽快・継続.
[[nodiscard]] bool IsOptionList(Letters letters);

// How many letters at the beginning are one printed outcome of a treatment (治癒, 非観血); 0: none.
[[nodiscard]] std::size_t OutcomeAt(Letters letters);

struct Question {
  const LabelRule* rule = nullptr;
  std::size_t answer_begin = 0;
};

// A question and its answer in one line: 「…がありますか。　はい」.
[[nodiscard]] std::optional<Question> ReadQuestionLine(Letters line, const PageNeeds& needs);

}  // namespace sumikeshi
