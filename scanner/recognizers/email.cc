// E-mail addresses: ordinary personal data, for pseudonymising and reports.
#include <re2/re2.h>

#include "scanner/recognizers/analysis.h"
#include "scanner/recognizers/recognizer.h"

namespace sumikeshi {
namespace {

void Find(const Analysis& page, std::vector<Candidate>& found) {
  static const re2::RE2 kAddress(
      R"(([A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}@(?:[A-Za-z0-9\-]{1,63}\.){1,6}[A-Za-z]{2,24}))");
  if (!page.view.text.contains('@')) return;
  re2::StringPiece rest(page.view.text);
  re2::StringPiece address;
  while (re2::RE2::FindAndConsume(&rest, kAddress, &address)) {
    const auto begin = static_cast<std::size_t>(address.data() - page.view.text.data());
    found.push_back({{begin, begin + address.size()}, Category::kEmail, "", 0.95, {}});
  }
}

}  // namespace

const Recognizer kEmailRecognizer = {
    "email",
    "RFC 5321 4.1.2, the dot-string part that mail forms accept",
    Find,
    {"メール:⟦taro.yamada@example.jp⟧ まで", "⟦a+b_c-1@mail.example.co.jp⟧", "<⟦X@EXAMPLE.COM⟧>"},
    {"user@localhost", "単価@100円", "@example 宛て"},
};

}  // namespace sumikeshi
