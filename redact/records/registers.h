// The registers (帳簿) that the rulebooks ask for, as tables in the clerk's Japanese. Each is made
// from the ledger, some with what the company writes down beside it; none holds a value.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "redact/policy/policy.h"
#include "redact/records/handlings.h"
#include "redact/records/holdings.h"
#include "redact/records/table.h"

namespace sumikeshi {

// 個人情報管理台帳 (第1章第9条): the company's rows, beside what the ledger says was kept. What was
// kept and is in no row is said.
[[nodiscard]] Table HoldingsRegister(const Records& records, std::span<const Holding> holdings,
                                     const Profile& profile);

// Acquisition, use, storage, transfer or erasure (第2章〜第6章 「状況の記録」), with the review of
// each.
[[nodiscard]] Table StageRegister(const Records& records, std::string_view stage);

// What has outlived its term for keeping by `today`, and is to be erased without delay
// (第6章第6条).
[[nodiscard]] Table DueRegister(const Records& records, std::span<const Holding> holdings,
                                const std::string& today);

// What only the company knows of a document, by its path or SHA-256: the ledger has no names.
struct Supplement {
  std::string name;         // of the third party
  std::string how;          // 取得の経緯
  std::string person;       // 本人の氏名等, or a number that stands for it
  std::string publication;  // 個人情報保護委員会による公表
};
using Supplements = std::map<std::string, Supplement>;

// CSV with the headings 文書, 第三者の氏名等, 取得の経緯, 本人の氏名等, 公表. Errors: as
// LoadHoldings.
[[nodiscard]] Result<Supplements> LoadSupplements(const std::filesystem::path& path);

// What was got from third parties (第1章第4条3項) and what was given to them (000 3条2項).
[[nodiscard]] Table ProvenanceRegister(const Records& records, const Supplements& supplements);
[[nodiscard]] Table ProvisionRegister(const Records& records, const Supplements& supplements);

// Requests to erase, and what became of them (第6章第11条).
[[nodiscard]] Table RequestRegister(const Records& records);

// What is to be sent back or has been (第2章第12条4項).
[[nodiscard]] Table ReturnRegister(const Records& records);

// Everything that happened to one document (第7章): `wanted` is its path, its file name, or the
// beginning (8 digits or more) of the SHA-256 of the original or the copy.
[[nodiscard]] Table IncidentRegister(const Records& records, const std::string& wanted);

[[nodiscard]] bool IsAbout(const LedgerEntry& entry, const std::string& wanted);

}  // namespace sumikeshi
