// libtiff on memory and on OutputFile, with its limits set and its complaints kept.
#pragma once

#include <tiffio.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "scanner/documents/codec.h"
#include "scanner/documents/output_file.h"

namespace sumikeshi {

// Where libtiff reads or writes. Failures are returned as libtiff wants them: 0 bytes, -1.
class TiffStream {
 public:
  virtual ~TiffStream() = default;
  virtual std::int64_t Read(std::span<std::uint8_t> to) = 0;
  virtual std::int64_t Write(Bytes from) = 0;
  virtual std::int64_t Seek(std::int64_t offset, int whence) = 0;
  virtual std::int64_t Size() = 0;
};

// Reads bytes that outlive it.
class BytesStream : public TiffStream {
 public:
  explicit BytesStream(Bytes bytes) : bytes_(bytes) {}
  std::int64_t Read(std::span<std::uint8_t> to) override;
  std::int64_t Write(Bytes) override { return 0; }
  std::int64_t Seek(std::int64_t offset, int whence) override;
  std::int64_t Size() override { return static_cast<std::int64_t>(bytes_.size()); }

 private:
  Bytes bytes_;
  std::size_t position_ = 0;
};

// Holds a small TIFF in memory.
class MemoryStream : public TiffStream {
 public:
  std::int64_t Read(std::span<std::uint8_t> to) override;
  std::int64_t Write(Bytes from) override;
  std::int64_t Seek(std::int64_t offset, int whence) override;
  std::int64_t Size() override { return static_cast<std::int64_t>(bytes_.size()); }
  [[nodiscard]] Bytes bytes() const { return bytes_; }

 private:
  std::vector<std::uint8_t> bytes_;
  std::size_t position_ = 0;
};

// Writes a file that outlives it.
class FileStream : public TiffStream {
 public:
  explicit FileStream(OutputFile& file) : file_(file) {}
  std::int64_t Read(std::span<std::uint8_t> to) override;
  std::int64_t Write(Bytes from) override;
  std::int64_t Seek(std::int64_t offset, int whence) override;
  std::int64_t Size() override { return file_.Size(); }

 private:
  OutputFile& file_;
};

// A TIFF opened in a mode of libtiff's ("r", "wl"). Not thread-safe; the stream outlives it.
class TiffFile {
 public:
  TiffFile(TiffStream& stream, const char* mode);
  TiffFile(const TiffFile&) = delete;
  TiffFile& operator=(const TiffFile&) = delete;
  ~TiffFile() { Close(); }

  [[nodiscard]] TIFF* get() const { return tiff_; }  // null: not a TIFF that libtiff can open
  // Whether libtiff has reported an error, or, once data are being decoded, doubted them: it goes
  // on after a cut-off strip as if the rest were white.
  [[nodiscard]] bool damaged() const { return damaged_; }
  void ExpectData() { expects_data_ = true; }
  void Close();

  // The value of a tag, or its default, or `otherwise`.
  template <typename T>
  [[nodiscard]] T Get(std::uint32_t tag, T otherwise) const {
    T value = otherwise;
    return TIFFGetFieldDefaulted(tiff_, tag, &value) == 1 ? value : otherwise;
  }

 private:
  static int OnError(TIFF*, void* self, const char*, const char*, va_list);
  static int OnWarning(TIFF*, void* self, const char*, const char* format, va_list);

  TIFF* tiff_ = nullptr;
  bool damaged_ = false;
  bool expects_data_ = false;
};

}  // namespace sumikeshi
