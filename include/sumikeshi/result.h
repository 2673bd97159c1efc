// Errors as values: every call that can fail returns Result<T>.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace sumikeshi {

// Codes are permanent: the ledger and held.jsonl cite their keys.
enum class ErrorCode {
#define SUMIKESHI_ERROR(id, key, ja_cause, ja_remedy, en_cause, en_remedy) id,
#include "sumikeshi/errors.def"
#undef SUMIKESHI_ERROR
};

// Why a thing could not be done. Safe to print and to record: it never holds document text.
//   where: the place in the input, without the file name that the caller knows ("page 3"). what:
//   technical detail in English for the log, or "Japanese / English" for who can mend it; may be
//   empty. page:  1-based page, 0 when the whole document is meant.
struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string where;
  std::string what;
  int page = 0;

  friend bool operator==(const Error&, const Error&) = default;
};

template <typename T>
using Result = std::expected<T, Error>;

enum class Language { kJapanese, kEnglish };

// Permanent key of a code ("encrypted"), its cause and what the user can do, in one language.
// The views live as long as the program.
[[nodiscard]] constexpr std::string_view ErrorKey(ErrorCode code) {
  switch (code) {
#define SUMIKESHI_ERROR(id, key, ja_cause, ja_remedy, en_cause, en_remedy) \
  case ErrorCode::id:                                                      \
    return key;
#include "sumikeshi/errors.def"
#undef SUMIKESHI_ERROR
  }
  return "internal";
}

[[nodiscard]] constexpr std::string_view ErrorCause(ErrorCode code, Language language) {
  switch (code) {
#define SUMIKESHI_ERROR(id, key, ja_cause, ja_remedy, en_cause, en_remedy) \
  case ErrorCode::id:                                                      \
    return language == Language::kJapanese ? ja_cause : en_cause;
#include "sumikeshi/errors.def"
#undef SUMIKESHI_ERROR
  }
  return {};
}

[[nodiscard]] constexpr std::string_view ErrorRemedy(ErrorCode code, Language language) {
  switch (code) {
#define SUMIKESHI_ERROR(id, key, ja_cause, ja_remedy, en_cause, en_remedy) \
  case ErrorCode::id:                                                      \
    return language == Language::kJapanese ? ja_remedy : en_remedy;
#include "sumikeshi/errors.def"
#undef SUMIKESHI_ERROR
  }
  return {};
}

// The code of a key, or kInternal for an unknown one.
[[nodiscard]] constexpr ErrorCode ErrorCodeFromKey(std::string_view wanted) {
#define SUMIKESHI_ERROR(id, key, ja_cause, ja_remedy, en_cause, en_remedy) \
  if (wanted == (key)) return ErrorCode::id;
#include "sumikeshi/errors.def"
#undef SUMIKESHI_ERROR
  return ErrorCode::kInternal;
}

// Shorthand for `return Fail(ErrorCode::kCorrupt, "page 3", "IDAT ends early");`
[[nodiscard]] inline std::unexpected<Error> Fail(ErrorCode code, std::string where = {},
                                                 std::string what = {}, int page = 0) {
  return std::unexpected(Error{code, std::move(where), std::move(what), page});
}

}  // namespace sumikeshi
