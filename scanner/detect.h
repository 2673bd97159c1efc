// Runs all recognizers over one page and says where they found something, in source places.
#pragma once

#include <string>
#include <vector>

#include "scanner/recognizers/recognizer.h"
#include "scanner/text/view.h"
#include "sumikeshi/document.h"
#include "sumikeshi/finding.h"

namespace sumikeshi {

// A finding with the words behind it. The words never leave the process: they serve the keyed
// commitment, the search for the same value elsewhere, and the proof that the output lacks them.
struct Detection {
  Finding finding;
  std::string value;  // normalised UTF-8; empty where the field could not be read
};

// All findings of one page, sorted by place, duplicates and contained ones merged. `page_number`
// counts from 1.
[[nodiscard]] std::vector<Detection> Detect(const Text& text, int page_number);
[[nodiscard]] std::vector<Detection> Detect(const PageText& page, int page_number);

// Detections as found on a view that is already made; on pages the boxes are widened by a margin
// and mapped to the page as it came.
[[nodiscard]] std::vector<Candidate> RunRecognizers(const View& view);

}  // namespace sumikeshi
