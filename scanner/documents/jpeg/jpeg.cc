// One JPEG image, by libjpeg-turbo.
//
// Destroying in the frequency domain: painting pixels and encoding again would spread the old
// content over the blocks at the border of the box (ringing), and quantise the page a second time.
// So whole iMCUs are replaced: all AC coefficients 0, DC the black of the component. Decoders that
// smooth chroma look one pixel over the border of a block; boxes grow by that pixel first, so that
// what was asked for is black in those too.
#include "scanner/documents/jpeg/jpeg.h"

// clang-format off: jpeglib.h needs these before it
#include <cstddef>
#include <cstdio>
#include <jpeglib.h>
#include <jerror.h>
// clang-format on

#include <algorithm>
#include <cmath>
#include <csetjmp>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "scanner/documents/fill.h"
#include "scanner/documents/jpeg/exif.h"
#include "scanner/documents/page_limits.h"
#include "scanner/documents/pixels.h"

namespace sumikeshi {
namespace {

constexpr int kMaxScans = 200;  // honest progressive files have about ten
constexpr double kCentimetresPerInch = 2.54;
constexpr int kBlackLevel = 1024;  // DC of black before quantisation, negative

struct Errors {
  jpeg_error_mgr base;
  std::jmp_buf jump;
  bool damaged;
};

Errors& ErrorsOf(j_common_ptr jpeg) { return *reinterpret_cast<Errors*>(jpeg->err); }

void OnError(j_common_ptr jpeg) { std::longjmp(ErrorsOf(jpeg).jump, 1); }
void OnOutput(j_common_ptr) {}

// libjpeg goes on after these and fills the rest with grey; a page in part is no page.
void OnMessage(j_common_ptr jpeg, int level) {
  if (level >= 0) return;
  switch (jpeg->err->msg_code) {
    case JWRN_EXTRANEOUS_DATA:
    case JWRN_JFIF_MAJOR:
    case JWRN_ADOBE_XFORM:
    case JWRN_BOGUS_PROGRESSION:
    case JWRN_TOO_MUCH_DATA:
      return;
    default:
      ErrorsOf(jpeg).damaged = true;
  }
}

void OnProgress(j_common_ptr jpeg) {
  if (!jpeg->is_decompressor) return;
  auto* in = reinterpret_cast<j_decompress_ptr>(jpeg);
  if (in->input_scan_number > kMaxScans) ERREXIT(jpeg, JERR_BAD_PROGRESSION);
}

// Owns a decompressor. The calls return false where libjpeg jumped out; functions with setjmp hold
// nothing that needs a destructor.
class Input {
 public:
  explicit Input(Bytes bytes) : bytes_(bytes) {
    in_.err = jpeg_std_error(&errors_.base);
    errors_.base.error_exit = OnError;
    errors_.base.emit_message = OnMessage;
    errors_.base.output_message = OnOutput;
    progress_.progress_monitor = OnProgress;
  }
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;
  ~Input() { jpeg_destroy_decompress(&in_); }

  bool ReadHeader() {
    if (setjmp(errors_.jump) != 0) return false;
    jpeg_create_decompress(&in_);
    in_.progress = &progress_;
    jpeg_mem_src(&in_, bytes_.data(), bytes_.size());
    jpeg_save_markers(&in_, JPEG_APP0 + 1, 0xFFFF);
    jpeg_read_header(&in_, TRUE);
    return true;
  }

  bool StartPixels() {
    if (setjmp(errors_.jump) != 0) return false;
    in_.out_color_space = in_.num_components == 1   ? JCS_GRAYSCALE
                          : in_.num_components == 4 ? JCS_CMYK
                                                    : JCS_RGB;
    in_.dct_method = JDCT_ISLOW;
    in_.do_fancy_upsampling = FALSE;
    in_.do_block_smoothing = FALSE;
    jpeg_start_decompress(&in_);
    return true;
  }

  bool ReadRow(std::uint8_t* row) {
    if (setjmp(errors_.jump) != 0) return false;
    return jpeg_read_scanlines(&in_, &row, 1) == 1;
  }

  bool FinishPixels() {
    if (setjmp(errors_.jump) != 0) return false;
    jpeg_finish_decompress(&in_);
    return true;
  }

  jvirt_barray_ptr* ReadCoefficients() {
    if (setjmp(errors_.jump) != 0) return nullptr;
    return jpeg_read_coefficients(&in_);
  }

  JBLOCKARRAY Blocks(jvirt_barray_ptr array, int row) {
    if (setjmp(errors_.jump) != 0) return nullptr;
    return in_.mem->access_virt_barray(reinterpret_cast<j_common_ptr>(&in_), array,
                                       static_cast<JDIMENSION>(row), 1, TRUE);
  }

  Error error() const {
    const int code = errors_.base.msg_code;
    const bool feature = code == JERR_BAD_PRECISION || code == JERR_SOF_UNSUPPORTED ||
                         code == JERR_COMPONENT_COUNT || code == JERR_CONVERSION_NOTIMPL;
    return {feature ? ErrorCode::kUnsupportedFeature : ErrorCode::kCorrupt, PageName(1),
            "libjpeg " + std::to_string(code), 1};
  }
  bool damaged() const { return errors_.damaged; }
  jpeg_decompress_struct& get() { return in_; }

 private:
  Bytes bytes_;
  Errors errors_ = {};
  jpeg_progress_mgr progress_ = {};
  jpeg_decompress_struct in_ = {};
};

// Owns a compressor that writes to memory.
class Output {
 public:
  Output() {
    out_.err = jpeg_std_error(&errors_.base);
    errors_.base.error_exit = OnError;
    errors_.base.emit_message = OnMessage;
    errors_.base.output_message = OnOutput;
  }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output() {
    jpeg_destroy_compress(&out_);
    std::free(buffer_);
  }

  bool WriteCoefficients(Input& in, jvirt_barray_ptr* arrays, const JpegHeader& header,
                         Bytes exif) {
    if (setjmp(errors_.jump) != 0) return false;
    jpeg_create_compress(&out_);
    jpeg_mem_dest(&out_, &buffer_, &size_);
    jpeg_copy_critical_parameters(&in.get(), &out_);
    out_.optimize_coding = TRUE;
    SetDensity(header);
    jpeg_write_coefficients(&out_, arrays);
    WriteExif(exif);
    jpeg_finish_compress(&out_);
    return true;
  }

  bool WritePixels(const Raster& page, const JpegHeader& header, Bytes exif) {
    if (setjmp(errors_.jump) != 0) return false;
    jpeg_create_compress(&out_);
    jpeg_mem_dest(&out_, &buffer_, &size_);
    out_.image_width = static_cast<JDIMENSION>(page.width);
    out_.image_height = static_cast<JDIMENSION>(page.height);
    out_.input_components = page.channels();
    out_.in_color_space = page.format == PixelFormat::kGray8 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&out_);
    jpeg_set_quality(&out_, kJpegQuality, TRUE);
    for (int i = 0; i < out_.num_components; ++i) {
      out_.comp_info[i].h_samp_factor = out_.comp_info[i].v_samp_factor = 1;
    }
    out_.dct_method = JDCT_ISLOW;
    out_.optimize_coding = TRUE;
    SetDensity(header);
    jpeg_start_compress(&out_, TRUE);
    WriteExif(exif);
    while (out_.next_scanline < out_.image_height) {
      auto* row = const_cast<JSAMPROW>(&page.pixels[out_.next_scanline * page.stride()]);
      jpeg_write_scanlines(&out_, &row, 1);
    }
    jpeg_finish_compress(&out_);
    return true;
  }

  std::vector<std::uint8_t> bytes() const { return {buffer_, buffer_ + size_}; }

 private:
  void SetDensity(const JpegHeader& header) {
    out_.density_unit = 0;
    out_.X_density = out_.Y_density = 1;
    if (header.dpi_x <= 0 || header.dpi_y <= 0) return;
    out_.density_unit = 1;
    out_.X_density = static_cast<UINT16>(std::clamp(std::lround(header.dpi_x), 1L, 65535L));
    out_.Y_density = static_cast<UINT16>(std::clamp(std::lround(header.dpi_y), 1L, 65535L));
  }
  void WriteExif(Bytes exif) {
    if (exif.empty()) return;
    jpeg_write_marker(&out_, JPEG_APP0 + 1, exif.data(), static_cast<unsigned>(exif.size()));
  }

  Errors errors_ = {};
  jpeg_compress_struct out_ = {};
  unsigned char* buffer_ = nullptr;
  unsigned long size_ = 0;
};

JpegHeader HeaderOf(const jpeg_decompress_struct& in) {
  JpegHeader header;
  header.width = static_cast<int>(in.image_width);
  header.height = static_cast<int>(in.image_height);
  header.components = in.num_components;
  ExifFacts exif;
  for (auto marker = in.marker_list; marker != nullptr && exif == ExifFacts();
       marker = marker->next) {
    exif = ParseExif({marker->data, marker->data_length});
  }
  header.orientation = exif.orientation;
  header.dpi_x = exif.dpi_x;
  header.dpi_y = exif.dpi_y;
  if (in.saw_JFIF_marker && in.density_unit != 0) {
    const double scale = in.density_unit == 2 ? kCentimetresPerInch : 1;
    header.dpi_x = in.X_density * scale;
    header.dpi_y = in.Y_density * scale;
  }
  return header;
}

// Adobe stores CMYK inverted: 255 is no ink. Files without its marker hold ink.
void CmykToRgb(const std::uint8_t* cmyk, std::uint8_t* rgb, std::size_t pixels, bool inverted) {
  for (std::size_t i = 0; i < pixels; ++i) {
    const auto light = [&](std::size_t c) {
      return inverted ? cmyk[4 * i + c] : 255 - cmyk[4 * i + c];
    };
    for (std::size_t c = 0; c < 3; ++c) {
      rgb[3 * i + c] = static_cast<std::uint8_t>(light(c) * light(3) / 255);
    }
  }
}

// The iMCUs that a box touches, as boxes of pixels cut to the page.
std::vector<Box> TouchedBlocks(const jpeg_decompress_struct& in, std::span<const Box> boxes) {
  const int width = static_cast<int>(in.image_width);
  const int height = static_cast<int>(in.image_height);
  const bool smoothed = in.max_h_samp_factor > 1 || in.max_v_samp_factor > 1;
  std::vector<Box> grown;
  for (const Box& box : ClipBoxes(boxes, width, height))
    grown.push_back(Grow(box, smoothed ? 1 : 0));
  return RoundToBlocks(grown, in.max_h_samp_factor * DCTSIZE, in.max_v_samp_factor * DCTSIZE, width,
                       height);
}

// Blacks the blocks of one component under `box` (whole iMCUs). False: libjpeg failed.
bool WipeComponent(Input& input, jvirt_barray_ptr array, const jpeg_component_info& component,
                   const Box& box, bool luminance) {
  const jpeg_decompress_struct& in = input.get();
  const int mcu_width = in.max_h_samp_factor * DCTSIZE;
  const int mcu_height = in.max_v_samp_factor * DCTSIZE;
  const int left = box.left / mcu_width * component.h_samp_factor;
  const int top = box.top / mcu_height * component.v_samp_factor;
  const int right = (box.right + mcu_width - 1) / mcu_width * component.h_samp_factor;
  const int bottom = (box.bottom + mcu_height - 1) / mcu_height * component.v_samp_factor;
  const int step = component.quant_table != nullptr ? component.quant_table->quantval[0] : 1;
  // Rounded away from zero: decoders clamp what is darker than black.
  const auto black = static_cast<JCOEF>(luminance ? -((kBlackLevel + step - 1) / step) : 0);
  for (int y = top; y < bottom; ++y) {
    JBLOCKARRAY row = input.Blocks(array, y);
    if (row == nullptr) return false;
    for (int x = left; x < right; ++x) {
      std::memset(row[0][x], 0, sizeof(JBLOCK));
      row[0][x][0] = black;
    }
  }
  return true;
}

Result<void> OpenHeader(Input& input) {
  if (!input.ReadHeader()) return std::unexpected(input.error());
  return CheckPageSize(input.get().image_width, input.get().image_height, 1);
}

}  // namespace

Result<JpegHeader> ReadJpegHeader(Bytes bytes) {
  Input input(bytes);
  if (auto opened = OpenHeader(input); !opened) return std::unexpected(opened.error());
  return HeaderOf(input.get());
}

Result<Raster> DecodeJpeg(Bytes bytes) {
  Input input(bytes);
  if (auto opened = OpenHeader(input); !opened) return std::unexpected(opened.error());
  const JpegHeader header = HeaderOf(input.get());
  if (!input.StartPixels()) return std::unexpected(input.error());
  const bool cmyk = header.components == 4;
  const bool inverted = input.get().saw_Adobe_marker;
  Raster page = MakeRaster(header.width, header.height,
                           header.components == 1 ? PixelFormat::kGray8 : PixelFormat::kRgb24);
  page.dpi_x = header.dpi_x;
  page.dpi_y = header.dpi_y;
  std::vector<std::uint8_t> inks(cmyk ? 4 * static_cast<std::size_t>(header.width) : 0);
  for (std::size_t y = 0; y < static_cast<std::size_t>(header.height); ++y) {
    std::uint8_t* row = &page.pixels[y * page.stride()];
    if (!input.ReadRow(cmyk ? inks.data() : row)) return std::unexpected(input.error());
    if (cmyk) CmykToRgb(inks.data(), row, static_cast<std::size_t>(header.width), inverted);
  }
  if (!input.FinishPixels()) return std::unexpected(input.error());
  if (input.damaged()) return Fail(ErrorCode::kCorrupt, PageName(1), "damaged or cut off", 1);
  return page;
}

Result<WipedJpeg> WipeJpeg(Bytes bytes, std::span<const Box> boxes, bool keep_orientation) {
  Input input(bytes);
  if (auto opened = OpenHeader(input); !opened) return std::unexpected(opened.error());
  JpegHeader header = HeaderOf(input.get());
  if (!keep_orientation) header.orientation = 1;
  jvirt_barray_ptr* arrays = input.ReadCoefficients();
  if (arrays == nullptr) return std::unexpected(input.error());
  if (input.damaged()) return Fail(ErrorCode::kCorrupt, PageName(1), "damaged or cut off", 1);
  const jpeg_decompress_struct& in = input.get();
  WipedJpeg wiped;
  wiped.boxes = TouchedBlocks(in, boxes);
  const bool ycc = in.jpeg_color_space == JCS_YCbCr;
  for (const Box& box : wiped.boxes) {
    for (int i = 0; i < in.num_components; ++i) {
      if (!WipeComponent(input, arrays[i], in.comp_info[i], box, !ycc || i == 0)) {
        return std::unexpected(input.error());
      }
    }
  }
  // JFIF cannot mark RGB, so its resolution is said in Exif.
  const bool exif = header.orientation != 1 || (in.jpeg_color_space == JCS_RGB && header.dpi_x > 0);
  const std::vector<std::uint8_t> app1 =
      exif ? MakeExif({header.orientation, header.dpi_x, header.dpi_y})
           : std::vector<std::uint8_t>();
  Output output;
  if (!output.WriteCoefficients(input, arrays, header, app1)) {
    return Fail(ErrorCode::kCorrupt, PageName(1), "cannot be encoded again", 1);
  }
  wiped.bytes = output.bytes();
  return wiped;
}

Result<std::vector<std::uint8_t>> EncodeJpeg(const Raster& page, int orientation) {
  const JpegHeader header{page.width,  page.height, page.channels(),
                          orientation, page.dpi_x,  page.dpi_y};
  const std::vector<std::uint8_t> app1 = orientation != 1
                                             ? MakeExif({orientation, page.dpi_x, page.dpi_y})
                                             : std::vector<std::uint8_t>();
  Output output;
  if (!output.WritePixels(page, header, app1)) return Fail(ErrorCode::kInternal, {}, "libjpeg");
  return output.bytes();
}

}  // namespace sumikeshi
