// Scales a page down and encodes it as PNG.
#include "redact/pipeline/thumbnail.h"

#include <png.h>

#include <algorithm>
#include <cstddef>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace sumikeshi {

std::vector<std::uint8_t> EncodeThumbnail(const Raster& page, int side) {
  if (page.pixels.empty()) return {};
  const bool gray = page.format == PixelFormat::kGray8;
  const cv::Mat full(page.height, page.width, gray ? CV_8UC1 : CV_8UC3,
                     const_cast<std::uint8_t*>(page.pixels.data()));
  const double scale = std::min(1.0, static_cast<double>(side) / std::max(page.width, page.height));
  cv::Mat small;
  cv::resize(full, small,
             cv::Size(std::max(1, static_cast<int>(page.width * scale)),
                      std::max(1, static_cast<int>(page.height * scale))),
             0, 0, cv::INTER_AREA);
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(small.cols);
  image.height = static_cast<png_uint_32>(small.rows);
  image.format = gray ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB;
  image.flags = PNG_IMAGE_FLAG_FAST;
  const auto stride = static_cast<png_int_32>(small.step[0]);
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::vector<std::uint8_t> encoded(size);
  if (png_image_write_to_memory(&image, encoded.data(), &size, 0, small.data, stride, nullptr) ==
      0) {
    return {};
  }
  encoded.resize(size);
  return encoded;
}

}  // namespace sumikeshi
