// A PDF made from nothing: one image a page, and no other object than it takes to show it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "scanner/documents/output_file.h"
#include "scanner/documents/pdf/page_plan.h"

namespace sumikeshi {

// The data of an image XObject and how to read them.
struct PdfImage {
  std::string filter;      // "/DCTDecode"
  std::string parameters;  // of DecodeParms, as PDF text; empty = none
  bool colour = false;
  bool bitonal = false;
  std::vector<std::uint8_t> data;
};

// Encodes a page: Group 4 for bitonal, else Flate.
[[nodiscard]] Result<PdfImage> EncodePdfImage(const Raster& page);

// Collects pages in an unnamed file beside the output, so that memory does not grow with them.
class PdfOutput {
 public:
  [[nodiscard]] static Result<std::unique_ptr<PdfOutput>> Create(const std::filesystem::path& path);
  PdfOutput(const PdfOutput&) = delete;
  PdfOutput& operator=(const PdfOutput&) = delete;
  ~PdfOutput();

  // `plan` gives the place on paper and the size in pixels. May throw what qpdf throws.
  [[nodiscard]] Result<void> AddPage(const PdfPagePlan& plan, const PdfImage& image);
  [[nodiscard]] Result<void> Finish();

 private:
  struct Builder;
  PdfOutput(std::unique_ptr<OutputFile> file, std::unique_ptr<OutputFile> spool);

  std::unique_ptr<OutputFile> file_;
  std::unique_ptr<OutputFile> spool_;
  std::unique_ptr<Builder> builder_;
};

}  // namespace sumikeshi
