// An encoding -> its entry. The decoder follows the encoder key by key and expects its very bytes.
#include <charconv>

#include "redact/ledger/circumstances.h"
#include "redact/ledger/entry_codec.h"

namespace sumikeshi {
namespace {

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

 private:
  unsigned HexDigit(char c) {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
    Stop();
    return 0;
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
  for (const EntryKind kind : {EntryKind::kDecision, EntryKind::kReleased, EntryKind::kHeld,
                               EntryKind::kApproval, EntryKind::kProcedure}) {
    if (EntryKindKey(kind) == key) return kind;
  }
  in.Stop();
  return EntryKind::kHeld;
}

// All of them or none.
void DecodeCircumstances(Decoder& in, Context& context) {
  if (!in.TryKey(kCircumstanceFields.front().key)) return;
  for (const CircumstanceField& field : kCircumstanceFields) {
    const bool first = &field == kCircumstanceFields.data();
    field.of(context) = first ? in.Quoted() : in.String(field.key);
  }
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
  DecodeCircumstances(in, entry.context);
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
  for (const Action action : kAllActions) {
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

Approval DecodeApproval(Decoder& in) {
  Approval approval;
  approval.id = in.String("id");
  approval.applicant = in.String("applicant");
  approval.approver = in.String("approver");
  in.Key("rules");
  in.Literal("[");
  while (in.ok() && !in.TryLiteral("]")) {
    if (!approval.rules.empty()) in.Literal(",");
    approval.rules.push_back(in.Quoted());
  }
  approval.documents = in.String("documents");
  approval.reason = in.String("reason");
  approval.until = in.String("until");
  return approval;
}

Procedure DecodeProcedure(Decoder& in) {
  Procedure procedure;
  procedure.step = in.String("step");
  procedure.id = in.String("id");
  procedure.by = in.String("by");
  procedure.method = in.String("means");
  procedure.reason = in.String("reason");
  procedure.reference = in.String("reference");
  procedure.note = in.String("note");
  return procedure;
}

}  // namespace

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
    case EntryKind::kApproval:
      entry.approval = DecodeApproval(in);
      break;
    case EntryKind::kProcedure:
      entry.procedure = DecodeProcedure(in);
      entry.output_hash = in.HashValue("output");
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

}  // namespace sumikeshi
