// Records -> rows, and rows -> the circumstances of a document.
#include "redact/policy/manifest.h"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <span>

#include "redact/policy/circumstances.h"
#include "redact/policy/manifest_text.h"
#include "redact/policy/vocabulary.h"

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLargestFile = 256 << 20;

constexpr auto kNeeds = std::to_array<CodedTerm>({{"needed", "必要"}, {"unneeded", "不要"}});

// What a row says, before it is a context.
struct Draft {
  std::string pattern;
  std::string form;
  std::string scope;
  Context context;
};

struct Column {
  std::string_view key;
  std::string_view japanese;
  std::span<const CodedTerm> terms;  // the Japanese name of a word is taken for the word
  std::string& (*of)(Draft& draft);
  bool day = false;
};

constexpr auto kColumns = std::to_array<Column>({
    {"file", "ファイル", {}, [](Draft& d) -> std::string& { return d.pattern; }},
    {"purpose", "目的", kPurposes, [](Draft& d) -> std::string& { return d.context.purpose; }},
    {"stage", "段階", kStages, [](Draft& d) -> std::string& { return d.context.stage; }},
    {"ground", "根拠", kGrounds, [](Draft& d) -> std::string& { return d.context.ground; }},
    {"person", "本人", kPersons, [](Draft& d) -> std::string& { return d.context.person; }},
    {"recipient", "提供先", kRecipients,
     [](Draft& d) -> std::string& { return d.context.recipient; }},
    {"recipient_name",
     "提供先の名称",
     {},
     [](Draft& d) -> std::string& { return d.context.recipient_name; }},
    {"country", "国", {}, [](Draft& d) -> std::string& { return d.context.country; }},
    {"handler", "取扱者", {}, [](Draft& d) -> std::string& { return d.context.handler; }},
    {"department", "部署", {}, [](Draft& d) -> std::string& { return d.context.department; }},
    {"source", "取得元", kSources, [](Draft& d) -> std::string& { return d.context.source; }},
    {"route", "経路", kRoutes, [](Draft& d) -> std::string& { return d.context.route; }},
    {"method", "方法", kMethods, [](Draft& d) -> std::string& { return d.context.method; }},
    {"obstacle", "事情", kObstacles, [](Draft& d) -> std::string& { return d.context.obstacle; }},
    {"document", "文書", kNeeds, [](Draft& d) -> std::string& { return d.context.document; }},
    {"consent_id", "同意番号", {}, [](Draft& d) -> std::string& { return d.context.consent.id; }},
    {"consent_status", "同意の状況", kConsentStatuses,
     [](Draft& d) -> std::string& { return d.context.consent.status; }},
    {"consent_form", "同意の形式", kConsentForms, [](Draft& d) -> std::string& { return d.form; }},
    {"consent_date",
     "同意日",
     {},
     [](Draft& d) -> std::string& { return d.context.consent.date; },
     true},
    {"explanation", "説明", kExplanations,
     [](Draft& d) -> std::string& { return d.context.consent.explanation; }},
    {"consent_scope", "同意の範囲", {}, [](Draft& d) -> std::string& { return d.scope; }},
    {"consent_expiry",
     "同意の期限",
     {},
     [](Draft& d) -> std::string& { return d.context.consent.expiry; },
     true},
    {"consent_withdrawn",
     "撤回日",
     {},
     [](Draft& d) -> std::string& { return d.context.consent.withdrawn; },
     true},
    {"approval", "承認番号", {}, [](Draft& d) -> std::string& { return d.context.approval; }},
});

const Column* FindColumn(std::string_view heading) {
  const auto column = std::ranges::find_if(kColumns, [heading](const Column& one) {
    return one.key == heading || one.japanese == heading;
  });
  return column == kColumns.end() ? nullptr : &*column;
}

std::string_view Trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

// "2026-04-01" of "2026/4/1", as spreadsheets write it; another text as it is.
std::string DayOf(std::string_view text) {
  if (text.find('/') == text.npos) return std::string(text);
  std::string day;
  for (std::size_t width = 4; !text.empty(); width = 2) {
    const std::size_t end = std::min(text.find('/'), text.size());
    if (!day.empty()) day += '-';
    day.append(width - std::min(width, end), '0').append(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return day;
}

bool HasWildcard(std::string_view pattern) {
  return pattern.find_first_of("*?[") != std::string_view::npos;
}

class RowReader {
 public:
  RowReader(std::string_view where, const Context& defaults) : where_(where), defaults_(defaults) {}

  void Read(const ManifestRecord& record) {
    Draft draft;
    draft.context = defaults_;
    std::set<std::string_view> seen;
    const std::size_t before = problems.size();
    for (const auto& [heading, cell] : record.fields) {
      const Column* column = FindColumn(Trimmed(heading));
      if (column == nullptr) {
        Add(record.line, heading, "知らない列です / not a known column");
      } else if (!seen.insert(column->key).second) {
        Add(record.line, heading, "同じ列が二つあります / this column stands twice");
      } else if (const std::string_view word = Trimmed(cell); !word.empty()) {
        column->of(draft) = KeyOf(*column, word);
      }
    }
    if (problems.size() == before) Finish(record.line, std::move(draft));
  }

  void Add(int line, std::string_view field, std::string what) {
    problems.push_back({ErrorCode::kManifest,
                        field.empty() ? fmt::format("{}:{}", where_, line)
                                      : fmt::format("{}:{}: {}", where_, line, field),
                        std::move(what), 0});
  }

  std::vector<ManifestRow> rows;
  Manifest::Problems problems;

 private:
  static std::string KeyOf(const Column& column, std::string_view word) {
    return column.day ? DayOf(word) : std::string(TermKey(column.terms, word));
  }

  void Finish(int line, Draft draft) {
    const std::size_t before = problems.size();
    if (draft.pattern.empty()) Add(line, "file", "ファイルの名前が必要です / the file is missing");
    if (draft.context.purpose.empty())
      Add(line, "purpose", "利用目的が必要です / the purpose is missing");
    if (draft.context.document == "needed") draft.context.document.clear();
    if (!draft.scope.empty()) draft.context.consent.scope = PurposesIn(draft.scope);
    if (auto form = SetConsentForm(draft.form, draft.context); !form) {
      Add(line, form.error().where, form.error().what);
    }
    if (auto known = CheckWords(draft.context); !known) {
      Add(line, known.error().where, known.error().what);
    }
    if (draft.pattern.starts_with("./")) draft.pattern.erase(0, 2);
    const auto [first, added] = lines_.emplace(draft.pattern, line);
    if (!added) {
      Add(line, "file",
          fmt::format("「{0}」は{1}行目にもあります / \"{0}\" stands in line {1} too",
                      draft.pattern, first->second));
    }
    if (problems.size() > before) return;
    rows.push_back({line, std::move(draft.pattern), std::move(draft.context)});
  }

  std::string where_;
  const Context& defaults_;
  std::map<std::string, int> lines_;  // of each pattern
};

}  // namespace

std::expected<Manifest, Manifest::Problems> Manifest::Parse(std::string_view text,
                                                            std::string_view where,
                                                            const Context& defaults) {
  RowReader reader(where, defaults);
  const auto utf8 = Utf8Of(text);
  if (!utf8) {
    reader.Add(utf8.error(), "", std::string(kNoEncoding));
    return std::unexpected(std::move(reader.problems));
  }
  const ManifestRecords records = where.ends_with(".json") ? ReadJson(*utf8) : ReadCsv(*utf8);
  for (const ManifestMistake& mistake : records.mistakes) {
    reader.Add(mistake.line, mistake.field, mistake.what);
  }
  for (const ManifestRecord& record : records.records) reader.Read(record);
  if (records.records.empty() && reader.problems.empty())
    reader.Add(1, "", "行が一つもありません / there is no row");
  if (!reader.problems.empty()) return std::unexpected(std::move(reader.problems));
  Manifest manifest;
  manifest.where_ = where;
  manifest.rows_ = std::move(reader.rows);
  for (std::size_t i = 0; i < manifest.rows_.size(); ++i) {
    manifest.by_name_.emplace(manifest.rows_[i].pattern, i);
  }
  return manifest;
}

std::expected<Manifest, Manifest::Problems> Manifest::Load(const fs::path& path,
                                                           const Context& defaults) {
  const auto fail = [](ErrorCode code) { return std::unexpected(Problems{{code, "", "", 0}}); };
  std::error_code error;
  const auto status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) return fail(ErrorCode::kNotFound);
  if (error) return fail(ErrorCode::kPermission);
  if (!fs::is_regular_file(status) || fs::file_size(path, error) > kLargestFile || error) {
    return fail(ErrorCode::kReadFailed);
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(ErrorCode::kPermission);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (file.bad()) return fail(ErrorCode::kReadFailed);
  return Parse(text, path.string(), defaults);
}

Result<Context> Manifest::ContextOf(const fs::path& relative, std::string_view today) const {
  const std::string name = relative.generic_string();
  const auto named = by_name_.find(name);
  const ManifestRow* match = named == by_name_.end() ? nullptr : &rows_[named->second];
  for (const ManifestRow& row : rows_) {
    if (named != by_name_.end()) break;
    if (!HasWildcard(row.pattern) || fnmatch(row.pattern.c_str(), name.c_str(), 0) != 0) continue;
    if (match != nullptr) {
      return Fail(ErrorCode::kManifest, fmt::format("{}:{}: file", where_, row.line),
                  fmt::format("この文書は{0}行目にも当たります / the document is of line {0} too",
                              match->line));
    }
    match = &row;
  }
  if (match == nullptr) return Fail(ErrorCode::kNoManifestRow, where_);
  if (auto valid = CheckConsent(match->context, today); !valid) {
    Error error = valid.error();
    error.where = fmt::format("{}:{}: {}", where_, match->line, error.where);
    return std::unexpected(std::move(error));
  }
  return match->context;
}

std::vector<ManifestRow> Manifest::RowsWithout(std::span<const std::string> documents) const {
  const std::set<std::string_view> names(documents.begin(), documents.end());
  std::vector<ManifestRow> without;
  for (const ManifestRow& row : rows_) {
    const bool any =
        names.contains(row.pattern) ||
        (HasWildcard(row.pattern) && std::ranges::any_of(documents, [&](const std::string& name) {
           return fnmatch(row.pattern.c_str(), name.c_str(), 0) == 0;
         }));
    if (!any) without.push_back(row);
  }
  return without;
}

}  // namespace sumikeshi
