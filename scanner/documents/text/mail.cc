// Mail: headers without their folds, every part decoded and read by its own form. A part that is no
// text cannot be looked at, and so the mail cannot.
//
// Sources: RFC 5322 2.2.3 (folding), RFC 2045 and 2046 (MIME), RFC 2231 (parameters).
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "scanner/documents/text/forms.h"

namespace sumikeshi {
namespace {

constexpr int kDeepest = 30;

char32_t Lower(char32_t c) { return c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c; }

std::u32string Lowered(std::u32string_view text) {
  std::u32string lower(text);
  std::ranges::transform(lower, lower.begin(), Lower);
  return lower;
}

bool IsBlank(char32_t c) { return c == U' ' || c == U'\t' || c == U'\r' || c == U'\n'; }

std::u32string_view Trim(std::u32string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

// A value of "; name=value" or "; name="value"", where it stands.
struct Parameter {
  std::u32string name;  // lower case
  Span value;
};

std::vector<Parameter> ParametersOf(std::u32string_view header) {
  std::vector<Parameter> parameters;
  for (std::size_t at = header.find(U';'); at != header.npos; at = header.find(U';', at)) {
    const std::size_t begin = at + 1;
    const std::size_t equals = header.find(U'=', begin);
    if (equals == header.npos) break;
    Span value{equals + 1, equals + 1};
    while (value.begin < header.size() && IsBlank(header[value.begin])) ++value.begin;
    if (value.begin < header.size() && header[value.begin] == U'"') {
      ++value.begin;
      value.end = std::min(header.find(U'"', value.begin), header.size());
    } else {
      value.end = value.begin;
      while (value.end < header.size() && header[value.end] != U';' &&
             !IsBlank(header[value.end])) {
        ++value.end;
      }
    }
    parameters.push_back({Lowered(Trim(header.substr(begin, equals - begin))), value});
    at = std::min(value.end, header.size());
  }
  return parameters;
}

// What the headers of an entity say about its body.
struct Entity {
  std::u32string type = U"text/plain";  // lower case
  std::u32string charset;
  std::u32string boundary;
  std::u32string encoding;  // lower case
};

class MailReader {
 public:
  explicit MailReader(TextReading& reading) : reading_(reading) {}

  Result<void> ReadEntity(const Source& span, int depth) {
    if (depth > kDeepest) return Fail(ErrorCode::kAttachment, {}, "parts within parts");
    Entity entity;
    auto body = ReadHeaders(span, entity);
    if (!body) return std::unexpected(body.error());
    reading_.EndLine();
    return ReadBody(*body, entity, depth);
  }

 private:
  [[nodiscard]] static Source Within(const Source& span, std::size_t begin, std::size_t end) {
    return {span.part, span.begin + static_cast<std::uint32_t>(begin),
            span.begin + static_cast<std::uint32_t>(end), SourceKind::kText};
  }

  // Adds the headers; gives the body.
  Result<Source> ReadHeaders(const Source& span, Entity& entity) {
    const std::u32string text(reading_.View(span));
    std::size_t at = 0;
    while (at < text.size()) {
      std::size_t end = LineEnd(text, at);
      if (Trim(std::u32string_view(text).substr(at, end - at)).empty()) {
        at = end;
        break;
      }
      while (end < text.size() && (text[end] == U' ' || text[end] == U'\t')) {
        end = LineEnd(text, end);
      }
      if (auto read = ReadHeader(Within(span, at, end), entity); !read) {
        return std::unexpected(read.error());
      }
      at = end;
    }
    return Within(span, at, text.size());
  }

  // Behind the line end of the line that holds `at`.
  [[nodiscard]] static std::size_t LineEnd(std::u32string_view text, std::size_t at) {
    const std::size_t end = text.find(U'\n', at);
    return end == text.npos ? text.size() : end + 1;
  }

  Result<void> ReadHeader(const Source& span, Entity& entity) {
    const std::u32string header(reading_.View(span));
    for (std::uint32_t i = 0; i < header.size(); ++i) {
      if (header[i] != U'\r' && header[i] != U'\n') reading_.Take(Within(span, i, i + 1));
    }
    reading_.EndLine();
    const std::size_t colon = std::min(header.find(U':'), header.size());
    const std::u32string name = Lowered(Trim(std::u32string_view(header).substr(0, colon)));
    if (!name.starts_with(U"content-")) return {};
    const std::vector<Parameter> parameters = ParametersOf(header);
    const std::u32string_view value =
        std::u32string_view(header).substr(std::min(colon + 1, header.size()));
    const std::u32string first = Lowered(Trim(value.substr(0, value.find(U';'))));
    if (name == U"content-transfer-encoding") entity.encoding = first;
    if (name == U"content-type") {
      entity.type = first;
      for (const Parameter& parameter : parameters) {
        const Span at = parameter.value;
        const std::u32string word = header.substr(at.begin, at.end - at.begin);
        if (parameter.name == U"charset") entity.charset = Lowered(word);
        if (parameter.name == U"boundary") entity.boundary = word;
      }
    }
    return ReadExtended(span, header, parameters);
  }

  // filename*=utf-8''%E7%97%85; filename*0*=... filename*1*=...
  Result<void> ReadExtended(const Source& span, std::u32string_view header,
                            const std::vector<Parameter>& parameters) {
    std::vector<Source> pieces;
    std::u32string charset;
    std::u32string_view whose;
    const auto flush = [&]() -> Result<void> {
      if (pieces.empty()) return {};
      auto part = AddPart(pieces, Transfer::kPercent, charset, reading_);
      if (!part) return std::unexpected(part.error());
      reading_.Take(*part);
      reading_.EndLine();
      pieces.clear();
      return {};
    };
    for (const Parameter& parameter : parameters) {
      if (!parameter.name.ends_with(U'*')) continue;
      const std::u32string_view name =
          std::u32string_view(parameter.name).substr(0, parameter.name.find(U'*'));
      if (name != whose) {
        if (auto flushed = flush(); !flushed) return flushed;
        whose = name;
      }
      Span at = parameter.value;
      if (pieces.empty()) {
        const std::size_t quote = header.find(U'\'', at.begin);
        const std::size_t second = quote < at.end ? header.find(U'\'', quote + 1) : header.npos;
        if (second < at.end) {
          charset = Lowered(header.substr(at.begin, quote - at.begin));
          at.begin = second + 1;
        }
      }
      if (!at.empty()) pieces.push_back(Within(span, at.begin, at.end));
    }
    return flush();
  }

  Result<void> ReadBody(const Source& body, const Entity& entity, int depth) {
    if (entity.type.starts_with(U"multipart/")) {
      if (entity.boundary.empty())
        return Fail(ErrorCode::kAttachment, {}, "parts without a border");
      return ReadParts(body, U"--" + entity.boundary, depth);
    }
    if (Trim(reading_.View(body)).empty()) return {};
    if (IsNoText(entity.type)) return Fail(ErrorCode::kAttachment, {}, "a part that is no text");
    Source content = body;
    if (entity.encoding == U"base64" || entity.encoding == U"quoted-printable") {
      const Transfer transfer =
          entity.encoding == U"base64" ? Transfer::kBase64 : Transfer::kQuotedPrintable;
      auto part = AddPart({&body, 1}, transfer, entity.charset, reading_);
      if (!part) return std::unexpected(part.error());
      content = *part;
    } else if (!IsPlainEncoding(entity.encoding) || entity.charset == U"utf-7") {
      return Fail(ErrorCode::kAttachment, {}, "a transfer encoding that is not known");
    }
    const std::u32string_view text = reading_.View(content);
    if (IsOtherFormat(text)) return Fail(ErrorCode::kAttachment, {}, "a part that is no text");
    if (entity.type == U"message/rfc822") return ReadEntity(content, depth + 1);
    Form form = FormOf(text);
    if (entity.type == U"text/html" || entity.type.ends_with(U"xml")) form = Form::kMarkup;
    if (entity.type == U"text/plain" && form == Form::kMail) form = Form::kPlain;
    auto read = ReadForm(content, form, reading_);
    reading_.EndLine();
    return read;
  }

  static bool IsPlainEncoding(std::u32string_view encoding) {
    return encoding.empty() || encoding == U"7bit" || encoding == U"8bit" || encoding == U"binary";
  }

  static bool IsNoText(std::u32string_view type) {
    if (type == U"image/svg+xml") return false;
    constexpr std::u32string_view kKinds[] = {
        U"image/",          U"audio/",           U"video/",
        U"font/",           U"application/pdf",  U"application/zip",
        U"application/vnd", U"application/ms",   U"application/pkcs7",
        U"application/x-",  U"application/gzip", U"application/pgp-enc"};
    return std::ranges::any_of(kKinds, [&](auto kind) { return type.starts_with(kind); });
  }

  static bool IsOtherFormat(std::u32string_view text) {
    constexpr std::u32string_view kStarts[] = {U"%PDF", U"{\\rtf", U"%!PS", U"begin 6",
                                               U"-----BEGIN PGP MESSAGE"};
    const std::u32string_view start = Trim(text.substr(0, 100));
    return std::ranges::any_of(kStarts, [&](auto word) { return start.starts_with(word); });
  }

  // What stands before the first border and behind the last is looked at, too.
  Result<void> ReadParts(const Source& body, const std::u32string& border, int depth) {
    const std::u32string text(reading_.View(body));
    bool inside = false;
    std::size_t begin = 0;
    const auto finish = [&](std::size_t end) -> Result<void> {
      const Source part = Within(body, begin, end);
      if (inside) return ReadEntity(part, depth + 1);
      if (!Trim(reading_.View(part)).empty()) reading_.Take(part);
      reading_.EndLine();
      return {};
    };
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = LineEnd(text, at);
      const std::u32string_view line = std::u32string_view(text).substr(at, end - at);
      if (line.starts_with(border)) {
        const std::u32string_view rest = Trim(line.substr(border.size()));
        if (rest.empty() || rest == U"--") {
          if (auto read = finish(at); !read) return read;
          inside = rest.empty();
          begin = end;
        }
      }
      at = end;
    }
    return finish(text.size());
  }

  TextReading& reading_;
};

}  // namespace

Result<void> ReadMail(const Source& span, TextReading& reading) {
  return MailReader(reading).ReadEntity(span, 0);
}

}  // namespace sumikeshi
