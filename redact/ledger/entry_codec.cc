// The encoding of an entry. The decoder follows the encoder key by key and expects its very bytes.
#include "redact/ledger/entry_codec.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace sumikeshi {
namespace {

constexpr std::string_view KindKey(EntryKind kind) {
  switch (kind) {
    case EntryKind::kDecision:
      return "decision";
    case EntryKind::kReleased:
      return "released";
    case EntryKind::kHeld:
      return "held";
  }
  return {};
}

// Bytes of the well-formed UTF-8 character at `i`, 0 where there is none (RFC 3629).
std::size_t CharacterAt(std::string_view text, std::size_t i) {
  const auto byte = [&](std::size_t k) {
    return k < text.size() ? static_cast<unsigned char>(text[k]) : 0u;
  };
  const auto tail = [&](std::size_t k) { return (byte(k) & 0xC0u) == 0x80u; };
  const unsigned lead = byte(i);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return tail(i + 1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const bool overlong = lead == 0xE0 && byte(i + 1) < 0xA0;
    const bool surrogate = lead == 0xED && byte(i + 1) > 0x9F;
    return tail(i + 1) && tail(i + 2) && !overlong && !surrogate ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const bool overlong = lead == 0xF0 && byte(i + 1) < 0x90;
    const bool beyond = lead == 0xF4 && byte(i + 1) > 0x8F;
    return tail(i + 1) && tail(i + 2) && tail(i + 3) && !overlong && !beyond ? 4 : 0;
  }
  return 0;
}

class Encoder {
 public:
  void Raw(std::string_view text) { out_ += text; }

  void Key(std::string_view key) {
    out_ += out_.empty() ? '{' : ',';
    out_ += '"';
    out_ += key;
    out_ += "\":";
  }

  void String(std::string_view key, std::string_view text) {
    Key(key);
    Quoted(text);
  }

  void Integer(std::string_view key, std::int64_t number) {
    Key(key);
    Number(number);
  }

  void HashValue(std::string_view key, const Hash& hash) {
    Key(key);
    out_ += '"';
    out_ += Hex(hash);
    out_ += '"';
  }

  void Number(std::int64_t number) { fmt::format_to(std::back_inserter(out_), "{}", number); }

  // Bytes that are no UTF-8 (file names may hold any) become lone low surrogates, \udcXX.
  void Quoted(std::string_view text) {
    out_ += '"';
    for (std::size_t i = 0; i < text.size();) {
      const auto byte = static_cast<unsigned char>(text[i]);
      const std::size_t length = CharacterAt(text, i);
      if (length == 0) {
        fmt::format_to(std::back_inserter(out_), "\\udc{:02x}", byte);
      } else if (byte == '"' || byte == '\\') {
        out_ += '\\';
        out_ += text[i];
      } else if (byte < 0x20) {
        fmt::format_to(std::back_inserter(out_), "\\u00{:02x}", byte);
      } else {
        out_.append(text, i, length);
      }
      i += std::max<std::size_t>(length, 1);
    }
    out_ += '"';
  }

  [[nodiscard]] std::string Finish() && {
    out_ += '}';
    return std::move(out_);
  }

 private:
  std::string out_;
};

void EncodeCommon(const LedgerEntry& entry, Encoder& out) {
  out.Integer("sequence", entry.sequence);
  out.String("time", entry.time);
  out.String("kind", KindKey(entry.kind));
  out.String("batch", entry.provenance.batch);
  out.String("operator", entry.provenance.operator_id);
  out.String("program", entry.provenance.program);
  out.String("reader", entry.provenance.reader);
  out.String("profile", entry.provenance.profile);
  out.HashValue("profile_hash", entry.provenance.profile_hash);
  out.HashValue("dictionary_hash", entry.provenance.dictionary_hash);
  out.String("purpose", entry.context.purpose);
  out.String("ground", entry.context.ground);
  out.String("stage", entry.context.stage);
  out.String("person", entry.context.person);
  out.String("recipient", entry.context.recipient);
  out.String("document", entry.document);
  out.HashValue("input", entry.input_hash);
}

void EncodePlace(const Place& place, Encoder& out) {
  out.Integer("page", place.page);
  out.Key("boxes");
  out.Raw("[");
  bool first = true;
  for (const Box& box : place.boxes) {
    out.Raw(first ? "[" : ",[");
    first = false;
    out.Raw(fmt::format("{},{},{},{}]", box.left, box.top, box.right, box.bottom));
  }
  out.Raw("]");
  out.Key("span");
  out.Raw(place.span ? fmt::format("[{},{}]", place.span->begin, place.span->end) : "null");
}

void EncodeDecision(const Decision& decision, const Hash& commitment, Encoder& out) {
  EncodePlace(decision.finding.place, out);
  out.String("category", CategoryKey(decision.finding.category));
  out.String("finding_kind", decision.finding.kind);
  out.String("recognizer", decision.finding.recognizer);
  out.Key("confidence");
  out.Raw(fmt::format("{}", decision.finding.confidence));
  out.String("action", ActionKey(decision.action));
  out.String("rule", decision.rule);
  out.String("clause", decision.clause);
  out.HashValue("commitment", commitment);
}

void EncodeReason(const Error& reason, Encoder& out) {
  out.String("error", ErrorKey(reason.code));
  out.String("where", reason.where);
  out.String("what", reason.what);
  out.Integer("page", reason.page);
}

// Reads exactly what Encoder writes. After the first mismatch every read gives nothing.
class Decoder {
 public:
  explicit Decoder(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool ok() const { return ok_; }

  void Literal(std::string_view expected) {
    if (!ok_ || !rest_.starts_with(expected)) return Stop();
    rest_.remove_prefix(expected.size());
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

  [[nodiscard]] std::string String(std::string_view key) {
    Key(key);
    return Quoted();
  }

  template <typename Number>
  [[nodiscard]] Number Integer(std::string_view key) {
    Key(key);
    return Bare<Number>();
  }

  template <typename Number>
  [[nodiscard]] Number Bare() {
    Number number{};
    if (!ok_) return number;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), number);
    if (error != std::errc()) {
      Stop();
      return Number{};
    }
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return number;
  }

  [[nodiscard]] Hash HashValue(std::string_view key) {
    Key(key);
    Literal("\"");
    Hash hash{};
    if (!ok_ || rest_.size() < 2 * hash.size()) {
      Stop();
      return hash;
    }
    for (std::size_t i = 0; i < hash.size(); ++i) {
      hash[i] = static_cast<std::uint8_t>(HexDigit(rest_[2 * i]) << 4 | HexDigit(rest_[2 * i + 1]));
    }
    rest_.remove_prefix(2 * hash.size());
    Literal("\"");
    return hash;
  }

  void Stop() { ok_ = false; }
  [[nodiscard]] bool AtEnd() const { return ok_ && rest_.empty(); }

 private:
  unsigned HexDigit(char c) {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
    Stop();
    return 0;
  }

  std::string Quoted() {
    std::string text;
    Literal("\"");
    while (ok_) {
      const std::size_t plain = rest_.find_first_of("\"\\");
      if (plain == std::string_view::npos) break;
      text += rest_.substr(0, plain);
      const bool closed = rest_[plain] == '"';
      rest_.remove_prefix(plain + 1);
      if (closed) return text;
      Escape(text);
    }
    Stop();
    return text;
  }

  void Escape(std::string& text) {
    if (rest_.empty()) return Stop();
    const char kind = rest_.front();
    rest_.remove_prefix(1);
    if (kind == '"' || kind == '\\') {
      text += kind;
    } else if (kind == 'u' && rest_.size() >= 4 &&
               (rest_.starts_with("00") || rest_.starts_with("dc"))) {
      text += static_cast<char>(HexDigit(rest_[2]) << 4 | HexDigit(rest_[3]));
      rest_.remove_prefix(4);
    } else {
      Stop();
    }
  }

  std::string_view rest_;
  bool first_ = true;
  bool ok_ = true;
};

EntryKind DecodeKind(Decoder& in) {
  const std::string key = in.String("kind");
  for (const EntryKind kind : {EntryKind::kDecision, EntryKind::kReleased, EntryKind::kHeld}) {
    if (KindKey(kind) == key) return kind;
  }
  in.Stop();
  return EntryKind::kHeld;
}

LedgerEntry DecodeCommon(Decoder& in) {
  LedgerEntry entry;
  entry.sequence = in.Integer<std::int64_t>("sequence");
  entry.time = in.String("time");
  entry.kind = DecodeKind(in);
  entry.provenance.batch = in.String("batch");
  entry.provenance.operator_id = in.String("operator");
  entry.provenance.program = in.String("program");
  entry.provenance.reader = in.String("reader");
  entry.provenance.profile = in.String("profile");
  entry.provenance.profile_hash = in.HashValue("profile_hash");
  entry.provenance.dictionary_hash = in.HashValue("dictionary_hash");
  entry.context.purpose = in.String("purpose");
  entry.context.ground = in.String("ground");
  entry.context.stage = in.String("stage");
  entry.context.person = in.String("person");
  entry.context.recipient = in.String("recipient");
  entry.document = in.String("document");
  entry.input_hash = in.HashValue("input");
  return entry;
}

Place DecodePlace(Decoder& in) {
  Place place;
  place.page = in.Integer<int>("page");
  in.Key("boxes");
  in.Literal("[");
  while (in.ok() && in.TryLiteral(place.boxes.empty() ? "[" : ",[")) {
    Box& box = place.boxes.emplace_back();
    box.left = in.Bare<int>();
    in.Literal(",");
    box.top = in.Bare<int>();
    in.Literal(",");
    box.right = in.Bare<int>();
    in.Literal(",");
    box.bottom = in.Bare<int>();
    in.Literal("]");
  }
  in.Literal("]");
  in.Key("span");
  if (in.TryLiteral("[")) {
    Span& span = place.span.emplace();
    span.begin = in.Bare<std::size_t>();
    in.Literal(",");
    span.end = in.Bare<std::size_t>();
    in.Literal("]");
  } else {
    in.Literal("null");
  }
  return place;
}

Action DecodeAction(Decoder& in) {
  const std::string key = in.String("action");
  for (const Action action : {Action::kKeep, Action::kRedact, Action::kHold, Action::kReturn}) {
    if (ActionKey(action) == key) return action;
  }
  in.Stop();
  return Action::kHold;
}

Decision DecodeDecision(Decoder& in) {
  Decision decision;
  decision.finding.place = DecodePlace(in);
  const auto category = CategoryFromKey(in.String("category"));
  if (category) {
    decision.finding.category = *category;
  } else {
    in.Stop();
  }
  decision.finding.kind = in.String("finding_kind");
  decision.finding.recognizer = in.String("recognizer");
  decision.finding.confidence = in.Integer<double>("confidence");
  decision.action = DecodeAction(in);
  decision.rule = in.String("rule");
  decision.clause = in.String("clause");
  return decision;
}

Error DecodeReason(Decoder& in) {
  Error reason;
  const std::string key = in.String("error");
  reason.code = ErrorCodeFromKey(key);
  if (ErrorKey(reason.code) != key) in.Stop();
  reason.where = in.String("where");
  reason.what = in.String("what");
  reason.page = in.Integer<int>("page");
  return reason;
}

}  // namespace

Result<std::string> EncodeEntry(const LedgerEntry& entry) {
  Encoder out;
  EncodeCommon(entry, out);
  switch (entry.kind) {
    case EntryKind::kDecision:
      if (!entry.decision || !std::isfinite(entry.decision->finding.confidence)) {
        return Fail(ErrorCode::kInternal, "ledger", "an entry without a sound decision");
      }
      EncodeDecision(*entry.decision, entry.commitment, out);
      break;
    case EntryKind::kReleased:
      out.Integer("pages", entry.pages);
      out.HashValue("output", entry.output_hash);
      break;
    case EntryKind::kHeld:
      if (!entry.reason) return Fail(ErrorCode::kInternal, "ledger", "held without a reason");
      out.Integer("pages", entry.pages);
      EncodeReason(*entry.reason, out);
      break;
  }
  out.HashValue("previous", entry.previous);
  return std::move(out).Finish();
}

Result<LedgerEntry> DecodeEntry(std::string_view body) {
  Decoder in(body);
  LedgerEntry entry = DecodeCommon(in);
  switch (entry.kind) {
    case EntryKind::kDecision:
      entry.decision = DecodeDecision(in);
      entry.commitment = in.HashValue("commitment");
      break;
    case EntryKind::kReleased:
      entry.pages = in.Integer<int>("pages");
      entry.output_hash = in.HashValue("output");
      break;
    case EntryKind::kHeld:
      entry.pages = in.Integer<int>("pages");
      entry.reason = DecodeReason(in);
      break;
  }
  entry.previous = in.HashValue("previous");
  in.Literal("}");
  // Numbers and escapes have several spellings that the decoder takes; only one is the encoding.
  if (!in.AtEnd() || EncodeEntry(entry).value_or("") != body) {
    return Fail(ErrorCode::kLedger, "", "an entry is not in the ledger's encoding");
  }
  return entry;
}

Hash EntryHash(std::string_view body) {
  std::vector<std::uint8_t> leaf;
  leaf.reserve(body.size() + 1);
  leaf.push_back(0x00);
  leaf.insert(leaf.end(), body.begin(), body.end());
  return Sha256(leaf);
}

}  // namespace sumikeshi
