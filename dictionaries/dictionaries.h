// The data files of dictionaries/ja as they are compiled in.
#pragma once

#include <string_view>

namespace sumikeshi {

// Lines "term, grade, kind" between tabs; '#' begins a comment. {a,b} in a term stands for either.
// Grades: S strong, M needs a person in its sentence, V needs a number after it.
// 〜 inside a term: up to 16 characters of the same clause; at its beginning: a name.
extern const std::string_view kHealthTerms;
extern const std::string_view kEdictHealthTerms;
extern const std::string_view kReligionTerms;
extern const std::string_view kCreedTerms;
extern const std::string_view kRaceTerms;
extern const std::string_view kSocialStatusTerms;
extern const std::string_view kHonsekiTerms;
extern const std::string_view kUnionTerms;
extern const std::string_view kCrimeTerms;
extern const std::string_view kVictimTerms;
extern const std::string_view kSexualTerms;

// Words that hold a term and are no fact (管理組合), one a line.
extern const std::string_view kStopTerms;

// Lines "role, cue" between tabs: what speaks for and against a person in a sentence.
extern const std::string_view kContextCues;

// Lines "word, meaning" between tabs: what the tagger knows of words. A third column "!": a
// sentence with the word is looked at.
extern const std::string_view kWords;
extern const std::string_view kEdictWords;

// Lines "word, use" between tabs: S surname, G given name, SG both, X spelt like both, but no name.
extern const std::string_view kPersonNames;

}  // namespace sumikeshi
