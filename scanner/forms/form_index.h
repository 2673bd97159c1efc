// Which of many forms a page may be: by the shapes of its cells and the words of its lines.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "scanner/forms/form.h"
#include "sumikeshi/document.h"

namespace sumikeshi {

// Something that stands on the form and on every scan of it.
struct Landmark {
  PaperBox box;             // in the unit of its holder
  bool cell = false;        // or a line of print
  std::uint64_t words = 0;  // hash of a line's letters
};

[[nodiscard]] std::vector<Landmark> LandmarksOf(const FormPage& page);
[[nodiscard]] std::vector<Landmark> LandmarksOf(const PageText& page);

// A landmark of a form that looks like one of the page: indices into the lists of landmarks.
struct LandmarkPair {
  std::size_t of_form = 0;
  std::size_t of_page = 0;
};

// Immutable once all pages are added; const calls are thread-safe.
class FormIndex {
 public:
  struct Candidate {
    std::size_t form_page = 0;  // in the order of Add
    double score = 0;
    std::vector<LandmarkPair> pairs;
  };

  void Add(std::span<const Landmark> landmarks);
  // The likeliest pages, best first, `most` of them.
  [[nodiscard]] std::vector<Candidate> Find(std::span<const Landmark> page, std::size_t most) const;

 private:
  struct Posting {
    std::uint32_t form_page = 0;
    std::uint32_t landmark = 0;
  };
  std::unordered_map<std::uint64_t, std::vector<Posting>> postings_;
  std::size_t pages_ = 0;
};

}  // namespace sumikeshi
