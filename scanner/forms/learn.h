// A blank form that was read -> its fields and landmarks.
#pragma once

#include "scanner/forms/form.h"
#include "sumikeshi/document.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// Fields are found as on any page, with made-up writing in all that is empty. Errors: kNoForm, when
// no label has a place for its value, or when there is too little to know the form by again.
[[nodiscard]] Result<FormPage> LearnPage(const PageText& blank, int number);

// The line at the top that is set largest, for people.
[[nodiscard]] std::string TitleOf(const PageText& blank);

}  // namespace sumikeshi
