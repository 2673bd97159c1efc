// Looks at a written page as a stranger would, and says whether anything is left.
#pragma once

#include <functional>
#include <vector>

#include "sumikeshi/document.h"
#include "sumikeshi/finding.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// What a fresh look at a page finds that may not stay there.
using LookAgain = std::function<Result<std::vector<Place>>(const PageContent& page)>;

// Checks one written page against what it was made from. All calls are thread-safe.
//   before, after: the page as it was read, and as it was read again from the written file;
//   destroyed:     what the writer says that it destroyed;
//   look_again:    is shown the written page with the destroyed boxes painted white, so that only
//                  what stands round them can be found.
// The result holds the places that are still readable and may not be: empty = proved.
// Errors: kVerifyFailed when size, depth or kind differ, a box is not solid black or lies outside
// the page, a span is not masked, or the text round the spans changed.
[[nodiscard]] Result<std::vector<Place>> VerifyPage(const PageContent& before,
                                                    const PageContent& after,
                                                    const PageRedaction& destroyed,
                                                    const LookAgain& look_again);

}  // namespace sumikeshi
