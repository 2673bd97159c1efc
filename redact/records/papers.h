// What the company's papers say: the certificate of erasure and the letter with what is sent back.
#pragma once

#include <string>

#include "redact/records/handlings.h"
#include "redact/records/paper.h"

namespace sumikeshi {

// In whose name a paper is issued, and to whom. None of it goes into the ledger but the issuer.
struct Letterhead {
  std::string to;  // the person's name; 様 is added
  std::string company;
  std::string address;  // may be empty
  std::string issuer;   // post and name
};

// 個人情報消去・廃棄証明書 for a request. Errors: kUsage: no such request, or nothing was erased
// for it.
[[nodiscard]] Result<Paper> CertificatePaper(const Records& records, const std::string& request,
                                             const std::string& number, const std::string& day,
                                             const Letterhead& head);

// The letter that goes with a document that is sent back; `verdict` is its held entry.
[[nodiscard]] Paper ReturnPaper(const LedgerEntry& verdict, const std::string& number,
                                const std::string& day, const std::string& method,
                                const Letterhead& head);

}  // namespace sumikeshi
