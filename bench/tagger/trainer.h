// Trains the tagger: stochastic gradient descent on the likelihood of the labels.
#pragma once

#include <span>

#include "bench/tagger/corpus.h"
#include "scanner/tagger/tagger.h"

namespace sumikeshi::tagger {

// The same model for the same examples, on every machine. Not calibrated.
[[nodiscard]] Model Train(std::span<const Example* const> examples);

}  // namespace sumikeshi::tagger
