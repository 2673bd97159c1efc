// Entry -> its encoding.
#include <fmt/format.h>

#include <cmath>

#include "redact/ledger/canonical.h"
#include "redact/ledger/circumstances.h"
#include "redact/ledger/entry_codec.h"

namespace sumikeshi {
namespace {

void EncodeCircumstances(Context context, CanonicalWriter& out) {
  if (!StatesCircumstances(context)) return;
  for (const CircumstanceField& field : kCircumstanceFields) {
    out.String(field.key, field.of(context));
  }
}

void EncodeCommon(const LedgerEntry& entry, CanonicalWriter& out) {
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

void EncodePlace(const Place& place, CanonicalWriter& out) {
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

void EncodeDecision(const Decision& decision, const Hash& commitment, CanonicalWriter& out) {
  EncodePlace(decision.finding.place, out);
  out.String("category", CategoryKey(decision.finding.category));
  out.String("finding_kind", decision.finding.kind);
  if (decision.finding.page_class != PageClass::kUnknown) {
    out.String("page_class", NameOf(decision.finding.page_class).key);
  }
  if (!decision.finding.label.empty()) out.String("label", decision.finding.label);
  out.String("recognizer", decision.finding.recognizer);
  out.Double("confidence", decision.finding.confidence);
  out.String("action", ActionKey(decision.action));
  out.String("rule", decision.rule);
  out.String("clause", decision.clause);
  out.HashValue("commitment", commitment);
}

void EncodeReason(const Error& reason, CanonicalWriter& out) {
  out.String("error", ErrorKey(reason.code));
  out.String("where", reason.where);
  out.String("what", reason.what);
  out.Integer("page", reason.page);
}

void EncodeApproval(const Approval& approval, CanonicalWriter& out) {
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

void EncodeProcedure(const LedgerEntry& entry, CanonicalWriter& out) {
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
  CanonicalWriter out;
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

}  // namespace sumikeshi
