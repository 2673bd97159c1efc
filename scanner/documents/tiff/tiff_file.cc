// libtiff on memory and on OutputFile.
#include "scanner/documents/tiff/tiff_file.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <string_view>

namespace sumikeshi {
namespace {

// A page of kMaxPageArea in four channels fits; nothing libtiff allocates is larger.
constexpr tmsize_t kMaxAllocation = 512'000'000;

std::int64_t Target(std::int64_t offset, int whence, std::size_t position, std::size_t size) {
  const auto base = whence == SEEK_SET   ? std::int64_t{0}
                    : whence == SEEK_CUR ? static_cast<std::int64_t>(position)
                                         : static_cast<std::int64_t>(size);
  return base + offset < 0 ? -1 : base + offset;
}

std::int64_t CopyFrom(Bytes bytes, std::size_t& position, std::span<std::uint8_t> to) {
  if (position >= bytes.size() || to.empty()) return 0;
  const std::size_t count = std::min(to.size(), bytes.size() - position);
  std::memcpy(to.data(), bytes.data() + position, count);
  position += count;
  return static_cast<std::int64_t>(count);
}

TiffStream& StreamOf(thandle_t handle) { return *static_cast<TiffStream*>(handle); }

tmsize_t ReadProc(thandle_t handle, void* to, tmsize_t size) {
  return StreamOf(handle).Read({static_cast<std::uint8_t*>(to), static_cast<std::size_t>(size)});
}
tmsize_t WriteProc(thandle_t handle, void* from, tmsize_t size) {
  return StreamOf(handle).Write({static_cast<std::uint8_t*>(from), static_cast<std::size_t>(size)});
}
toff_t SeekProc(thandle_t handle, toff_t offset, int whence) {
  return static_cast<toff_t>(StreamOf(handle).Seek(static_cast<std::int64_t>(offset), whence));
}
toff_t SizeProc(thandle_t handle) { return static_cast<toff_t>(StreamOf(handle).Size()); }
int CloseProc(thandle_t) { return 0; }

}  // namespace

std::int64_t BytesStream::Read(std::span<std::uint8_t> to) {
  return CopyFrom(bytes_, position_, to);
}

std::int64_t BytesStream::Seek(std::int64_t offset, int whence) {
  const std::int64_t target = Target(offset, whence, position_, bytes_.size());
  if (target >= 0) position_ = static_cast<std::size_t>(target);
  return target;
}

std::int64_t MemoryStream::Read(std::span<std::uint8_t> to) {
  return CopyFrom(bytes_, position_, to);
}

std::int64_t MemoryStream::Write(Bytes from) {
  bytes_.resize(std::max(bytes_.size(), position_ + from.size()));
  std::ranges::copy(from, bytes_.begin() + static_cast<std::ptrdiff_t>(position_));
  position_ += from.size();
  return static_cast<std::int64_t>(from.size());
}

std::int64_t MemoryStream::Seek(std::int64_t offset, int whence) {
  const std::int64_t target = Target(offset, whence, position_, bytes_.size());
  if (target >= 0) position_ = static_cast<std::size_t>(target);
  return target;
}

std::int64_t FileStream::Read(std::span<std::uint8_t> to) {
  return file_.Read(to) ? static_cast<std::int64_t>(to.size()) : 0;
}

std::int64_t FileStream::Write(Bytes from) {
  return file_.Write(from) ? static_cast<std::int64_t>(from.size()) : 0;
}

std::int64_t FileStream::Seek(std::int64_t offset, int whence) {
  return file_.Seek(offset, whence);
}

TiffFile::TiffFile(TiffStream& stream, const char* mode) {
  TIFFOpenOptions* options = TIFFOpenOptionsAlloc();
  if (options == nullptr) return;
  TIFFOpenOptionsSetMaxSingleMemAlloc(options, kMaxAllocation);
  TIFFOpenOptionsSetErrorHandlerExtR(options, OnError, this);
  TIFFOpenOptionsSetWarningHandlerExtR(options, OnWarning, this);
  tiff_ = TIFFClientOpenExt("tiff", mode, &stream, ReadProc, WriteProc, SeekProc, CloseProc,
                            SizeProc, nullptr, nullptr, options);
  TIFFOpenOptionsFree(options);
}

void TiffFile::Close() {
  if (tiff_ != nullptr) TIFFClose(tiff_);
  tiff_ = nullptr;
}

int TiffFile::OnError(TIFF*, void* self, const char*, const char*, va_list) {
  static_cast<TiffFile*>(self)->damaged_ = true;
  return 1;
}

int TiffFile::OnWarning(TIFF*, void* self, const char*, const char* format, va_list) {
  auto* file = static_cast<TiffFile*>(self);
  const std::string_view message = format;
  const bool harmless =
      message.starts_with("Old-style LZW") || message.starts_with("Assuming 8-bit colormap");
  // A tag that lies beyond the end of the file; libtiff would go on with its default.
  const bool cut_off = message.starts_with("IO error");
  if (cut_off || (file->expects_data_ && !harmless)) file->damaged_ = true;
  return 1;
}

}  // namespace sumikeshi
