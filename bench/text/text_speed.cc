// How fast text is read on one core: MB a second of CPU time of
//   triggers   the search for words by which something may be found
//   interests  the same, and what stands near each looked at
//   detect     all findings
//   text_speed FILE   (UTF-8)
//   text_speed --terms   prints the terms of the dictionaries, for peers
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

#include "scanner/detect.h"
#include "scanner/interest.h"
#include "scanner/recognizers/terms.h"
#include "scanner/text/utf8.h"
#include "scanner/trigger_table.h"

namespace sumikeshi {
namespace {

template <typename Work>
void Time(std::string_view name, std::size_t bytes, const Work& work) {
  constexpr int kRuns = 3;
  double best = 1e9;
  std::size_t found = 0;
  for (int i = 0; i < kRuns; ++i) {
    const std::clock_t start = std::clock();
    found = work();
    best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  fmt::print("{:<10} {:8.1f} MB/s  {:>9} found\n", name, static_cast<double>(bytes) / best / 1e6,
             found);
}

int Run(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  const std::clock_t start = std::clock();
  const TriggerTable& table = TriggerTable::All();
  fmt::print("tables     {:8.1f} ms\n",
             static_cast<double>(std::clock() - start) * 1e3 / CLOCKS_PER_SEC);
  Time("triggers", text.size(), [&] {
    std::size_t hits = 0;
    table.Scan(text, [&](const TriggerHit& hit) { hits += hit.kinds != kNumberTrigger ? 1 : 0; });
    return hits;
  });
  Time("interests", text.size(), [&] {
    Judgements known;
    return FindInterests(text, known).places.size();
  });
  Time("detect", text.size(), [&] {
    Judgements known;
    return DetectInUtf8(text, {0, text.size()}, {}, 1, known).size();
  });
  return 0;
}

// Of two characters and more: one alone is looked for by its neighbours, too.
int PrintTerms() {
  std::set<std::string> terms;
  for (const Term& term : Terms().terms()) {
    if (term.grade != Grade::kStop && term.text.size() > 1) terms.insert(ToUtf8(term.text));
  }
  for (const std::string& term : terms) fmt::print("{}\n", term);
  return 0;
}

}  // namespace
}  // namespace sumikeshi

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::string_view name = argv[1];
  return name == "--terms" ? sumikeshi::PrintTerms() : sumikeshi::Run(argv[1]);
}
