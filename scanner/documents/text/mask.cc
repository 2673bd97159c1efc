// Destroys places of a reading in the bytes of its file: character by character in the part where
// each stands, then from the innermost transfer encoding out to the file, byte for byte.
#include <algorithm>
#include <functional>

#include "scanner/documents/text/reading.h"

namespace sumikeshi {
namespace {

bool IsLayout(char32_t c) { return c == U'\n' || c == U'\r' || c == U'\t'; }

class Masker {
 public:
  Masker(const TextReading& reading, Bytes bytes) : reading_(reading) {
    for (const TextPart& part : reading.parts) {
      parts_.push_back(part.encoded.bytes);
      masked_.emplace_back(part.text.characters.size(), false);
    }
    parts_[0].assign(bytes.begin(), bytes.end());
  }

  // The name of a tag or attribute may stand as the label of what is destroyed, but when it is all
  // that was found it would have to go itself.
  Result<void> Destroy(Span span) {
    if (IsAllFixed(span)) return Fail(ErrorCode::kStructure, {}, "the name of a tag or attribute");
    for (std::size_t i = span.begin; i < span.end; ++i) {
      if (IsKept(i)) continue;
      if (!reading_.sources.empty()) {
        if (auto done = DestroySource(i); !done) return done;
      } else if (!IsLayout(reading_.parts[0].text.characters[i])) {
        MaskCharacter(0, i);
      } else {
        masked_[0][i] = true;
      }
    }
    return {};
  }

  MaskedText Finish() && {
    for (std::size_t part = parts_.size(); part-- > 1;) EncodeInto(part);
    return {std::move(parts_[0]), Destroyed()};
  }

 private:
  [[nodiscard]] bool IsAllFixed(Span span) const {
    if (reading_.sources.empty() || span.empty()) return false;
    return std::all_of(
        reading_.sources.begin() + static_cast<std::ptrdiff_t>(span.begin),
        reading_.sources.begin() + static_cast<std::ptrdiff_t>(span.end), [](const Source& source) {
          return source.kind == SourceKind::kFixed || source.kind == SourceKind::kInserted;
        });
  }

  [[nodiscard]] bool IsKept(std::size_t i) const {
    const std::u32string& shown =
        reading_.sources.empty() ? reading_.parts[0].text.characters : reading_.characters;
    return reading_.kept.find(shown[i]) != reading_.kept.npos;
  }

  Result<void> DestroySource(std::size_t i) {
    const Source& source = reading_.sources[i];
    switch (source.kind) {
      case SourceKind::kInserted:
      case SourceKind::kFixed:
        return {};
      case SourceKind::kLiteral:
        return DestroyLiteral(i);
      case SourceKind::kText:
        break;
    }
    if (!IsLayout(reading_.characters[i])) {
      for (std::size_t at = source.begin; at < source.end; ++at) MaskCharacter(source.part, at);
    }
    return {};
  }

  // 1234 becomes "**".
  Result<void> DestroyLiteral(std::size_t i) {
    const Source& whole = reading_.sources[i];
    if (whole.end - whole.begin < 3) {
      return Fail(ErrorCode::kStructure, {}, "a number too short for a mask");
    }
    for (std::uint32_t at = whole.begin; at < whole.end; ++at) {
      const bool edge = at == whole.begin || at + 1 == whole.end;
      SetLetter(whole.part, at, edge ? '"' : '*');
      masked_[whole.part][at] = true;
    }
    return {};
  }

  // All that shows what was masked: a value may be read in two places.
  [[nodiscard]] std::vector<Span> Destroyed() const {
    std::vector<Span> spans;
    const auto extend = [&](std::size_t i) {
      if (!spans.empty() && spans.back().end == i) {
        ++spans.back().end;
      } else {
        spans.push_back({i, i + 1});
      }
    };
    if (reading_.sources.empty()) {
      for (std::size_t i = 0; i < masked_[0].size(); ++i) {
        if (masked_[0][i]) extend(i);
      }
      return spans;
    }
    for (std::size_t i = 0; i < reading_.sources.size(); ++i) {
      const Source& source = reading_.sources[i];
      if (source.begin < source.end && masked_[source.part][source.begin]) extend(i);
    }
    return spans;
  }

  void MaskCharacter(std::size_t part, std::size_t index) {
    masked_[part][index] = true;
    const DecodedText& text = reading_.parts[part].text;
    std::string stand_in = StandIn(text, index);
    const std::size_t begin = text.begins[index];
    // A byte that stands for itself in an encoding of ASCII stays ASCII.
    if (reading_.parts[part].transfer != Transfer::kBase64) {
      const auto& places = reading_.parts[part].encoded.places;
      for (std::size_t k = 0; k < stand_in.size() && !places.empty(); ++k) {
        const bool literal = places[begin + k].end - places[begin + k].begin == 1;
        if (literal && static_cast<unsigned char>(stand_in[k]) > 0x7E) {
          stand_in.assign(stand_in.size(), '*');
        }
      }
    }
    std::ranges::copy(stand_in, parts_[part].begin() + static_cast<std::ptrdiff_t>(begin));
  }

  // The byte of an ASCII character of a part.
  [[nodiscard]] std::uint8_t& Letter(std::size_t part, std::uint32_t character) {
    const DecodedText& text = reading_.parts[part].text;
    const std::size_t low = text.encoding == Encoding::kUtf16Be ? 1 : 0;
    return parts_[part][text.begins[character] + low];
  }
  void SetLetter(std::size_t part, std::uint32_t character, char letter) {
    Letter(part, character) = static_cast<std::uint8_t>(letter);
  }

  void EncodeInto(std::size_t index) {
    const TextPart& part = reading_.parts[index];
    const LetterAccess parent{
        [&](std::uint32_t at) { return static_cast<char>(Letter(part.parent, at)); },
        [&](std::uint32_t at, char letter) { SetLetter(part.parent, at, letter); }};
    for (std::size_t i = 0; i < parts_[index].size(); ++i) {
      if (parts_[index][i] == part.encoded.bytes[i]) continue;
      EncodeByte(parts_[index][i], part.encoded.places[i], part.transfer, parent);
    }
  }

  const TextReading& reading_;
  std::vector<std::vector<std::uint8_t>> parts_;
  std::vector<std::vector<bool>> masked_;  // characters of each part
};

}  // namespace

Result<MaskedText> Mask(const TextReading& reading, Bytes bytes, const std::vector<Span>& spans) {
  const std::size_t size =
      reading.sources.empty() ? reading.parts[0].text.characters.size() : reading.characters.size();
  Masker masker(reading, bytes);
  for (const Span& span : spans) {
    if (auto done = masker.Destroy({span.begin, std::min(span.end, size)}); !done) {
      return std::unexpected(done.error());
    }
  }
  return std::move(masker).Finish();
}

}  // namespace sumikeshi
