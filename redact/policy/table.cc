// Rows and blocks.
#include "redact/policy/table.h"

#include <fmt/format.h>

#include <algorithm>

#include "redact/policy/conditions.h"

namespace sumikeshi {
namespace {

constexpr int kWidth = 96;  // columns of the terminal

// Columns of one code point at `i`, and its bytes: Japanese characters take two columns.
struct Glyph {
  std::size_t bytes;
  int columns;
};

Glyph GlyphAt(std::string_view text, std::size_t i) {
  const auto lead = static_cast<unsigned char>(text[i]);
  const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return {std::min(bytes, text.size() - i), lead < 0x80 ? 1 : 2};
}

int Columns(std::string_view text) {
  int columns = 0;
  for (std::size_t i = 0; i < text.size();) {
    const Glyph glyph = GlyphAt(text, i);
    columns += glyph.columns;
    i += glyph.bytes;
  }
  return columns;
}

std::string NamesOf(const WordCondition& condition, const std::vector<std::string>& keys) {
  std::vector<std::string> names;
  for (const std::string& key : keys) {
    const std::string_view japanese = TermJapanese(condition.terms, key);
    names.push_back(key.empty()       ? "記載なし"
                    : japanese == key ? key
                                      : fmt::format("{}（{}）", japanese, key));
  }
  return Joined(names);
}

std::string Categories(const Rule& rule) {
  std::vector<std::string> names;
  for (const Category category : rule.categories) names.emplace_back(CategoryJapanese(category));
  return names.empty() ? "すべて" : Joined(names);
}

std::string Confidence(const Rule& rule) {
  std::string out;
  if (rule.min_confidence > 0) out += fmt::format("{}以上", rule.min_confidence);
  if (rule.max_confidence < 1) out += fmt::format("{}未満", rule.max_confidence);
  return out;
}

}  // namespace

std::string Padded(std::string_view text, int columns) {
  const int missing = std::max(0, columns - Columns(text));
  return fmt::format("{}{:{}}", text, "", missing);
}

std::string TableRow(std::string_view label, std::string_view text) {
  std::string out = fmt::format("{:6}{}", "", Padded(label, kTableIndent - 6));
  int column = kTableIndent;
  for (std::size_t i = 0; i < text.size();) {
    const Glyph glyph = GlyphAt(text, i);
    // A full stop or comma may hang over the edge: no line starts with one.
    const std::string_view character = text.substr(i, glyph.bytes);
    if (column + glyph.columns > kWidth && character != "。" && character != "、") {
      out += fmt::format("\n{:{}}", "", kTableIndent);
      column = kTableIndent;
    }
    out += character;
    column += glyph.columns;
    i += glyph.bytes;
  }
  return out + "\n";
}

std::string Joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += "、";
    out += word;
  }
  return out;
}

std::string RuleBlock(std::string_view number, const Rule& rule) {
  std::string out = fmt::format("{:>4}  {}{}\n", number,
                                Padded(ActionJapanese(rule.action), kTableIndent - 6), rule.id);
  const auto add = [&out](std::string_view label, const std::string& text) {
    if (!text.empty()) out += TableRow(label, text);
  };
  add("対象", Categories(rule));
  for (const WordCondition& condition : WordConditions()) {
    add(condition.japanese, NamesOf(condition, rule.*condition.member));
  }
  if (rule.scoped) add("同意", "目的を名指ししていること");
  add("確信度", Confidence(rule));
  add("条項", rule.clause.empty() ? "（なし）" : rule.clause);
  add("理由", rule.why);
  add("注", rule.note);
  if (rule.silent) add("既定", "規程に明文がないため、製品の既定です");
  return out + "\n";
}

}  // namespace sumikeshi
