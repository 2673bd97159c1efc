// The profile as a Japanese table for the terminal, layer by layer in the order of asking.
#include <fmt/format.h>

#include "redact/policy/conditions.h"
#include "redact/policy/policy.h"
#include "redact/policy/table.h"

namespace sumikeshi {
namespace {

std::string HexOf(const Hash& hash) {
  std::string out;
  for (const std::uint8_t byte : hash) out += fmt::format("{:02x}", byte);
  return out;
}

std::string Section(std::string_view title, std::span<const Rule> rules) {
  if (rules.empty()) return {};
  std::string out = fmt::format("■ {}\n\n", title);
  int number = 0;
  for (const Rule& rule : rules) out += RuleBlock(fmt::format("{}", ++number), rule);
  return out;
}

std::string HandlerSection(const Profile::Handlers& handlers) {
  if (handlers.empty()) return {};
  std::string out = "■ センシティブ情報の取扱者\n\n";
  for (const auto& [list, names] : handlers) {
    const std::string_view japanese = list == "my_number" ? "個人番号"
                                      : list == "manager" ? "承認者"
                                                          : TermJapanese(kStages, list);
    out += TableRow(japanese, fmt::format("{}名: {}", names.size(), Joined(names)));
  }
  return out + "\n";
}

}  // namespace

std::string Describe(const Profile& profile) {
  std::string out =
      fmt::format("規程    {}（{}）\n保存    台帳の記録は {} 日以上\nSHA-256 {}\n\n",
                  profile.title(), profile.name(), profile.retention_days(), HexOf(profile.hash()));
  out += HandlerSection(profile.handlers());
  out += Section("文書を読む前に見る規則", profile.documents());
  out += Section("法律がつねに制限するもの（規程や同意にかかわらない）", profile.statutes());
  out += Section("規則（上から順に見て、最初に当てはまるもので決まる）", profile.rules());
  out += RuleBlock("-", profile.default_rule());
  out += Section("必要な欄（残すとした場合に、書類と目的ごとに見る）", profile.necessities());
  out += Section("残すとした場合に重ねて見る法律", profile.overlays());
  return out;
}

}  // namespace sumikeshi
