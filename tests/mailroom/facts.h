// Made-up people, places and dates, and words from the pools in words.txt.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/mailroom/random.h"

namespace sumikeshi::mailroom {

// A word of the pool "# NAME" of words.txt, its {slots} filled from the pools they name. A pool
// that does not exist is a bug and ends the program.
std::string Word(Random& random, std::string_view pool);
// Different words of one pool.
std::vector<std::string> Words(Random& random, std::string_view pool, int count);
// The template with each {slot} replaced by a word of that pool.
std::string Fill(Random& random, std::string_view text);

std::string Name(Random& random);     // 姓　名
std::string Kana(Random& random);     // セイ　メイ
std::string Address(Random& random);  // 都道府県から番地まで
std::string Honseki(Random& random);  // 番地か番で終わる
// As the old registers write them, in kanji numerals.
std::string VerticalPlace(Random& random);
std::string KanjiDate(Random& random, int from_year, int to_year);  // of 昭和
std::string PostCode(Random& random);                               // 123-4567
std::string Phone(Random& random);
std::string Date(Random& random, int from_year, int to_year);
std::string BirthDate(Random& random);
std::string RecentDate(Random& random);
std::string Period(Random& random);
std::string Yen(Random& random, int thousand_low, int thousand_high);
std::string PolicyNumber(Random& random);
std::string Hospital(Random& random);

}  // namespace sumikeshi::mailroom
