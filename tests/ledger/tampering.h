// Changing a ledger behind its back.
#pragma once

#include <filesystem>
#include <string>

namespace sumikeshi {

// Runs SQL on the file without the triggers, which stand again afterwards: an attacker who knows
// the schema leaves it as it was. `seal`: and seals the pages again.
void Tamper(const std::filesystem::path& path, const std::string& sql, bool seal);

}  // namespace sumikeshi
