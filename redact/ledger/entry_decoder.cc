// An encoding -> its entry. The decoder follows the encoder key by key and takes no bytes but those
// that it would have written.
#include <cmath>

#include "redact/ledger/canonical.h"
#include "redact/ledger/circumstances.h"
#include "redact/ledger/entry_codec.h"

namespace sumikeshi {
namespace {

EntryKind DecodeKind(CanonicalReader& in) {
  const std::string key = in.String("kind");
  for (const EntryKind kind : {EntryKind::kDecision, EntryKind::kReleased, EntryKind::kHeld,
                               EntryKind::kApproval, EntryKind::kProcedure}) {
    if (EntryKindKey(kind) == key) return kind;
  }
  in.Stop();
  return EntryKind::kHeld;
}

// All of them or none.
void DecodeCircumstances(CanonicalReader& in, Context& context) {
  if (!in.TryKey(kCircumstanceFields.front().key)) return;
  for (const CircumstanceField& field : kCircumstanceFields) {
    const bool first = &field == kCircumstanceFields.data();
    field.of(context) = first ? in.Quoted() : in.String(field.key);
  }
  if (!StatesCircumstances(context)) in.Stop();
}

LedgerEntry DecodeCommon(CanonicalReader& in) {
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

Place DecodePlace(CanonicalReader& in) {
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

Action DecodeAction(CanonicalReader& in) {
  const std::string key = in.String("action");
  for (const Action action : kAllActions) {
    if (ActionKey(action) == key) return action;
  }
  in.Stop();
  return Action::kHold;
}

Decision DecodeDecision(CanonicalReader& in) {
  Decision decision;
  decision.finding.place = DecodePlace(in);
  const auto category = CategoryFromKey(in.String("category"));
  if (category) {
    decision.finding.category = *category;
  } else {
    in.Stop();
  }
  decision.finding.kind = in.String("finding_kind");
  if (in.TryKey("page_class")) {
    const auto page_class = PageClassFromKey(in.Quoted());
    if (!page_class || *page_class == PageClass::kUnknown) in.Stop();
    decision.finding.page_class = page_class.value_or(PageClass::kUnknown);
  }
  if (in.TryKey("label")) {
    decision.finding.label = in.Quoted();
    if (decision.finding.label.empty()) in.Stop();
  }
  decision.finding.recognizer = in.String("recognizer");
  in.Key("confidence");
  decision.finding.confidence = in.Bare<double>();
  if (!std::isfinite(decision.finding.confidence)) in.Stop();
  decision.action = DecodeAction(in);
  decision.rule = in.String("rule");
  decision.clause = in.String("clause");
  return decision;
}

Error DecodeReason(CanonicalReader& in) {
  Error reason;
  const std::string key = in.String("error");
  reason.code = ErrorCodeFromKey(key);
  if (ErrorKey(reason.code) != key) in.Stop();
  reason.where = in.String("where");
  reason.what = in.String("what");
  reason.page = in.Integer<int>("page");
  return reason;
}

Approval DecodeApproval(CanonicalReader& in) {
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

Procedure DecodeProcedure(CanonicalReader& in) {
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
  CanonicalReader in(body);
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
  if (!in.AtEnd()) {
    return Fail(ErrorCode::kLedger, "",
                "台帳の書き方でない記録があります / an entry is not in the ledger's encoding");
  }
  return entry;
}

}  // namespace sumikeshi
