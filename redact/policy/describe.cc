// The profile as a Japanese table for the terminal, in the order in which the rules are asked.
#include <fmt/format.h>

#include <algorithm>

#include "redact/policy/policy.h"
#include "redact/policy/vocabulary.h"

namespace sumikeshi {
namespace {

constexpr int kWidth = 96;   // columns of the terminal
constexpr int kIndent = 19;  // where a rule's text starts

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

std::string Padded(std::string_view text, int columns) {
  const int missing = std::max(0, columns - Columns(text));
  return fmt::format("{}{:{}}", text, "", missing);
}

// `label` in its column, then `text` broken to the width of the table.
std::string Row(std::string_view label, std::string_view text) {
  std::string out = fmt::format("{:6}{}", "", Padded(label, kIndent - 6));
  int column = kIndent;
  for (std::size_t i = 0; i < text.size();) {
    const Glyph glyph = GlyphAt(text, i);
    // A full stop or comma may hang over the edge: no line starts with one.
    const std::string_view character = text.substr(i, glyph.bytes);
    if (column + glyph.columns > kWidth && character != "。" && character != "、") {
      out += fmt::format("\n{:{}}", "", kIndent);
      column = kIndent;
    }
    out += character;
    column += glyph.columns;
    i += glyph.bytes;
  }
  return out + "\n";
}

std::string Joined(const std::vector<std::string>& words, auto name) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += "、";
    out += name(word);
  }
  return out;
}

std::string NamesOf(const auto& terms, const std::vector<std::string>& keys) {
  return Joined(keys, [&terms](const std::string& key) {
    return fmt::format("{}（{}）", TermJapanese(terms, key), key);
  });
}

std::string Categories(const Rule& rule) {
  if (rule.categories.empty()) return "すべて";
  std::string out;
  for (const Category category : rule.categories) {
    if (!out.empty()) out += "、";
    out += CategoryJapanese(category);
  }
  return out;
}

std::string Confidence(const Rule& rule) {
  std::string out;
  if (rule.min_confidence > 0) out += fmt::format("{}以上", rule.min_confidence);
  if (rule.max_confidence < 1) out += fmt::format("{}未満", rule.max_confidence);
  return out;
}

std::string Block(std::string_view number, const Rule& rule) {
  std::string out =
      fmt::format("{:>4}  {}{}\n", number,
                  Padded(ActionJapanese(ActionKey(rule.action)), kIndent - 6), rule.id);
  const auto add = [&out](std::string_view label, const std::string& text) {
    if (!text.empty()) out += Row(label, text);
  };
  add("対象", Categories(rule));
  add("種類", Joined(rule.kinds, [](const std::string& kind) { return kind; }));
  add("目的", NamesOf(kPurposes, rule.purposes));
  add("根拠", NamesOf(kGrounds, rule.grounds));
  add("段階", NamesOf(kStages, rule.stages));
  add("本人", NamesOf(kPersons, rule.persons));
  add("確信度", Confidence(rule));
  add("条項", rule.clause.empty() ? "（なし）" : rule.clause);
  add("理由", rule.why);
  return out + "\n";
}

std::string HexOf(const Hash& hash) {
  std::string out;
  for (const std::uint8_t byte : hash) out += fmt::format("{:02x}", byte);
  return out;
}

}  // namespace

std::string Describe(const Profile& profile) {
  std::string out =
      fmt::format("規程    {}（{}）\n保存    台帳の記録は {} 日以上\nSHA-256 {}\n\n",
                  profile.title(), profile.name(), profile.retention_days(), HexOf(profile.hash()));
  out += "■ 規則（上から順に見て、最初に当てはまるもので決まる）\n\n";
  int number = 0;
  for (const Rule& rule : profile.rules()) out += Block(fmt::format("{}", ++number), rule);
  out += Block("-", profile.default_rule());
  if (!profile.overlays().empty()) {
    out += "■ 残すとした場合に重ねて見る法律\n\n";
    number = 0;
    for (const Rule& rule : profile.overlays()) out += Block(fmt::format("{}", ++number), rule);
  }
  return out;
}

}  // namespace sumikeshi
