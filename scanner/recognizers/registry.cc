// The recognizers of recognizers.def, in its order.
#include <array>

#include "scanner/recognizers/recognizer.h"

namespace sumikeshi {
namespace {

constexpr auto kRecognizers = std::to_array<const Recognizer*>({
#define SUMIKESHI_RECOGNIZER(id, Name) &k##Name##Recognizer,
#include "scanner/recognizers/recognizers.def"
#undef SUMIKESHI_RECOGNIZER
});

}  // namespace

std::span<const Recognizer* const> AllRecognizers() { return kRecognizers; }

}  // namespace sumikeshi
