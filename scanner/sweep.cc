// Looks closely only at the parts of a text that deserve it. Each is read with enough of what
// stands round it that nothing is judged otherwise than in the whole text; parts that touch are
// one. Long parts are read in pieces, rows of a table each time under its line of labels.
#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <tuple>

#include "scanner/detect.h"
#include "scanner/interest.h"
#include "scanner/text/utf8.h"

namespace sumikeshi {
namespace {

constexpr std::size_t kAround = 1800;     // bytes on either side of a piece
constexpr std::size_t kToLineEnd = 6000;  // bytes more, for whole lines
constexpr std::size_t kPiece = 48 << 10;  // bytes
constexpr std::size_t kSmall = 32 << 10;  // bytes: read as a whole

// Counts characters up to places that are near each other.
class Counter {
 public:
  explicit Counter(std::string_view text) : text_(text) {}

  std::size_t Before(std::size_t byte) {
    if (byte < at_) {
      count_ -= CountCharacters(text_.substr(byte, at_ - byte));
    } else {
      count_ += CountCharacters(text_.substr(at_, byte - at_));
    }
    at_ = byte;
    return count_;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t count_ = 0;
};

class Sweeper {
 public:
  Sweeper(std::string_view text, Span core, std::string_view header, int page, Judgements& known)
      : text_(text), core_(core), header_(header), page_(page), known_(known), counter_(text) {}

  std::vector<Detection> Run() {
    if (!header_.empty()) {
      ReadTable({core_.begin, core_.end}, header_);
      return std::move(found_);
    }
    const Interests interests = FindInterests(text_, known_);
    if (interests.places.empty()) return {};
    if (text_.size() <= kSmall) {
      labels_ = &interests.labels;
      Read({0, text_.size()}, core_, {});
      return std::move(found_);
    }
    labels_ = &interests.labels;
    // Places whose contexts touch are read together.
    std::vector<Interest> parts;
    for (const Interest& next : interests.places) {
      if (parts.empty() || next.context.begin > parts.back().context.end) {
        parts.push_back(next);
        continue;
      }
      Interest& part = parts.back();
      if (IsCutBetween(part.place.begin, next.place.begin)) {
        const std::size_t end = std::max(part.place.end, next.place.end);
        part.place.end = std::min(part.place.end, cut_);
        const std::size_t before = cut_ - std::min(cut_, kAround);
        parts.push_back(
            {{cut_, end},
             {std::min(before, next.context.begin), std::max(part.context.end, next.context.end)}});
        continue;
      }
      part.place = {std::min(part.place.begin, next.place.begin),
                    std::max(part.place.end, next.place.end)};
      part.context = {std::min(part.context.begin, next.context.begin),
                      std::max(part.context.end, next.context.end)};
    }
    for (const Interest& part : parts) ReadOutside(part, interests.tables);
    for (const Span& table : interests.tables) {
      const std::size_t end = std::min(text_.find('\n', table.begin), table.end);
      ReadTable(table, text_.substr(table.begin, end + 1 - table.begin));
    }
    std::ranges::stable_sort(found_, {}, [](const Detection& d) {
      const Span span = *d.finding.place.span;
      return std::tuple(span.begin, span.end, d.finding.category);
    });
    return std::move(found_);
  }

 private:
  // Parts are cut where the text itself says so, so that they are the same from wherever it is
  // read: before a line or sentence whose first bytes have a certain hash.
  [[nodiscard]] bool IsCutBetween(std::size_t from, std::size_t to) {
    constexpr std::string_view kFullStop = "。";
    constexpr std::size_t kHashed = 24;
    constexpr std::size_t kOneIn = 64;
    if (cut_ > from && cut_ < to) return true;
    for (std::size_t at = std::max(from + 1, searched_); at < to;) {
      const std::size_t line = text_.substr(at, to - at).find_first_of("\n\x82");
      if (line == text_.npos) break;
      at += line + 1;
      const bool ends = text_[at - 1] == '\n' || text_.substr(0, at).ends_with(kFullStop);
      if (!ends || std::hash<std::string_view>{}(text_.substr(at, kHashed)) % kOneIn != 0) continue;
      searched_ = at;
      if (at >= to) break;
      cut_ = at;
      return true;
    }
    searched_ = std::max(searched_, to);
    return false;
  }

  // `part` but for the tables in it, in pieces.
  void ReadOutside(Interest part, const std::vector<Span>& tables) {
    for (const Span& table : tables) {
      if (table.end <= part.place.begin || part.place.end <= table.begin) continue;
      if (table.begin > part.place.begin) {
        ReadPieces({{part.place.begin, table.begin}, part.context});
      }
      part.place.begin = std::max(part.place.begin, table.end);
    }
    ReadPieces(part);
  }

  void ReadPieces(Interest part) {
    while (!part.place.empty()) {
      Span piece = part.place;
      Span window = part.context;
      if (piece.end - piece.begin > 2 * kPiece) {
        piece.end = LineStart(piece.begin + kPiece, piece.begin + 1);
        window = {piece.begin - std::min(piece.begin, kAround), piece.end + kAround};
      }
      Read(WholeLines(window), piece, {});
      part.place.begin = piece.end;
      part.context.begin = std::max(part.context.begin, piece.end - std::min(piece.end, kAround));
    }
  }

  void ReadTable(Span table, std::string_view header) {
    bool first = header_.empty();
    while (!table.empty()) {
      const std::size_t end =
          table.end - table.begin <= 2 * kPiece ? table.end : RowEnd(table.begin, table.end);
      const Span piece{table.begin, end};
      Read(first ? Span{piece.begin, WithContext(piece).end} : WithContext(piece), piece,
           first ? std::string_view{} : header);
      first = false;
      table.begin = end;
    }
  }

  // The start of the line that holds `at`, or where that is far away, of the sentence.
  [[nodiscard]] std::size_t LineStart(std::size_t at, std::size_t low) const {
    constexpr std::string_view kFullStop = "。";
    at = CharacterStart(text_, std::min(at, text_.size()));
    low = std::max(low, at - std::min(at, kToLineEnd));
    if (low == 0) return 0;
    const std::string_view before = text_.substr(low, at - low);
    if (const std::size_t end = before.rfind('\n'); end != text_.npos) return low + end + 1;
    const std::size_t stop = before.rfind(kFullStop);
    return stop == text_.npos ? at : low + stop + kFullStop.size();
  }

  // The end of a row of a table, not inside quotes.
  [[nodiscard]] std::size_t RowEnd(std::size_t begin, std::size_t end) const {
    bool quoted = false;
    for (std::size_t at = begin; at < end; ++at) {
      if (text_[at] == '"') quoted = !quoted;
      if (text_[at] == '\n' && !quoted && at - begin >= kPiece) return at + 1;
      if (at - begin >= 16 * kPiece) return CharacterStart(text_, at);
    }
    return end;
  }

  [[nodiscard]] Span WithContext(Span piece) const {
    return WholeLines({piece.begin - std::min(piece.begin, kAround), piece.end + kAround});
  }

  [[nodiscard]] Span WholeLines(Span window) const {
    const std::size_t high = CharacterStart(text_, std::min(text_.size(), window.end));
    const std::size_t line = text_.substr(high, kToLineEnd).find('\n');
    return {window.begin == 0 ? 0 : LineStart(window.begin, 0),
            line == text_.npos ? high : high + line};
  }

  // Adds what is found in `window` and begins in `piece`.
  void Read(Span window, Span piece, std::string_view header) {
    piece = {std::max(piece.begin, core_.begin), std::min(piece.end, core_.end)};
    if (piece.empty()) return;
    std::u32string characters = ToCharacters(header);
    const std::size_t lead = characters.size();
    characters += ToCharacters(text_.substr(window.begin, window.end - window.begin));
    const std::size_t shift = counter_.Before(window.begin);
    const Span wanted{counter_.Before(piece.begin), counter_.Before(piece.end)};
    for (Detection& detection :
         DetectClosely({std::move(characters)}, page_, !header.empty() || HasLabel(window))) {
      Span& span = *detection.finding.place.span;
      if (span.begin < lead) continue;
      span = {span.begin - lead + shift, span.end - lead + shift};
      if (span.begin < wanted.begin || span.begin >= wanted.end) continue;
      found_.push_back(std::move(detection));
    }
  }

  // Whether a label or a question may stand in `window`.
  [[nodiscard]] bool HasLabel(Span window) const {
    if (labels_ == nullptr) return true;
    const auto at = std::ranges::lower_bound(*labels_, window.begin);
    return at != labels_->end() && *at < window.end;
  }

  std::string_view text_;
  const std::vector<std::size_t>* labels_ = nullptr;  // not known in rows of a table
  std::size_t searched_ = 0;                          // up to here for cuts
  std::size_t cut_ = std::string_view::npos;          // the last one
  Span core_;
  std::string_view header_;
  int page_;
  Judgements& known_;
  Counter counter_;
  std::vector<Detection> found_;
};

}  // namespace

std::string_view HeaderOfTable(std::string_view text) {
  constexpr std::size_t kEnough = std::size_t{64} << 10;
  const std::string_view start =
      text.substr(0, CharacterStart(text, std::min(text.size(), kEnough)));
  Judgements known;
  const Interests interests = FindInterests(start, known);
  if (interests.tables.empty()) return {};
  const Span& table = interests.tables.front();
  const bool whole = start.substr(0, table.begin).find_first_not_of(" \t\r\n") == start.npos &&
                     start.substr(table.end).find_first_not_of(" \t\r\n") == start.npos;
  const std::size_t end = start.find('\n', table.begin);
  return whole && end != start.npos ? start.substr(table.begin, end + 1 - table.begin)
                                    : std::string_view{};
}

std::vector<Detection> DetectInUtf8(std::string_view text, Span core, std::string_view header,
                                    int page_number, Judgements& known) {
  return Sweeper(text, core, header, page_number, known).Run();
}

}  // namespace sumikeshi
