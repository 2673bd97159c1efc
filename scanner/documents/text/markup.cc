// XML and HTML as lines of label and value. An element of XML is a label with its value; in HTML
// cells of a row are parted by tabs, blocks by line ends, inline elements by nothing. Attributes,
// comments and scripts follow at the end, each on its own line; a name beside a value is its label.
//
// Sources: HTML 13.1.2 (kinds of elements), 13.2.5 (where tags, comments and raw text end).
#include <algorithm>
#include <string>
#include <vector>

#include "scanner/documents/text/forms.h"

namespace sumikeshi {
namespace {

char32_t Lower(char32_t c) { return c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c; }

bool IsBlank(char32_t c) {
  return c == U' ' || c == U'\t' || c == U'\r' || c == U'\n' || c == U'\f';
}

template <std::size_t N>
bool IsIn(const std::u32string_view (&set)[N], std::u32string_view word) {
  return std::ranges::find(set, word) != std::end(set);
}

constexpr std::u32string_view kInline[] = {
    U"a",    U"abbr",  U"acronym", U"b",      U"bdi",    U"bdo",    U"big",  U"cite",
    U"code", U"del",   U"dfn",     U"em",     U"font",   U"i",      U"img",  U"ins",
    U"kbd",  U"mark",  U"q",       U"rb",     U"ruby",   U"s",      U"samp", U"small",
    U"span", U"nobr",  U"strike",  U"sub",    U"sup",    U"strong", U"time", U"tt",
    U"u",    U"var",   U"wbr",     U"input",  U"rtc",    U"meta",   U"rt",   U"rp",
    U"link", U"label", U"param",   U"source", U"script", U"style"};
constexpr std::u32string_view kBlocks[] = {
    U"address",  U"article", U"aside",    U"blockquote", U"body",     U"br",      U"button",
    U"caption",  U"center",  U"col",      U"colgroup",   U"datalist", U"dd",      U"details",
    U"dialog",   U"div",     U"dl",       U"dt",         U"fieldset", U"figure",  U"figcaption",
    U"footer",   U"form",    U"frame",    U"frameset",   U"h1",       U"h2",      U"h3",
    U"h4",       U"h5",      U"h6",       U"head",       U"header",   U"hgroup",  U"hr",
    U"html",     U"iframe",  U"legend",   U"li",         U"main",     U"menu",    U"nav",
    U"noscript", U"object",  U"ol",       U"optgroup",   U"option",   U"output",  U"p",
    U"picture",  U"pre",     U"progress", U"section",    U"select",   U"summary", U"svg",
    U"table",    U"tbody",   U"td",       U"template",   U"textarea", U"tfoot",   U"th",
    U"thead",    U"title",   U"tr",       U"ul",         U"video",    U"audio",   U"canvas",
    U"base",     U"area",    U"map",      U"embed",      U"track",    U"noframes"};
constexpr std::u32string_view kLabelAttributes[] = {
    U"name",     U"label", U"title", U"id",     U"placeholder", U"aria-label",
    U"property", U"key",   U"項目",  U"項目名", U"名称"};
constexpr std::u32string_view kValueAttributes[] = {U"value", U"content", U"text", U"data",
                                                    U"値",    U"内容",    U"回答"};

struct Attribute {
  Span name;
  Span value;
};

struct Tag {
  Span name;  // without a prefix
  std::vector<Attribute> attributes;
  std::size_t end = 0;
  bool closing = false;
  bool empty = false;  // <br/>
};

class MarkupReader {
 public:
  MarkupReader(const Source& span, TextReading& reading)
      : span_(span), text_(reading.View(span)), reading_(reading) {}

  void Run() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t tag = std::min(text_.find(U'<', at), text_.size());
      if (tag > at) AddText(at, tag);
      at = tag == text_.size() ? tag : ReadMark(tag);
    }
    reading_.EndLine();
    for (const auto& [label, value] : aside_) {
      if (!label.empty()) {
        reading_.Take(At(label, SourceKind::kFixed));
        reading_.Insert(U"：");
      }
      reading_.Take(At(value));
      reading_.EndLine();
    }
  }

 private:
  struct Aside {
    Span label;  // may be empty
    Span value;
  };

  [[nodiscard]] Source At(Span span, SourceKind kind = SourceKind::kText) const {
    return {span_.part, span_.begin + static_cast<std::uint32_t>(span.begin),
            span_.begin + static_cast<std::uint32_t>(span.end), kind};
  }
  [[nodiscard]] std::u32string Word(Span span) const {
    std::u32string word(text_.substr(span.begin, span.end - span.begin));
    std::ranges::transform(word, word.begin(), Lower);
    return word;
  }
  void AddAside(Span label, Span value) {
    const auto blank = text_.substr(value.begin, value.end - value.begin);
    if (!std::ranges::all_of(blank, IsBlank)) aside_.push_back({label, value});
  }
  [[nodiscard]] std::size_t Behind(std::u32string_view word, std::size_t at) const {
    const std::size_t found = text_.find(word, at);
    return found == text_.npos ? text_.size() : found + word.size();
  }

  // What begins with '<' at `at`; gives where it ends.
  std::size_t ReadMark(std::size_t at) {
    const std::u32string_view rest = text_.substr(at);
    if (rest.starts_with(U"<!--")) {
      const std::size_t end = std::min(text_.find(U"-->", at + 4), text_.size());
      AddAside({}, {at + 4, end});
      return std::min(end + 3, text_.size());
    }
    if (rest.starts_with(U"<![CDATA[")) {
      const std::size_t end = std::min(text_.find(U"]]>", at), text_.size());
      Settle();
      reading_.Take(At({at + 9, end}));
      return std::min(end + 3, text_.size());
    }
    if (rest.starts_with(U"<!") || rest.starts_with(U"<?")) {
      const std::size_t end = rest[1] == U'?' ? Behind(U"?>", at) : DeclarationEnd(at);
      AddAside({}, {at + 2, end - 1});
      return end;
    }
    const Tag tag = ReadTag(at);
    if (tag.name.empty()) {
      AddText(at, at + 1);
      return at + 1;
    }
    return tag.closing ? Close(tag) : Open(tag);
  }

  // <!DOCTYPE a [ <!ENTITY b "c"> ]>
  [[nodiscard]] std::size_t DeclarationEnd(std::size_t at) const {
    const std::size_t end = Behind(U">", at);
    const std::size_t subset = text_.find(U'[', at);
    return subset < end ? Behind(U"]>", subset) : end;
  }

  [[nodiscard]] Tag ReadTag(std::size_t at) const {
    Tag tag;
    tag.closing = at + 1 < text_.size() && text_[at + 1] == U'/';
    std::size_t i = at + (tag.closing ? 2 : 1);
    const std::size_t begin = i;
    const auto in_name = [](char32_t c) {
      return !IsBlank(c) && c != U'/' && c != U'>' && c != U'<';
    };
    while (i < text_.size() && in_name(text_[i])) ++i;
    const bool named = i > begin && (text_[begin] > 0x7F || text_[begin] == U'_' ||
                                     (Lower(text_[begin]) >= U'a' && Lower(text_[begin]) <= U'z'));
    if (!named) return tag;
    tag.name = {begin, i};
    const std::size_t colon = text_.substr(begin, i - begin).find(U':');
    if (colon != text_.npos) tag.name.begin += colon + 1;
    while (i < text_.size() && text_[i] != U'>') {
      if (IsBlank(text_[i]) || text_[i] == U'/') {
        tag.empty = text_[i] == U'/';
        ++i;
      } else {
        i = ReadAttribute(i, tag);
      }
    }
    tag.end = std::min(i + 1, text_.size());
    return tag;
  }

  std::size_t ReadAttribute(std::size_t i, Tag& tag) const {
    Attribute attribute{{i, i}, {}};
    do ++i;
    while (i < text_.size() && !IsBlank(text_[i]) && text_[i] != U'=' && text_[i] != U'>' &&
           text_[i] != U'/');
    attribute.name.end = i;
    std::size_t next = i;
    while (next < text_.size() && IsBlank(text_[next])) ++next;
    if (next < text_.size() && text_[next] == U'=') {
      i = next + 1;
      while (i < text_.size() && IsBlank(text_[i])) ++i;
      const char32_t quote = i < text_.size() ? text_[i] : U'>';
      if (quote == U'"' || quote == U'\'') {
        attribute.value = {i + 1, std::min(text_.find(quote, i + 1), text_.size())};
        i = std::min(attribute.value.end + 1, text_.size());
      } else {
        attribute.value.begin = i;
        while (i < text_.size() && !IsBlank(text_[i]) && text_[i] != U'>') ++i;
        attribute.value.end = i;
      }
    }
    tag.attributes.push_back(attribute);
    return i;
  }

  void AddAttributes(const Tag& tag) {
    Span label;
    Span value;
    for (const Attribute& attribute : tag.attributes) {
      const std::u32string name = Word(attribute.name);
      const bool japanese = std::ranges::any_of(name, [](char32_t c) { return c > 0x7F; });
      AddAside(japanese ? attribute.name : Span{}, attribute.value);
      if (IsIn(kLabelAttributes, name)) label = attribute.value;
      if (IsIn(kValueAttributes, name)) value = attribute.value;
    }
    if (!label.empty() && !value.empty()) AddAside(label, value);
  }

  std::size_t Open(const Tag& tag) {
    const std::u32string name = Word(tag.name);
    AddAttributes(tag);
    if (name == U"script" || name == U"style" || name == U"rt" || name == U"rp") {
      const std::size_t end = EndOf(name, tag.end);
      AddAside({}, {tag.end, end});
      return end;
    }
    if (name == U"td" || name == U"th") {
      Cell();
    } else if (name == U"input" || name == U"option") {
      for (const Attribute& attribute : tag.attributes) {
        if (Word(attribute.name) != U"value") continue;
        Settle();
        reading_.Take(At(attribute.value));
      }
    } else if (IsIn(kBlocks, name)) {
      const bool has_label = name == U"dd" && AtEdge() && !reading_.characters.empty();
      if (!has_label) Break(name == U"tr" || name == U"table");
    } else if (!IsIn(kInline, name)) {
      reading_.EndLine();
      reading_.Take(At(tag.name, SourceKind::kFixed));
      reading_.Insert(U"：");
      if (tag.empty) reading_.EndLine();
    }
    return tag.end;
  }

  std::size_t Close(const Tag& tag) {
    const std::u32string name = Word(tag.name);
    if (name == U"td" || name == U"th") {
      in_cell_ = false;
      waiting_ = false;
    } else if (name == U"dt" || name == U"label") {
      if (!reading_.characters.empty() && !IsSeparator(reading_.characters.back())) {
        reading_.Insert(name == U"dt" ? U"：" : U"\t");
      }
    } else if (IsIn(kBlocks, name)) {
      Break(name == U"tr" || name == U"table");
    } else if (!IsIn(kInline, name)) {
      reading_.EndLine();
    }
    return tag.end;
  }

  static bool IsSeparator(char32_t c) {
    return c == U'\n' || c == U'\t' || c == U':' || c == U'：';
  }

  // The start of the tag that closes raw text.
  [[nodiscard]] std::size_t EndOf(std::u32string_view name, std::size_t at) const {
    for (std::size_t end = text_.find(U"</", at); end != text_.npos;
         end = text_.find(U"</", end + 2)) {
      if (Word({end + 2, std::min(end + 2 + name.size(), text_.size())}) == name) return end;
    }
    return text_.size();
  }

  void Cell() {
    if (row_has_cells_) {
      reading_.Insert(U"\t");
    } else {
      reading_.EndLine();
    }
    in_cell_ = row_has_cells_ = true;
    waiting_ = false;
  }

  // A block ends the line; within a cell it parts what it stands between.
  void Break(bool row) {
    if (row) {
      in_cell_ = row_has_cells_ = waiting_ = false;
    }
    if (in_cell_) {
      waiting_ = !reading_.characters.empty() && !IsSeparator(reading_.characters.back());
    } else {
      reading_.EndLine();
    }
  }

  void Settle() {
    if (waiting_) reading_.Insert(U"、");
    waiting_ = false;
  }

  // Spaces with a line end among them are how the file is laid out: one space, or none at the edge.
  void AddText(std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end;) {
      std::size_t next = at;
      while (next < end && IsBlank(text_[next])) ++next;
      const std::u32string_view gap = text_.substr(at, next - at);
      if (next == at) {
        Settle();
        next = at + 1;
        while (next < end && !IsBlank(text_[next])) ++next;
        reading_.Take(At({at, next}));
      } else if (gap.find(U'\n') == gap.npos && gap.find(U'\r') == gap.npos) {
        if (!AtEdge()) reading_.Take(At({at, next}));
      } else if (at > begin && next < end && !AtEdge()) {
        reading_.Insert(U" ");
      }
      at = next;
    }
  }

  [[nodiscard]] bool AtEdge() const {
    return reading_.characters.empty() || IsSeparator(reading_.characters.back());
  }

  const Source span_;
  const std::u32string_view text_;
  TextReading& reading_;
  std::vector<Aside> aside_;
  bool in_cell_ = false;
  bool row_has_cells_ = false;
  bool waiting_ = false;  // for more in a cell
};

}  // namespace

Result<void> ReadMarkup(const Source& span, TextReading& reading) {
  const std::u32string_view text = reading.View(span);
  if (text.find(U";base64,") != text.npos) {
    return Fail(ErrorCode::kAttachment, {}, "embedded data");
  }
  reading.EndLine();
  MarkupReader(span, reading).Run();
  return {};
}

}  // namespace sumikeshi
