// Making, rewriting and comparing documents in tests.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "scanner/documents/codec.h"

namespace sumikeshi {

using ByteVector = std::vector<std::uint8_t>;

// A word that stands in no honest output: planted in metadata, searched for afterwards.
inline constexpr std::string_view kMarker = "UMEKOMI4649";

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "documents-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

inline ByteVector ReadBytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline ByteVector ToBytes(std::string_view text) { return {text.begin(), text.end()}; }

inline bool Contains(Bytes bytes, std::string_view word) {
  return std::search(bytes.begin(), bytes.end(), word.begin(), word.end()) != bytes.end();
}

// A page like a scan: paper noise, bars, a colour patch; bitonal on request.
inline Raster MakePage(int width, int height, PixelFormat format, bool bitonal = false) {
  Raster page;
  page.width = width;
  page.height = height;
  page.format = format;
  page.bitonal = bitonal;
  page.dpi_x = page.dpi_y = 300;
  page.pixels.resize(page.stride() * static_cast<std::size_t>(height));
  std::mt19937 random(7);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      for (int c = 0; c < page.channels(); ++c) {
        const bool ink = (x / 5 + y / 7) % 3 == 0;
        int value = (ink ? 40 + 60 * c : 230) + static_cast<int>(random() % 20);
        if (bitonal) value = ink ? 0 : 255;
        page.pixels[static_cast<std::size_t>(y) * page.stride() +
                    static_cast<std::size_t>(x * page.channels() + c)] =
            static_cast<std::uint8_t>(value);
      }
    }
  }
  return page;
}

struct Rewritten {
  ByteVector bytes;
  std::vector<PageContent> before;
  std::vector<PageRedaction> done;
};

inline Result<std::vector<PageContent>> ReadPages(Bytes bytes, const std::string& name) {
  auto codec = FindCodec(bytes, name);
  if (!codec) return std::unexpected(codec.error());
  auto reader = (*codec)->open(bytes);
  if (!reader) return std::unexpected(reader.error());
  std::vector<PageContent> pages;
  for (int i = 0; i < (*reader)->page_count(); ++i) {
    auto page = (*reader)->ReadPage(i);
    if (!page) return std::unexpected(page.error());
    pages.push_back(*std::move(page));
  }
  return pages;
}

// The document written again with `redaction` on every page.
inline Result<Rewritten> Rewrite(Bytes bytes, const std::string& name,
                                 const PageRedaction& redaction) {
  const TemporaryFolder folder;
  auto codec = FindCodec(bytes, name);
  if (!codec) return std::unexpected(codec.error());
  auto reader = (*codec)->open(bytes);
  if (!reader) return std::unexpected(reader.error());
  auto writer = (*codec)->create(**reader, folder / name);
  if (!writer) return std::unexpected(writer.error());
  Rewritten out;
  for (int i = 0; i < (*reader)->page_count(); ++i) {
    auto page = (*reader)->ReadPage(i);
    if (!page) return std::unexpected(page.error());
    auto done = (*writer)->WritePage(i, *page, redaction);
    if (!done) return std::unexpected(done.error());
    out.before.push_back(*std::move(page));
    out.done.push_back(*std::move(done));
  }
  if (auto finished = (*writer)->Finish(); !finished) return std::unexpected(finished.error());
  out.bytes = ReadBytes(folder / name);
  return out;
}

inline bool Covered(const std::vector<Box>& boxes, int x, int y) {
  return std::ranges::any_of(boxes, [&](const Box& box) {
    return x >= box.left && x < box.right && y >= box.top && y < box.bottom;
  });
}

// Inside the boxes all black, outside as before up to `tolerance`; size, depth and dpi the same.
inline void ExpectRedacted(const PageContent& before_content, const PageContent& after_content,
                           const std::vector<Box>& boxes, int tolerance) {
  const Raster& before = std::get<Raster>(before_content);
  const Raster& after = std::get<Raster>(after_content);
  ASSERT_EQ(before.width, after.width);
  ASSERT_EQ(before.height, after.height);
  ASSERT_EQ(before.format, after.format);
  EXPECT_EQ(before.bitonal, after.bitonal);
  EXPECT_NEAR(before.dpi_x, after.dpi_x, 0.01);
  EXPECT_NEAR(before.dpi_y, after.dpi_y, 0.01);
  int not_black = 0;
  int changed = 0;
  const std::size_t channels = static_cast<std::size_t>(before.channels());
  for (std::size_t i = 0; i < before.pixels.size(); ++i) {
    const int x = static_cast<int>(i / channels % static_cast<std::size_t>(before.width));
    const int y = static_cast<int>(i / before.stride());
    if (Covered(boxes, x, y)) {
      not_black += after.pixels[i] != 0 ? 1 : 0;
    } else {
      changed += std::abs(after.pixels[i] - before.pixels[i]) > tolerance ? 1 : 0;
    }
  }
  EXPECT_EQ(not_black, 0);
  EXPECT_EQ(changed, 0);
}

inline bool Covers(const std::vector<Box>& outer, const Box& inner) {
  for (int y = inner.top; y < inner.bottom; ++y) {
    for (int x = inner.left; x < inner.right; ++x) {
      if (!Covered(outer, x, y)) return false;
    }
  }
  return true;
}

// Cuts the file short at many places: each cut is an Error, or the very same pages (a cut behind
// the data proper), never other ones.
inline void ExpectTruncationNoticed(const ByteVector& bytes, const std::string& name) {
  const auto whole = ReadPages(bytes, name);
  ASSERT_TRUE(whole.has_value());
  const std::size_t step = std::max<std::size_t>(1, bytes.size() / 97);
  for (std::size_t size = 0; size < bytes.size(); size += step) {
    const auto part = ReadPages(Bytes(bytes).first(size), name);
    EXPECT_TRUE(!part.has_value() || *part == *whole) << "cut at " << size;
  }
  for (std::size_t cut = 1; cut < 12 && cut < bytes.size(); ++cut) {
    const auto part = ReadPages(Bytes(bytes).first(bytes.size() - cut), name);
    EXPECT_TRUE(!part.has_value() || *part == *whole) << "last " << cut << " bytes cut";
  }
}

}  // namespace sumikeshi
