// Puts other characters in the place of some: in the part where each stands, then from the
// innermost transfer encoding out to the file, which may become longer or shorter.
//
// A value may be read in two places of one reading (a name beside a value is its label); both come
// from the same characters of the file, so the edits are kept by those, and what the new file must
// show is worked out from the edits.
#include <algorithm>
#include <map>
#include <utility>

#include "scanner/documents/text/reading.h"

namespace sumikeshi {
namespace {

bool IsLayout(char32_t c) { return c == U'\n' || c == U'\r' || c == U'\t'; }

bool IsHalfWidth(char32_t c) { return c < 0x80 || (c >= 0xFF61 && c <= 0xFFDC); }

char32_t MaskOf(char32_t c) { return IsHalfWidth(c) ? U'*' : U'■'; }

// What stands in the place of the characters from the key on, up to `end`.
struct Edit {
  std::uint32_t end = 0;
  std::u32string text;   // what is written
  std::u32string shown;  // what is read of it
};
using Edits = std::map<std::uint32_t, Edit>;

class Rewriter {
 public:
  Rewriter(const TextReading& reading, Bytes bytes)
      : reading_(reading), bytes_(bytes), edits_(reading.parts.size()) {}

  Result<void> Replace(const Replacement& replacement) {
    std::u32string left = replacement.text.value_or(U"");
    bool done = false;
    for (std::size_t i = replacement.span.begin; i < replacement.span.end; ++i) {
      if (!IsWritable(i)) continue;
      Source source = SourceOf(i);
      if (source.kind == SourceKind::kLiteral) {
        ReplaceLiteral(source, replacement.text ? std::exchange(left, {}) : Masked(source));
        while (i + 1 < replacement.span.end && SourceOf(i + 1) == source) ++i;
      } else if (!replacement.text) {
        const std::u32string mask(source.end - source.begin, MaskOf(Shown(i)));
        Add(source, {source.end, mask, mask});
      } else {
        while (i + 1 < replacement.span.end && IsWritable(i + 1) && GoesOn(source, i + 1)) {
          source.end = SourceOf(++i).end;
        }
        const std::u32string text = std::exchange(left, {});
        Add(source, {source.end, text, text});
      }
      done = true;
    }
    if (done || replacement.span.empty()) return {};
    return Fail(ErrorCode::kStructure, {}, "the name of a tag or attribute");
  }

  Result<RewrittenText> Finish() && {
    RewrittenText result;
    Show(result);
    for (std::size_t part = reading_.parts.size() - 1; part > 0; --part) {
      if (edits_[part].empty()) continue;
      auto bytes = WritePart(part);
      if (!bytes) return std::unexpected(bytes.error());
      EncodeInto(part, *bytes);
    }
    auto bytes = WritePart(0);
    if (!bytes) return std::unexpected(bytes.error());
    result.bytes = *std::move(bytes);
    return result;
  }

 private:
  [[nodiscard]] Source SourceOf(std::size_t i) const {
    if (!reading_.sources.empty()) return reading_.sources[i];
    const auto at = static_cast<std::uint32_t>(i);
    return {0, at, at + 1, SourceKind::kText};
  }
  [[nodiscard]] const std::u32string& characters() const {
    return reading_.sources.empty() ? reading_.parts[0].text.characters : reading_.characters;
  }
  [[nodiscard]] char32_t Shown(std::size_t i) const { return characters()[i]; }

  [[nodiscard]] bool IsWritable(std::size_t i) const {
    const SourceKind kind = SourceOf(i).kind;
    if (kind == SourceKind::kInserted || kind == SourceKind::kFixed) return false;
    if (kind == SourceKind::kLiteral) return true;
    return !IsLayout(Shown(i)) && reading_.kept.find(Shown(i)) == reading_.kept.npos;
  }

  [[nodiscard]] bool GoesOn(const Source& source, std::size_t i) const {
    const Source next = SourceOf(i);
    return next.kind == source.kind && next.part == source.part && next.begin == source.end;
  }

  static std::u32string Masked(const Source& literal) {
    return std::u32string(std::max(3U, literal.end - literal.begin) - 2, U'*');
  }

  void ReplaceLiteral(const Source& source, const std::u32string& text) {
    Add(source, {source.end, U'"' + text + U'"', text});
  }

  // Where edits overlap, one stands for the characters of both.
  void Add(const Source& source, Edit edit) {
    Edits& edits = edits_[source.part];
    std::uint32_t begin = source.begin;
    auto at = edits.lower_bound(begin);
    if (at != edits.begin() && std::prev(at)->second.end > begin) --at;
    while (at != edits.end() && at->first < edit.end) {
      begin = std::min(begin, at->first);
      edit.end = std::max(edit.end, at->second.end);
      edit.text = at->second.text;
      edit.shown = at->second.shown;
      at = edits.erase(at);
    }
    edits.emplace(begin, std::move(edit));
  }

  // The edit that holds a character, or null.
  [[nodiscard]] const Edits::value_type* EditOf(const Source& source) const {
    if (source.begin == source.end) return nullptr;
    const Edits& edits = edits_[source.part];
    auto at = edits.upper_bound(source.begin);
    if (at == edits.begin()) return nullptr;
    --at;
    return at->second.end > source.begin ? &*at : nullptr;
  }

  void Show(RewrittenText& result) const {
    for (std::size_t i = 0; i < characters().size(); ++i) {
      const Source source = SourceOf(i);
      const auto* edit = EditOf(source);
      if (edit == nullptr) {
        result.characters.push_back(Shown(i));
        continue;
      }
      const bool first = source.begin == edit->first && (i == 0 || SourceOf(i - 1) != source);
      if (!first) {
        if (!result.places.empty()) result.places.back().before.end = i + 1;
        continue;
      }
      const std::size_t begin = result.characters.size();
      result.characters += edit->second.shown;
      result.places.push_back({{begin, result.characters.size()}, {i, i + 1}});
    }
  }

  Result<std::vector<std::uint8_t>> WritePart(std::size_t index) const {
    const TextPart& part = reading_.parts[index];
    const Bytes bytes = index == 0 ? bytes_ : Bytes(part.encoded.bytes);
    if (edits_[index].empty()) return std::vector<std::uint8_t>(bytes.begin(), bytes.end());
    if (part.text.encoding == Encoding::kIso2022Jp) return WriteShifted(part.text, index, bytes);
    std::vector<std::uint8_t> out;
    std::size_t copied = 0;
    for (const auto& [begin, edit] : edits_[index]) {
      const std::size_t from = part.text.begins[begin];
      out.insert(out.end(), bytes.begin() + static_cast<std::ptrdiff_t>(copied),
                 bytes.begin() + static_cast<std::ptrdiff_t>(from));
      for (const char32_t c : edit.text) {
        const auto encoded = EncodeCharacter(part.text.encoding, c);
        if (!encoded) return Fail(ErrorCode::kStructure, {}, "no such character in the encoding");
        out.insert(out.end(), encoded->begin(), encoded->end());
      }
      copied = part.text.begins[edit.end - 1] + std::size_t{part.text.lengths[edit.end - 1]};
    }
    out.insert(out.end(), bytes.begin() + static_cast<std::ptrdiff_t>(copied), bytes.end());
    return out;
  }

  // ISO-2022-JP: the escape sequences between the characters are written anew (RFC 1468).
  Result<std::vector<std::uint8_t>> WriteShifted(const DecodedText& text, std::size_t index,
                                                 Bytes bytes) const {
    std::vector<std::uint8_t> out;
    std::string_view set = "\x1B(B";
    const auto put = [&](char32_t c, Bytes encoded) {
      const std::string_view needed = c < 0x80              ? "\x1B(B"
                                      : encoded.size() == 1 ? "\x1B(I"
                                                            : "\x1B$B";
      if (needed != set) out.insert(out.end(), needed.begin(), needed.end());
      set = needed;
      out.insert(out.end(), encoded.begin(), encoded.end());
    };
    auto edit = edits_[index].begin();
    for (std::uint32_t i = 0; i < text.characters.size();) {
      if (edit == edits_[index].end() || i < edit->first) {
        put(text.characters[i], bytes.subspan(text.begins[i], text.lengths[i]));
        ++i;
        continue;
      }
      for (const char32_t c : edit->second.text) {
        const auto encoded = EncodeCharacter(text.encoding, c);
        if (!encoded) return Fail(ErrorCode::kStructure, {}, "no such character in the encoding");
        put(c, {reinterpret_cast<const std::uint8_t*>(encoded->data()), encoded->size()});
      }
      i = edit->second.end;
      ++edit;
    }
    if (set != "\x1B(B") put(U'\0', {});
    return out;
  }

  // The whole of a part's characters in its parent, encoded anew.
  void EncodeInto(std::size_t index, Bytes bytes) {
    const TextPart& part = reading_.parts[index];
    const std::u32string& around = reading_.parts[part.parent].text.characters;
    std::uint32_t begin = part.encoded.places.front().begin;
    std::uint32_t end = part.encoded.places.back().end;
    if (part.transfer == Transfer::kBase64) {
      while (end < around.size() && around[end] == U'=') ++end;
    }
    const std::u32string_view old = std::u32string_view(around).substr(begin, end - begin);
    // Encoded words of a header are written as one; they have no lines.
    const bool lines = part.transfer != Transfer::kQWord && old.find(U'?') == old.npos &&
                       old.find(U'\n') != old.npos;
    const bool returns = old.find(U'\r') != old.npos;
    const std::string text = EncodeTransfer(bytes, part.transfer,
                                            !lines    ? ""
                                            : returns ? "\r\n"
                                                      : "\n");
    const std::u32string wide(text.begin(), text.end());
    Add({part.parent, begin, end, SourceKind::kText}, {end, wide, wide});
  }

  const TextReading& reading_;
  Bytes bytes_;
  std::vector<Edits> edits_;  // by part
};

}  // namespace

Result<RewrittenText> Rewrite(const TextReading& reading, Bytes bytes,
                              const std::vector<Replacement>& replacements) {
  Rewriter rewriter(reading, bytes);
  for (const Replacement& replacement : replacements) {
    if (auto replaced = rewriter.Replace(replacement); !replaced) {
      return std::unexpected(replaced.error());
    }
  }
  return std::move(rewriter).Finish();
}

}  // namespace sumikeshi
