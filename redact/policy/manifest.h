// The list of documents (文書一覧) that a run is given: under what circumstances each is handled.
// profiles/README.md says which columns there are.
#pragma once

#include <expected>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sumikeshi/context.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// What one row says of the documents that its pattern matches.
struct ManifestRow {
  int line = 0;
  std::string pattern;  // a path relative to the input folder; * and ? stand for anything in it
  Context context;
};

// Const calls are thread-safe.
class Manifest {
 public:
  // All mistakes at once, each kManifest with `where` "file:line: field" and `what` as
  // "Japanese / English"; or one kNotFound, kPermission, kReadFailed.
  using Problems = std::vector<Error>;

  // JSON where the name ends in .json, else CSV, in UTF-8 or CP932. A field that a row leaves empty
  // is that of `defaults`.
  [[nodiscard]] static std::expected<Manifest, Problems> Load(const std::filesystem::path& path,
                                                              const Context& defaults);
  [[nodiscard]] static std::expected<Manifest, Problems> Parse(std::string_view text,
                                                               std::string_view where,
                                                               const Context& defaults);

  // The circumstances of a document: of the row that names it, else of the one pattern that
  // matches. Errors: kNoManifestRow, kManifest (two patterns match), kConsent (its consent does not
  // stand on `today`); all name the line.
  [[nodiscard]] Result<Context> ContextOf(const std::filesystem::path& relative,
                                          std::string_view today) const;

  // The rows that name none of these documents.
  [[nodiscard]] std::vector<ManifestRow> RowsWithout(std::span<const std::string> documents) const;

 private:
  std::string where_;
  std::vector<ManifestRow> rows_;
  std::map<std::string, std::size_t, std::less<>> by_name_;  // into rows_
};

}  // namespace sumikeshi
