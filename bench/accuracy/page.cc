// Reads pages with Leptonica, and PDFs through poppler's pdftoppm.
#include "bench/accuracy/page.h"

#include <leptonica/allheaders.h>

#include <array>
#include <cstdio>
#include <memory>
#include <string>

namespace sumikeshi::accuracy {
namespace {

struct PixDeleter {
  void operator()(Pix* pix) const { pixDestroy(&pix); }
};
using PixPointer = std::unique_ptr<Pix, PixDeleter>;

std::string Quoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

PixPointer RenderPdf(const std::filesystem::path& path, int number, int dpi) {
  const std::string page = std::to_string(number);
  const std::string command = "pdftoppm -gray -r " + std::to_string(dpi) + " -f " + page + " -l " +
                              page + " " + Quoted(path.string()) + " 2>/dev/null";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
  if (!pipe) return nullptr;
  std::string bytes;
  std::array<char, 1 << 16> buffer{};
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) {
    bytes.append(buffer.data(), got);
  }
  if (bytes.empty()) return nullptr;
  return PixPointer(pixReadMem(reinterpret_cast<const l_uint8*>(bytes.data()), bytes.size()));
}

PixPointer ReadPix(const std::filesystem::path& path, int number, int dpi) {
  if (path.extension() == ".pdf") return RenderPdf(path, number, dpi);
  if (path.extension() == ".tif") return PixPointer(pixReadTiff(path.c_str(), number - 1));
  return PixPointer(number == 1 ? pixRead(path.c_str()) : nullptr);
}

std::vector<std::uint8_t> Unpack(Pix* bits) {
  const int width = pixGetWidth(bits), height = pixGetHeight(bits), words = pixGetWpl(bits);
  std::vector<std::uint8_t> out;
  out.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  for (int y = 0; y < height; ++y) {
    const l_uint32* row = pixGetData(bits) + static_cast<std::ptrdiff_t>(y) * words;
    for (int x = 0; x < width; ++x) {
      out.push_back(static_cast<std::uint8_t>((row[x / 32] >> (31 - x % 32)) & 1U));
    }
  }
  return out;
}

}  // namespace

Result<Page> ReadPage(const std::filesystem::path& path, int number, Resolution dpi) {
  const PixPointer pix = ReadPix(path, number, dpi.x);
  if (!pix)
    return Fail(ErrorCode::kCorrupt, path.filename().string(), "page cannot be read", number);
  const PixPointer grey(pixConvertTo8(pix.get(), 0));
  const PixPointer dark(grey ? pixThresholdToBinary(grey.get(), 128) : nullptr);
  const PixPointer black(grey ? pixThresholdToBinary(grey.get(), 40) : nullptr);
  const int high = dpi.y > 0 ? 13 * dpi.y / dpi.x : 13;
  const PixPointer fill(black ? pixOpenBrick(nullptr, black.get(), 13, high) : nullptr);
  if (!dark || !fill) return Fail(ErrorCode::kInternal, path.filename().string(), "threshold");
  return Page{pixGetWidth(grey.get()), pixGetHeight(grey.get()), Unpack(dark.get()),
              Unpack(fill.get())};
}

Page Resize(const Page& page, int width, int height) {
  Page resized{width, height, {}, {}};
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const int from_x = static_cast<int>(static_cast<std::int64_t>(x) * page.width / width);
      const int from_y = static_cast<int>(static_cast<std::int64_t>(y) * page.height / height);
      resized.dark.push_back(page.dark[page.At(from_x, from_y)]);
      resized.fill.push_back(page.fill[page.At(from_x, from_y)]);
    }
  }
  return resized;
}

}  // namespace sumikeshi::accuracy
