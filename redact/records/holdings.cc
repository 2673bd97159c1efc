// TOML and CSV both become rows of words first; their meaning is looked at once.
#include "redact/records/holdings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>
#include <set>

#include "redact/policy/circumstances.h"
#include "redact/policy/config_tree.h"
#include "redact/policy/manifest_text.h"
#include "redact/policy/vocabulary.h"
#include "sumikeshi/category.h"

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLargestFile = 1 << 20;

constexpr auto kHoldingColumns = std::to_array<CodedTerm>({
    {"id", "番号"},
    {"items", "取得項目"},
    {"purposes", "利用目的"},
    {"place", "保管場所"},
    {"method", "保管方法"},
    {"term_days", "保管期限"},
    {"original_days", "原本の保管期限"},
    {"department", "管理部署"},
    {"access", "アクセス制御の状況"},
    {"reviewed", "見直し日"},
});

std::unexpected<Error> Fault(std::string_view where, int line, std::string what) {
  return Fail(ErrorCode::kRegister, fmt::format("{}:{}", where, line), std::move(what));
}

std::vector<std::string> WordsIn(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(std::exchange(word, {}));
  };
  constexpr std::string_view kComma = "、";
  while (!text.empty()) {
    if (text.starts_with(kComma)) {
      end_word();
      text.remove_prefix(kComma.size());
      continue;
    }
    if (std::string_view(" ;\t\r\n").contains(text.front())) {
      end_word();
    } else {
      word += text.front();
    }
    text.remove_prefix(1);
  }
  end_word();
  return words;
}

class HoldingReader {
 public:
  explicit HoldingReader(std::string_view where) : where_(where) {}

  Result<Holding> Read(const ManifestRecord& record) {
    Holding holding;
    holding.line = record.line;
    for (const auto& [heading, text] : record.fields) {
      const auto column = std::ranges::find_if(kHoldingColumns, [&](const CodedTerm& one) {
        return one.key == heading || one.japanese == heading;
      });
      if (column == kHoldingColumns.end()) {
        return Fault(where_, record.line,
                     fmt::format("{0}: 知らない項目です / {0}: not a known key", heading));
      }
      if (auto set = Set(holding, column->key, text); !set) return std::unexpected(set.error());
    }
    if (auto complete = Check(holding); !complete) return std::unexpected(complete.error());
    return holding;
  }

 private:
  Result<void> Set(Holding& holding, std::string_view key, const std::string& text) const {
    if (key == "items") return SetItems(holding, text);
    if (key == "purposes") return SetPurposes(holding, text);
    if (key == "term_days") return SetDays(holding, key, text, holding.term_days);
    if (key == "original_days") return SetDays(holding, key, text, holding.original_days);
    for (const auto& [name, member] :
         {std::pair{"id", &Holding::id}, std::pair{"place", &Holding::place},
          std::pair{"method", &Holding::method}, std::pair{"department", &Holding::department},
          std::pair{"access", &Holding::access}, std::pair{"reviewed", &Holding::reviewed}}) {
      if (key == name) holding.*member = text;
    }
    return {};
  }

  static Result<void> SetItems(Holding& holding, const std::string& text) {
    for (const std::string& word : WordsIn(text)) {
      const auto category = std::ranges::find(kAllCategories, word, &CategoryJapanese);
      holding.items.emplace_back(category == kAllCategories.end() ? word : CategoryKey(*category));
    }
    return {};
  }

  Result<void> SetPurposes(Holding& holding, const std::string& text) const {
    for (const std::string& word : WordsIn(text)) {
      const auto purpose = std::ranges::find_if(kPurposes, [&](const CodedTerm& term) {
        return term.key == word || term.japanese == word;
      });
      if (purpose == kPurposes.end()) {
        return Fault(where_, holding.line,
                     fmt::format("purposes: 「{0}」は知らない利用目的です / purposes: \"{0}\" is "
                                 "not a known purpose",
                                 word));
      }
      holding.purposes.emplace_back(purpose->key);
    }
    return {};
  }

  Result<void> SetDays(const Holding& holding, std::string_view key, const std::string& text,
                       int& days) const {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
    if (error == std::errc() && end == text.data() + text.size() && days >= 0 && days <= 36600) {
      return {};
    }
    return Fault(where_, holding.line,
                 fmt::format("{0}: 日数を整数で書いてください / {0}: a whole number of days", key));
  }

  Result<void> Check(const Holding& holding) {
    const auto missing = [&](std::string_view key) {
      return Fault(where_, holding.line,
                   fmt::format("{0}: この項目が必要です / {0}: is missing", key));
    };
    if (holding.items.empty()) return missing("items");
    if (holding.purposes.empty()) return missing("purposes");
    if (holding.term_days == 0) return missing("term_days");
    for (const auto& [name, text] :
         {std::pair{"id", &holding.id}, std::pair{"place", &holding.place},
          std::pair{"method", &holding.method}, std::pair{"department", &holding.department},
          std::pair{"access", &holding.access}}) {
      if (text->empty()) return missing(name);
    }
    if (!holding.reviewed.empty() && !IsDay(holding.reviewed)) {
      return Fault(
          where_, holding.line,
          "reviewed: 日付を 2026-11-22 の形で書いてください / reviewed: a day as in 2026-11-22");
    }
    if (holding.original_days > holding.term_days) {
      return Fault(
          where_, holding.line,
          "original_days: 保管期限より長くなっています / original_days: longer than term_days");
    }
    if (!ids_.insert(holding.id).second) {
      return Fault(where_, holding.line,
                   fmt::format("id: 「{0}」が二つあります / id: \"{0}\" stands twice", holding.id));
    }
    return {};
  }

  std::string where_;
  std::set<std::string> ids_;
};

// A TOML value as the words that a CSV cell would hold; nothing where it is of another kind.
std::optional<std::string> AsCell(const ConfigNode& node) {
  if (const std::string* text = node.AsString()) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&node.value)) {
    return fmt::format("{}", *number);
  }
  const ConfigList* list = node.AsList();
  if (list == nullptr) return std::nullopt;
  std::string cell;
  for (const ConfigNode& item : *list) {
    const std::string* word = item.AsString();
    if (word == nullptr) return std::nullopt;
    cell += (cell.empty() ? "" : ";") + *word;
  }
  return cell;
}

Result<std::vector<ManifestRecord>> TomlRecords(std::string_view text, std::string_view where) {
  auto root = ParseToml(text, where);
  if (!root) {
    Error error = root.error();
    error.code = ErrorCode::kRegister;
    return std::unexpected(std::move(error));
  }
  const ConfigNode* holdings = root->AsTable()->Find("holding");
  if (root->AsTable()->entries.size() != 1 || holdings == nullptr || !holdings->AsList()) {
    return Fault(where, 1, "[[holding]] の形で書いてください / write it as [[holding]]");
  }
  std::vector<ManifestRecord> records;
  for (const ConfigNode& item : *holdings->AsList()) {
    if (item.AsTable() == nullptr)
      return Fault(where, item.line, "[[holding]] の形で書いてください / write it as [[holding]]");
    ManifestRecord& record = records.emplace_back();
    record.line = item.line;
    for (const ConfigEntry& entry : item.AsTable()->entries) {
      auto cell = AsCell(entry.node);
      if (!cell) {
        return Fault(where, entry.line,
                     fmt::format("{0}: 文字列、整数、文字列の並びのいずれかで書いてください / {0}: "
                                 "a string, a whole number or a list of strings",
                                 entry.key));
      }
      record.fields.emplace_back(entry.key, *std::move(cell));
    }
  }
  return records;
}

Result<std::vector<ManifestRecord>> CsvRecords(std::string_view text, std::string_view where) {
  const auto utf8 = Utf8Of(text);
  if (!utf8) return Fault(where, utf8.error(), std::string(kNoEncoding));
  ManifestRecords records = ReadCsv(*utf8);
  if (records.mistakes.empty()) return std::move(records.records);
  return Fault(where, records.mistakes.front().line, records.mistakes.front().what);
}

}  // namespace

Result<std::vector<Holding>> ParseHoldings(std::string_view text, std::string_view where) {
  auto records = where.ends_with(".csv") ? CsvRecords(text, where) : TomlRecords(text, where);
  if (!records) return std::unexpected(records.error());
  if (records->empty()) return Fault(where, 1, "行が一つもありません / there is no row");
  HoldingReader reader(where);
  std::vector<Holding> holdings;
  for (const ManifestRecord& record : *records) {
    auto holding = reader.Read(record);
    if (!holding) return std::unexpected(holding.error());
    holdings.push_back(*std::move(holding));
  }
  return holdings;
}

Result<std::vector<Holding>> LoadHoldings(const fs::path& path) {
  std::error_code error;
  const auto status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) return Fail(ErrorCode::kNotFound);
  if (error) return Fail(ErrorCode::kPermission);
  if (!fs::is_regular_file(status) || fs::file_size(path, error) > kLargestFile || error) {
    return Fail(ErrorCode::kReadFailed);
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) return Fail(ErrorCode::kPermission);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (file.bad()) return Fail(ErrorCode::kReadFailed);
  return ParseHoldings(text, path.string());
}

const Holding* FindHolding(std::span<const Holding> holdings, const Context& context) {
  for (const Holding& holding : holdings) {
    const bool purpose =
        std::ranges::find(holding.purposes, context.purpose) != holding.purposes.end();
    if (!purpose) continue;
    if (context.department.empty() || context.department == holding.department) return &holding;
  }
  return nullptr;
}

}  // namespace sumikeshi
