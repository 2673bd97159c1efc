// All formats, and the choice of one for a file.
#include <algorithm>
#include <array>
#include <filesystem>
#include <string>

#include "scanner/documents/codec.h"
#include "scanner/documents/text/stream.h"

namespace sumikeshi {

#define SUMIKESHI_CODEC(id) extern const Codec k##id##Codec;
#include "scanner/documents/documents.def"
#undef SUMIKESHI_CODEC

namespace {

// ".JPG" of "scan.JPG" as ".jpg"; empty for none and for ".profile".
std::string Extension(std::string_view name) {
  std::string extension = std::filesystem::path(name).extension().string();
  std::ranges::transform(extension, extension.begin(), [](unsigned char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  });
  return extension;
}

bool Has(const Codec& codec, std::string_view extension) {
  return std::ranges::find(codec.extensions, extension) != codec.extensions.end();
}

}  // namespace

std::span<const Codec* const> AllCodecs() {
  static constexpr auto kAll = std::to_array<const Codec*>({
#define SUMIKESHI_CODEC(id) &k##id##Codec,
#include "scanner/documents/documents.def"
#undef SUMIKESHI_CODEC
  });
  return kAll;
}

Result<void> CheckTextName(Bytes bytes, std::string_view name) {
  const std::string extension = Extension(name);
  for (const Codec* codec : AllCodecs().first(AllCodecs().size() - 1)) {
    if (codec->accepts(bytes)) return Fail(ErrorCode::kUnknownType);
    if (!extension.empty() && Has(*codec, extension)) return Fail(ErrorCode::kWrongExtension);
  }
  return {};
}

bool IsTextName(std::string_view name) { return Has(*AllCodecs().back(), Extension(name)); }

Result<const Codec*> FindCodec(Bytes bytes, std::string_view name) {
  if (bytes.empty()) return Fail(ErrorCode::kEmptyFile);
  const std::string extension = Extension(name);
  const auto codecs = AllCodecs();
  const auto named =
      std::ranges::find_if(codecs, [&](const Codec* codec) { return Has(*codec, extension); });
  const auto found =
      std::ranges::find_if(codecs, [&](const Codec* codec) { return codec->accepts(bytes); });
  if (found == codecs.end()) {
    const bool text = named != codecs.end() && *named == codecs.back();
    return Fail(text ? ErrorCode::kUnknownEncoding : ErrorCode::kUnknownType);
  }
  // A name that no format claims says nothing against the content.
  if (named != codecs.end() && !extension.empty() && *named != *found) {
    return Fail(ErrorCode::kWrongExtension, {}, std::string((*found)->id) + " content");
  }
  return *found;
}

}  // namespace sumikeshi
