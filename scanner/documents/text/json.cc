// JSON as lines of label and value: keys are labels, a key of several values is said before each,
// arrays of arrays are rows. Without recursion, so that no depth of nesting is too deep.
//
// {"患者":{"病名":["胃炎","痛風"]}}  ->  患者：/ 病名：胃炎 / 病名：痛風
//
// Source: RFC 8259.
#include <array>
#include <optional>

#include "scanner/documents/text/forms.h"

namespace sumikeshi {
namespace {

bool IsSpace(char32_t c) { return c == U' ' || c == U'\t' || c == U'\r' || c == U'\n'; }
bool IsOneOf(std::u32string_view set, char32_t c) { return set.find(c) != set.npos; }

class JsonReader {
 public:
  JsonReader(const Source& span, TextReading& reading)
      : span_(span), text_(reading.View(span)), reading_(reading) {}

  bool Run() {
    for (SkipSpace(); at_ < text_.size(); SkipSpace()) {
      if (!IsOneOf(U"{[", text_[at_]) || !ReadValue()) return false;
      reading_.EndLine();
    }
    return true;
  }

 private:
  struct Frame {
    bool object = false;
    bool first = true;
    Span label;  // of the reading: the key of an array, of the member that is being read
    Span name;   // values of {"name": "病名", "value": "胃炎"}
    Span value;
    char role = 0;  // of the member that is being read: 'n', 'v' or none
  };

  [[nodiscard]] char32_t Next() const { return at_ < text_.size() ? text_[at_] : U'\0'; }
  void SkipSpace() {
    while (at_ < text_.size() && IsSpace(text_[at_])) ++at_;
  }
  bool Skip(char32_t c) {
    SkipSpace();
    if (Next() != c) return false;
    ++at_;
    return true;
  }
  [[nodiscard]] std::size_t size() const { return reading_.characters.size(); }

  void Repeat(Span from) {
    for (std::size_t i = from.begin; i < from.end; ++i) {
      reading_.Take(reading_.characters[i], reading_.sources[i]);
    }
  }

  bool ReadValue() {
    const std::size_t bottom = frames_.size();
    do {
      SkipSpace();
      const char32_t c = Next();
      if (c == U'{' || c == U'[') {
        Open(c == U'{');
      } else if (!ReadScalar()) {
        return false;
      }
      // Closes what ends here and goes on to the next value.
      while (frames_.size() > bottom) {
        const auto more = GoOn();
        if (!more) return false;
        if (*more) break;
        Close();
      }
    } while (frames_.size() > bottom);
    return true;
  }

  void Open(bool object) {
    ++at_;
    Frame frame;
    frame.object = object;
    if (!frames_.empty() && frames_.back().object && !object) frame.label = frames_.back().label;
    if (object || frame.label.empty()) reading_.EndLine();
    frames_.push_back(frame);
  }

  // Whether another value follows in the innermost object or array; null: not JSON.
  std::optional<bool> GoOn() {
    Frame& frame = frames_.back();
    const bool ended = Skip(frame.object ? U'}' : U']');
    if (ended) return false;
    if (!frame.first && !Skip(U',')) return std::nullopt;
    if (frame.object && !ReadKey(frame)) return std::nullopt;
    frame.first = false;
    return true;
  }

  void Close() {
    const Frame& frame = frames_.back();
    reading_.EndLine();
    if (!frame.name.empty() && !frame.value.empty()) {
      Repeat(frame.name);
      reading_.Insert(U"：");
      Repeat(frame.value);
      reading_.EndLine();
    }
    frames_.pop_back();
  }

  bool ReadKey(Frame& frame) {
    SkipSpace();
    reading_.EndLine();
    const std::size_t begin = size();
    if (Next() != U'"' || !ReadString()) return false;
    frame.role = RoleOf(std::u32string_view(reading_.characters).substr(begin));
    reading_.Insert(U"：");
    frame.label = {begin, size()};
    return Skip(U':');
  }

  static char RoleOf(std::u32string_view key) {
    for (const auto* name : {U"name", U"label", U"key", U"title", U"item", U"question", U"項目",
                             U"項目名", U"名称", U"質問", U"設問"}) {
      if (key == name) return 'n';
    }
    for (const auto* value :
         {U"value", U"text", U"content", U"answer", U"data", U"値", U"内容", U"回答"}) {
      if (key == value) return 'v';
    }
    return 0;
  }

  // A string, number or word, with what stands before it on its line.
  bool ReadScalar() {
    Frame* frame = frames_.empty() ? nullptr : &frames_.back();
    if (frame != nullptr && !frame->object) BeginElement(*frame);
    const std::size_t begin = size();
    if (Next() == U'"' ? !ReadString() : !ReadLiteral()) return false;
    if (frame != nullptr) {
      frame->first = false;
      if (frame->object && frame->role == 'n') frame->name = {begin, size()};
      if (frame->object && frame->role == 'v') frame->value = {begin, size()};
    }
    return true;
  }

  void BeginElement(const Frame& frame) {
    const bool at_label = !frame.label.empty() && size() == frame.label.end;
    if (at_label) return;
    if (!frame.label.empty()) {
      reading_.EndLine();
      Repeat(frame.label);
    } else if (size() > 0 && reading_.characters.back() != U'\n') {
      reading_.Insert(U"\t");
    }
  }

  bool ReadString() {
    const auto place = [&](std::size_t begin, std::size_t end) {
      return Source{span_.part, span_.begin + static_cast<std::uint32_t>(begin),
                    span_.begin + static_cast<std::uint32_t>(end), SourceKind::kText};
    };
    for (++at_; at_ < text_.size();) {
      const std::size_t begin = at_;
      const char32_t c = text_[at_++];
      if (c == U'"') return true;
      if (c != U'\\') {
        reading_.Take(c, place(begin, at_));
        continue;
      }
      const auto escaped = ReadEscape();
      if (!escaped) return false;
      reading_.Take(*escaped, place(begin, at_));
    }
    return false;
  }

  // What stands behind a backslash.
  std::optional<char32_t> ReadEscape() {
    constexpr std::u32string_view kLetters = U"\"\\/bfnrt";
    constexpr std::u32string_view kMeant = U"\"\\/ \n\n\n\t";
    const char32_t c = Next();
    ++at_;
    if (const auto letter = kLetters.find(c); letter != kLetters.npos) return kMeant[letter];
    if (c != U'u') return std::nullopt;
    const auto unit = ReadHex();
    if (!unit || *unit < 0xD800 || *unit > 0xDFFF) return unit;
    const std::size_t before = at_;
    if (*unit <= 0xDBFF && text_.substr(at_).starts_with(U"\\u")) {
      at_ += 2;
      const auto low = ReadHex();
      if (low && *low >= 0xDC00 && *low <= 0xDFFF) {
        return 0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00);
      }
      at_ = before;
    }
    return 0xFFFD;
  }

  std::optional<char32_t> ReadHex() {
    char32_t value = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      const char32_t c = Next();
      const char32_t digit = c >= U'0' && c <= U'9'   ? c - U'0'
                             : c >= U'a' && c <= U'f' ? c - U'a' + 10
                             : c >= U'A' && c <= U'F' ? c - U'A' + 10
                                                      : 16;
      if (digit > 15) return std::nullopt;
      value = value << 4 | digit;
    }
    return value;
  }

  // `null` says nothing.
  bool ReadLiteral() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && !IsSpace(text_[at_]) && !IsOneOf(U",:[]{}\"", text_[at_])) {
      if (text_[at_] > 0x7F) return false;
      ++at_;
    }
    const std::u32string_view word = text_.substr(begin, at_ - begin);
    const bool number = !word.empty() && word.find_first_not_of(U"0123456789+-.eE") == word.npos &&
                        IsOneOf(U"-0123456789", word.front());
    if (!number && word != U"true" && word != U"false" && word != U"null") return false;
    if (word == U"null") return true;
    const Source whole{span_.part, span_.begin + static_cast<std::uint32_t>(begin),
                       span_.begin + static_cast<std::uint32_t>(at_), SourceKind::kLiteral};
    for (const char32_t c : word) reading_.Take(c, whole);
    return true;
  }

  const Source span_;
  const std::u32string_view text_;
  TextReading& reading_;
  std::size_t at_ = 0;
  std::vector<Frame> frames_;
};

}  // namespace

bool ReadJson(const Source& span, TextReading& reading) {
  const std::size_t before = reading.characters.size();
  reading.EndLine();
  if (JsonReader(span, reading).Run()) return true;
  reading.characters.resize(before);
  reading.sources.resize(before);
  return false;
}

}  // namespace sumikeshi
