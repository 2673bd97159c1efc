// Entry -> its encoding.
#include <fmt/format.h>

#include <cmath>

#include "redact/ledger/circumstances.h"
#include "redact/ledger/entry_codec.h"

namespace sumikeshi {
namespace {

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

void EncodeCircumstances(Context context, Encoder& out) {
  if (!StatesCircumstances(context)) return;
  for (const CircumstanceField& field : kCircumstanceFields) {
    out.String(field.key, field.of(context));
  }
}

void EncodeCommon(const LedgerEntry& entry, Encoder& out) {
  out.Integer("sequence", entry.sequence);
  out.String("time", entry.time);
  out.String("kind", EntryKindKey(entry.kind));
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
  EncodeCircumstances(entry.context, out);
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

void EncodeApproval(const Approval& approval, Encoder& out) {
  out.String("id", approval.id);
  out.String("applicant", approval.applicant);
  out.String("approver", approval.approver);
  out.Key("rules");
  out.Raw("[");
  for (const std::string& rule : approval.rules) {
    if (&rule != &approval.rules.front()) out.Raw(",");
    out.Quoted(rule);
  }
  out.Raw("]");
  out.String("documents", approval.documents);
  out.String("reason", approval.reason);
  out.String("until", approval.until);
}

void EncodeProcedure(const LedgerEntry& entry, Encoder& out) {
  const Procedure& procedure = *entry.procedure;
  out.String("step", procedure.step);
  out.String("id", procedure.id);
  out.String("by", procedure.by);
  out.String("means", procedure.method);
  out.String("reason", procedure.reason);
  out.String("reference", procedure.reference);
  out.String("note", procedure.note);
  out.HashValue("output", entry.output_hash);
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
    case EntryKind::kApproval:
      if (!entry.approval) return Fail(ErrorCode::kInternal, "ledger", "no approval");
      EncodeApproval(*entry.approval, out);
      break;
    case EntryKind::kProcedure:
      if (!entry.procedure) return Fail(ErrorCode::kInternal, "ledger", "no procedure");
      EncodeProcedure(entry, out);
      break;
  }
  out.HashValue("previous", entry.previous);
  return std::move(out).Finish();
}

Hash EntryHash(std::string_view body) {
  std::vector<std::uint8_t> leaf;
  leaf.reserve(body.size() + 1);
  leaf.push_back(0x00);
  leaf.insert(leaf.end(), body.begin(), body.end());
  return Sha256(leaf);
}

}  // namespace sumikeshi
