// Checks the bytes of a ledger's file as pages, whatever SQLite makes of them.
#pragma once

#include <array>
#include <cstdint>
#include <set>

#include "redact/ledger/database.h"
#include "redact/ledger/page_seal.h"
#include "redact/ledger/problems.h"

namespace sumikeshi {

// False, with a problem, where SQLite would take the file for another kind of database: with a
// flipped byte at the start it could look for a write-ahead log, or for pages of another size.
[[nodiscard]] Result<bool> CheckHeader(const Database& database, ProblemList& problems);

// Every page against its seal; gives the numbers of those that do not fit. `locked`: a reader's
// lock keeps writers out. `head` is the first page of the table `head`, 0 where it is not known.
[[nodiscard]] std::set<std::int64_t> CheckPages(const Database& database, bool locked,
                                                std::int64_t head, ProblemList& problems);

}  // namespace sumikeshi
