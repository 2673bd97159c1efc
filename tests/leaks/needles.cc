// Shapes of a value, and the search for them.
#include "tests/leaks/needles.h"

#include <fmt/format.h>
#include <iconv.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <functional>
#include <set>
#include <stdexcept>

namespace sumikeshi {
namespace {

// Empty where the charset has no such character.
std::string Convert(std::string_view utf8, const char* charset) {
  const iconv_t converter = iconv_open(charset, "UTF-8");
  if (converter == iconv_t(-1)) throw std::runtime_error(charset);
  std::string in(utf8);
  std::string out(utf8.size() * 4, '\0');
  char* from = in.data();
  char* to = out.data();
  std::size_t from_left = in.size(), to_left = out.size();
  const bool whole = iconv(converter, &from, &from_left, &to, &to_left) != std::size_t(-1);
  iconv_close(converter);
  out.resize(whole ? out.size() - to_left : 0);
  return out;
}

std::vector<unsigned> Utf16(std::string_view utf8) {
  const std::string bytes = Convert(utf8, "UTF-16BE");
  std::vector<unsigned> units;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    units.push_back(static_cast<unsigned char>(bytes[i]) * 256U +
                    static_cast<unsigned char>(bytes[i + 1]));
  }
  return units;
}

// Every character by its number: "\u75c5", "&#x75c5;". ASCII as it is.
std::string Escape(std::string_view utf8, const char* form) {
  std::string text;
  for (const unsigned unit : Utf16(utf8)) {
    if (unit < 0x80) {
      text += static_cast<char>(unit);
    } else {
      text += fmt::format(fmt::runtime(form), unit);
    }
  }
  return text;
}

std::string EachByte(std::string_view bytes, const char* form) {
  std::string text;
  for (const char byte : bytes)
    text += fmt::format(fmt::runtime(form), static_cast<unsigned char>(byte));
  return text;
}

// What of the base64 of a longer text is sure to stand there where this begins `shift` bytes after
// a group of three.
std::string Base64Core(std::string_view bytes, std::size_t shift) {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::string padded = std::string(shift, '\0') + std::string(bytes);
  std::string text;
  for (std::size_t bit = 0; bit + 6 <= padded.size() * 8; bit += 6) {
    unsigned value = 0;
    for (std::size_t i = bit; i < bit + 6; ++i) {
      value = value * 2 + (static_cast<unsigned char>(padded[i / 8]) >> (7 - i % 8) & 1U);
    }
    text += kLetters[value];
  }
  return text.substr((shift * 8 + 5) / 6);
}

// The digits in full width, and without what separates them.
std::vector<std::string> Spellings(const std::string& value) {
  std::vector<std::string> all = {value};
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (std::ranges::count_if(value, is_digit) < 4) return all;
  std::string wide, bare;
  for (const char c : value) {
    wide += is_digit(c) ? fmt::format("\xEF\xBC{}", static_cast<char>(0x90 + c - '0'))
                        : std::string(1, c);
    if (c != ' ' && c != '-') bare += c;
  }
  all.push_back(wide);
  if (bare != value) all.push_back(bare);
  return all;
}

// Every stretch that zlib can inflate, whatever it stands in.
std::vector<std::string> InflateAll(std::string_view bytes) {
  std::vector<std::string> found;
  for (std::size_t at = 0; at + 2 < bytes.size(); ++at) {
    const unsigned first = static_cast<unsigned char>(bytes[at]);
    const unsigned second = static_cast<unsigned char>(bytes[at + 1]);
    if ((first & 0x0FU) != 8 || first >> 4 > 7 || (first * 256 + second) % 31 != 0) continue;
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK) throw std::bad_alloc();
    stream.next_in = reinterpret_cast<unsigned char*>(const_cast<char*>(bytes.substr(at).data()));
    stream.avail_in = static_cast<unsigned>(bytes.size() - at);
    std::string out;
    std::array<char, 1 << 14> chunk;
    int code = Z_OK;
    while (code == Z_OK) {
      stream.next_out = reinterpret_cast<unsigned char*>(chunk.data());
      stream.avail_out = static_cast<unsigned>(chunk.size());
      code = inflate(&stream, Z_NO_FLUSH);
      out.append(chunk.data(), chunk.size() - stream.avail_out);
    }
    inflateEnd(&stream);
    if (out.size() > 8) found.push_back(std::move(out));
  }
  return found;
}

void Search(std::string_view bytes, const std::vector<Needle>& needles, std::string_view in,
            std::set<std::string>& found) {
  for (const Needle& needle : needles) {
    if (bytes.find(needle.bytes) == bytes.npos) continue;
    found.insert(fmt::format("{} as {} in {}", needle.value, needle.shape, in));
  }
}

}  // namespace

std::vector<Needle> NeedlesOf(const std::vector<std::string>& values) {
  std::vector<Needle> needles;
  const auto add = [&](const std::string& value, std::string shape, std::string bytes) {
    if (!bytes.empty()) needles.push_back({value, std::move(shape), std::move(bytes)});
  };
  for (const std::string& value : values) {
    for (const std::string& spelling : Spellings(value)) {
      for (const char* charset : {"UTF-8", "UTF-16LE", "UTF-16BE", "CP932", "EUC-JP"}) {
        const std::string bytes = Convert(spelling, charset);
        if (bytes.empty()) continue;
        add(value, charset, bytes);
        add(value, fmt::format("hexadecimal of {}", charset), EachByte(bytes, "{:02x}"));
        for (const std::size_t shift : {0U, 1U, 2U}) {
          add(value, fmt::format("base64 of {}", charset), Base64Core(bytes, shift));
        }
      }
      add(value, "JSON", Escape(spelling, "\\u{:04x}"));
      add(value, "JSON", Escape(spelling, "\\u{:04X}"));
      add(value, "HTML", Escape(spelling, "&#{};"));
      add(value, "HTML", Escape(spelling, "&#x{:x};"));
      add(value, "address", EachByte(spelling, "%{:02X}"));
    }
  }
  return needles;
}

std::vector<std::string> FindNeedles(std::string_view bytes, const std::vector<Needle>& needles) {
  std::set<std::string> found;
  Search(bytes, needles, "the bytes", found);
  std::string joined(bytes);
  std::erase_if(joined, [](char c) { return c == '\r' || c == '\n'; });
  Search(joined, needles, "the joined lines", found);
  for (const std::string& stream : InflateAll(bytes)) Search(stream, needles, "a stream", found);
  return {found.begin(), found.end()};
}

}  // namespace sumikeshi
