// JSON in one spelling (FORMAT.md): no blanks, keys in a given order, numbers as short as they go,
// text in UTF-8 with as few escapes as JSON allows. What has one spelling has one hash.
#pragma once

#include <array>
#include <charconv>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "sumikeshi/finding.h"

namespace sumikeshi {

class CanonicalWriter {
 public:
  CanonicalWriter() { out_.reserve(1024); }  // most entries are shorter

  void Raw(std::string_view text) { out_ += text; }
  void Key(std::string_view key);
  void String(std::string_view key, std::string_view text) {
    Key(key);
    Quoted(text);
  }
  void Integer(std::string_view key, std::int64_t number);
  void Double(std::string_view key, double number);
  void HashValue(std::string_view key, const Hash& hash);
  // Bytes that are no UTF-8 (file names may hold any) become lone low surrogates, \udcXX.
  void Quoted(std::string_view text);

  [[nodiscard]] std::string Finish() && {
    out_ += '}';
    return std::move(out_);
  }

 private:
  std::string out_;
};

// Takes exactly what CanonicalWriter writes. After the first mismatch every read gives nothing.
class CanonicalReader {
 public:
  explicit CanonicalReader(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool ok() const { return ok_; }
  [[nodiscard]] bool AtEnd() const { return ok_ && rest_.empty(); }
  void Stop() { ok_ = false; }

  void Literal(std::string_view expected) {
    if (!TryLiteral(expected)) Stop();
  }
  [[nodiscard]] bool TryLiteral(std::string_view expected) {
    if (!ok_ || !rest_.starts_with(expected)) return false;
    rest_.remove_prefix(expected.size());
    return true;
  }
  void Key(std::string_view key) {
    Literal(first_ ? "{\"" : ",\"");
    first_ = false;
    Literal(key);
    Literal("\":");
  }
  // The key, if it comes next.
  [[nodiscard]] bool TryKey(std::string_view key) {
    const std::string_view before = rest_;
    if (TryLiteral(",\"") && TryLiteral(key) && TryLiteral("\":")) return true;
    rest_ = before;
    return false;
  }

  [[nodiscard]] std::string String(std::string_view key) {
    Key(key);
    return Quoted();
  }
  [[nodiscard]] std::string Quoted();
  template <typename Number>
  [[nodiscard]] Number Integer(std::string_view key) {
    Key(key);
    return Bare<Number>();
  }
  [[nodiscard]] Hash HashValue(std::string_view key) {
    Key(key);
    return QuotedHash();
  }
  [[nodiscard]] Hash QuotedHash();

  template <typename Number>
  [[nodiscard]] Number Bare() {
    Number number{};
    if (!ok_) return number;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), number);
    const auto length = static_cast<std::size_t>(end - rest_.data());
    if (error != std::errc() || Spelling(number) != rest_.substr(0, length)) {
      Stop();
      return Number{};
    }
    rest_.remove_prefix(length);
    return number;
  }

 private:
  // The one spelling of a number, valid until the next call.
  std::string_view Spelling(std::integral auto number) {
    const auto [end, error] =
        std::to_chars(spelling_.data(), spelling_.data() + spelling_.size(), number);
    return {spelling_.data(), end};
  }
  std::string_view Spelling(double number);

  std::string Escaped();
  void Escape(std::string& text);

  std::string_view rest_;
  std::array<char, 32> spelling_;
  bool first_ = true;
  bool ok_ = true;
};

}  // namespace sumikeshi
