// A manifest as rows of fields, before their meaning is looked at.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sumikeshi {

// One field of a row: the heading or key, and the words below it.
using ManifestField = std::pair<std::string, std::string>;

struct ManifestRecord {
  int line = 0;  // where it begins
  std::vector<ManifestField> fields;
};

struct ManifestMistake {
  int line = 0;
  std::string field;  // may be empty
  std::string what;   // "Japanese / English"
};

struct ManifestRecords {
  std::vector<ManifestRecord> records;
  std::vector<ManifestMistake> mistakes;
};

// CSV after RFC 4180, the first row the headings, with or without a byte order mark. Rows that are
// empty are passed over.
[[nodiscard]] ManifestRecords ReadCsv(std::string_view text);

// A list of objects, or an object with the list as "documents". A value is a string, a list of
// strings (joined by blanks), true or null.
[[nodiscard]] ManifestRecords ReadJson(std::string_view text);

inline constexpr std::string_view kNoEncoding =
    "文字コードを判別できません。UTF-8 で保存し直してください / "
    "the encoding is neither UTF-8 nor CP932 (Shift_JIS): save it as UTF-8";

// What stands in UTF-8 or CP932, in UTF-8; or the first line that is neither.
[[nodiscard]] std::expected<std::string, int> Utf8Of(std::string_view bytes);

}  // namespace sumikeshi
