// Which format a file is taken for, and what happens when the disk is full.
#include <sys/resource.h>

#include <csignal>

#include "tests/documents/support.h"

namespace sumikeshi {
namespace {

constexpr std::string_view kPng = "\x89PNG\r\n\x1a\n rest";
constexpr std::string_view kJpeg = "\xFF\xD8\xFF\xE0 rest";
constexpr std::string_view kTiff("II*\0rest", 8);
constexpr std::string_view kBinary(
    "\x7F"
    "ELF\x02\x01\0\0\0\x80\xFF",
    11);

struct Case {
  std::string_view bytes;
  std::string name;
  std::string_view id;  // or empty
  ErrorCode error = ErrorCode::kInternal;
};

TEST(FindCodec, JudgesContentAndName) {
  const Case cases[] = {
      {kPng, "a.png", "png"},
      {kPng, "A.PNG", "png"},
      {kPng, "a.pdf", "", ErrorCode::kWrongExtension},
      {kPng, "a.txt", "", ErrorCode::kWrongExtension},
      {kPng, "scan", "png"},
      {kPng, "scan.0001", "png"},
      {kJpeg, "a.jpg", "jpeg"},
      {kJpeg, "a.jpeg", "jpeg"},
      {kJpeg, "a.jpe", "jpeg"},
      {kJpeg, "a.png", "", ErrorCode::kWrongExtension},
      {kTiff, "a.tif", "tiff"},
      {kTiff, "a.tiff", "tiff"},
      {"", "a.png", "", ErrorCode::kEmptyFile},
      {kBinary, "a.bin", "", ErrorCode::kUnknownType},
      {kBinary, "a", "", ErrorCode::kUnknownType},
      {kBinary, "a.png", "", ErrorCode::kUnknownType},
      {kBinary, "a.txt", "", ErrorCode::kUnknownEncoding},
      {"\xFF\x80\xFE", "a.csv", "", ErrorCode::kUnknownEncoding},
      {"plain", "a.txt", "text"},
      {"plain", "README", "text"},
      {"plain", "a.ini", "text"},
      {"plain", "a.png", "", ErrorCode::kWrongExtension},
      {"{\\rtf1 plain}", "a.rtf", "", ErrorCode::kUnknownType},
  };
  for (const Case& item : cases) {
    const ByteVector bytes = ToBytes(item.bytes);
    const auto codec = FindCodec(bytes, item.name);
    if (item.id.empty()) {
      ASSERT_FALSE(codec.has_value()) << item.name;
      EXPECT_EQ(ErrorKey(codec.error().code), ErrorKey(item.error)) << item.name;
    } else {
      ASSERT_TRUE(codec.has_value()) << item.name;
      EXPECT_EQ((*codec)->id, item.id) << item.name;
    }
  }
}

TEST(AllCodecs, HaveUniqueIdsAndExtensions) {
  std::vector<std::string_view> names;
  for (const Codec* codec : AllCodecs()) {
    names.push_back(codec->id);
    for (const std::string_view extension : codec->extensions) {
      EXPECT_EQ(extension.front(), '.');
      names.push_back(extension);
    }
  }
  std::ranges::sort(names);
  EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
}

TEST(Writers, ReportAFullDisk) {
  struct rlimit before = {};
  getrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, SIG_IGN);
  const ByteVector text(100'000, 'a');
  struct rlimit small = {4096, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  const auto out = Rewrite(text, "a.txt", {});
  setrlimit(RLIMIT_FSIZE, &before);
  ASSERT_FALSE(out.has_value());
  EXPECT_EQ(out.error().code, ErrorCode::kDiskFull);
}

TEST(Writers, NeverOverwrite) {
  const TemporaryFolder folder;
  const ByteVector text = ToBytes("plain");
  std::ofstream(folder / "a.txt") << "there already";
  const Codec* codec = *FindCodec(text, "a.txt");
  const auto reader = codec->open(text);
  ASSERT_TRUE(reader.has_value());
  EXPECT_FALSE(codec->create(**reader, folder / "a.txt").has_value());
  EXPECT_EQ(ReadBytes(folder / "a.txt"), ToBytes("there already"));
}

}  // namespace
}  // namespace sumikeshi
