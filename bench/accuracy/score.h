// Scores released mail against the truth of its corpus: what leaked, what was blacked out for
// nothing, what was held. Reads files with other code than the product does.
//
// A page's sensitive item has leaked when more than 5 % of the dark pixels of its rectangles lie
// outside the fill: black blocks of at least 13 x 13 pixels. A keep item is lost when more than
// 20 % of its rectangles is fill that the input did not have. In a text any character of a
// sensitive span other than ■ and * is a leak, and a keep span is lost when more than 20 % of its
// characters are masked. A document that was not released is held: its items are neither leaked
// nor lost.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "sumikeshi/result.h"

namespace sumikeshi::accuracy {

struct Tally {
  int leaked = 0;
  int sensitive = 0;
  int lost = 0;
  int keep = 0;
  int held = 0;  // documents
  int documents = 0;

  friend bool operator==(const Tally&, const Tally&) = default;
};

struct Miss {
  bool leak = false;  // or lost
  std::string file;
  std::string form;
  std::string scan;
  int page = 1;
  std::string category;
  std::string text;
};

struct Report {
  Tally total;
  Tally labelled;  // fields whose label names them, on 300-dpi scans (no photos, no texts)
  std::map<std::string, Tally> by_category;  // "keep" for the items that must stay
  std::map<std::string, Tally> by_scan;
  std::map<std::string, Tally> by_form;
  std::vector<Miss> misses;
  std::vector<std::string> changed;  // released with another size, length or number of pages
};

// corpus: mail/ and truth/ as the mailroom writes them. released: files under the names in mail/.
// Fails when the corpus cannot be read; a released file that cannot be read is a failure too.
[[nodiscard]] Result<Report> ScoreCorpus(const std::filesystem::path& corpus,
                                         const std::filesystem::path& released);

}  // namespace sumikeshi::accuracy
