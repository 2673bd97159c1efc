// The one place where a bug or an exhausted memory becomes an error of its document.
#pragma once

#include <exception>
#include <new>
#include <typeinfo>

#include "sumikeshi/result.h"

namespace sumikeshi {

template <typename Work>
[[nodiscard]] auto Guarded(const Work& work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return Fail(ErrorCode::kTooLarge, "", "out of memory");
  } catch (const std::exception& exception) {
    return Fail(ErrorCode::kInternal, "", typeid(exception).name());
  }
}

}  // namespace sumikeshi
