// JPEG files of every shape, for tests.
#pragma once

// clang-format off: jpeglib.h needs these before it
#include <cstddef>
#include <cstdio>
#include <jpeglib.h>
// clang-format on

#include "tests/documents/support.h"

namespace sumikeshi {

struct JpegShape {
  J_COLOR_SPACE space = JCS_GRAYSCALE;
  int h = 1;  // sampling factors of the first component
  int v = 1;
  int quality = 75;
  bool progressive = false;
  bool arithmetic = false;
  int restart = 0;  // MCUs
};

inline std::ostream& operator<<(std::ostream& out, const JpegShape& shape) {
  return out << "space " << shape.space << " " << shape.h << "x" << shape.v << " q" << shape.quality
             << (shape.progressive ? " progressive" : "")
             << (shape.arithmetic ? " arithmetic" : "");
}

// `app1` goes into an APP1 segment, the marker into COM and APP13.
inline ByteVector MakeJpeg(const JpegShape& shape, int width, int height,
                           const ByteVector& app1 = {}) {
  jpeg_error_mgr errors = {};
  jpeg_compress_struct out = {};
  out.err = jpeg_std_error(&errors);
  jpeg_create_compress(&out);
  unsigned char* buffer = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&out, &buffer, &size);
  out.image_width = static_cast<JDIMENSION>(width);
  out.image_height = static_cast<JDIMENSION>(height);
  out.input_components = shape.space == JCS_GRAYSCALE ? 1 : shape.space == JCS_CMYK ? 4 : 3;
  out.in_color_space = shape.space == JCS_YCbCr ? JCS_RGB : shape.space;
  jpeg_set_defaults(&out);
  jpeg_set_colorspace(&out, shape.space);
  jpeg_set_quality(&out, shape.quality, FALSE);
  out.comp_info[0].h_samp_factor = shape.h;
  out.comp_info[0].v_samp_factor = shape.v;
  if (shape.progressive) jpeg_simple_progression(&out);
  out.arith_code = shape.arithmetic;
  out.restart_interval = static_cast<unsigned>(shape.restart);
  out.density_unit = 1;
  out.X_density = 300;
  out.Y_density = 200;
  jpeg_start_compress(&out, TRUE);
  if (!app1.empty()) {
    jpeg_write_marker(&out, JPEG_APP0 + 1, app1.data(), static_cast<unsigned>(app1.size()));
  }
  const ByteVector marker = ToBytes(kMarker);
  for (const int kind : {JPEG_COM, JPEG_APP0 + 2, JPEG_APP0 + 13}) {
    jpeg_write_marker(&out, kind, marker.data(), static_cast<unsigned>(marker.size()));
  }
  const Raster page =
      MakePage(width * (out.input_components == 4 ? 4 : 1), height,
               out.input_components == 3 ? PixelFormat::kRgb24 : PixelFormat::kGray8);
  while (out.next_scanline < out.image_height) {
    auto* row = const_cast<JSAMPROW>(&page.pixels[out.next_scanline * page.stride()]);
    jpeg_write_scanlines(&out, &row, 1);
  }
  jpeg_finish_compress(&out);
  ByteVector bytes(buffer, buffer + size);
  jpeg_destroy_compress(&out);
  std::free(buffer);
  return bytes;
}

}  // namespace sumikeshi
