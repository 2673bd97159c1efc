// Find, decide, replace; then look at what came of it as at a new text, until there is nothing left
// to replace: neither a value that was replaced before, anywhere, nor a new finding.
#include "redact/pipeline/treat.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "redact/ledger/ledger.h"
#include "redact/pipeline/mapped_file.h"
#include "redact/pseudonym/pseudonym.h"
#include "scanner/documents/output_file.h"
#include "scanner/documents/text/reading.h"
#include "scanner/forms/page_class.h"
#include "scanner/personal/personal.h"
#include "scanner/repeats.h"
#include "scanner/text/utf8.h"
#include "scanner/text/view.h"

namespace sumikeshi {
namespace {

constexpr int kMaxRounds = 5;
constexpr std::string_view kRecognizer = "personal";
constexpr double kConfidence = 0.9;

std::optional<Category> CategoryOf(PersonalKind kind) {
  switch (kind) {
    case PersonalKind::kEmail:
      return Category::kEmail;
    case PersonalKind::kPhone:
      return Category::kPhone;
    case PersonalKind::kBirthDate:
    case PersonalKind::kAge:
      return Category::kBirthDate;
    case PersonalKind::kAccount:
      return Category::kBankAccount;
    case PersonalKind::kAddress:
    case PersonalKind::kPostalCode:
      return Category::kAddress;
    case PersonalKind::kName:
      return Category::kName;
    case PersonalKind::kId:
    case PersonalKind::kDate:
      return std::nullopt;
  }
  return std::nullopt;
}

// Spans in order, those that touch as one.
std::vector<Span> United(std::vector<Span> spans) {
  std::ranges::sort(spans, {}, &Span::begin);
  std::vector<Span> united;
  for (const Span& span : spans) {
    if (!united.empty() && span.begin <= united.back().end) {
      united.back().end = std::max(united.back().end, span.end);
    } else {
      united.push_back(span);
    }
  }
  return united;
}

void BlackOut(char32_t& c) {
  if (c != U'\n' && c != U'\r' && c != U'\t') c = c < 0x80 ? U'*' : U'■';
}

bool Overlaps(const Span& a, const Span& b) { return a.begin < b.end && b.begin < a.end; }

class TextTreatment {
 public:
  TextTreatment(Bytes bytes, const ProcessSettings& settings, ProcessedDocument& result)
      : bytes_(bytes.begin(), bytes.end()),
        settings_(settings),
        treatment_(*settings.treatment),
        result_(result) {}

  // The bytes of the copy.
  Result<std::vector<std::uint8_t>> Run() {
    result_.treated.emplace().treatment = &treatment_;
    for (int round = 0; round < kMaxRounds; ++round) {
      auto reading = ReadText(bytes_);
      if (!reading) return std::unexpected(reading.error());
      const Text text = TextOf(*reading);
      if (round == 0) {
        shadow_ = text;
        page_class_ = ClassifyText(ToUtf8(text.characters));
        for (std::size_t i = 0; i < text.characters.size(); ++i) origin_.push_back(i);
      } else if (text.characters != expected_) {
        return Fail(ErrorCode::kVerifyFailed, "", "the text round the replacements changed");
      }
      auto replacements = Look(text, round == 0);
      if (!replacements) return std::unexpected(replacements.error());
      if (replacements->empty()) return std::move(bytes_);
      auto rewritten = Rewrite(*reading, bytes_, *replacements);
      if (!rewritten) return std::unexpected(rewritten.error());
      Advance(*std::move(rewritten));
    }
    return Fail(ErrorCode::kVerifyFailed, "", "something readable is left after the treatment");
  }

  // The copy would be called by what was taken out of it.
  [[nodiscard]] bool IsNamedAfterValue(const std::string& name) const {
    return !known_.FindIn(MakeView(Text{ToCharacters(name)}).text).empty();
  }

 private:
  static std::vector<Detection> Detected(const Text& text) {
    std::vector<Detection> found = DetectClosely(text, 1);
    std::ranges::move(FindRepeats(text, 1, RepeatedValues(found), found),
                      std::back_inserter(found));
    return found;
  }

  // What must be replaced in a text, in order.
  Result<std::vector<Replacement>> Look(const Text& text, bool first) {
    auto table = ReadTable(text);
    if (!table) return std::unexpected(table.error());
    std::vector<Detection> found = Detected(shadow_);
    std::vector<DecidedDetection> decided = DecideOn(page_class_, found, settings_);
    if (const Decision* hold = GravestHold(decided)) {
      Error error = HoldError(*hold, settings_);
      std::ranges::move(decided, std::back_inserter(result_.decided));
      return std::unexpected(std::move(error));
    }
    if (!first) found = Detected(text);
    const std::vector<Span> masks = TakeOut(decided);
    std::vector<Span> settled = FindPseudonyms(text);
    std::ranges::copy(masks, std::back_inserter(settled));
    settled = United(std::move(settled));
    // Later there is no value behind a label any more, only what stands for one.
    const PersonalOptions options{treatment_.mode == TreatmentMode::kAnonymise, first,
                                  first && *table ? &**table : nullptr, settled};
    const PersonalData personal = FindPersonal(text, found, known_, options);
    std::vector<Replacement> replacements;
    for (const Span& mask : masks) replacements.push_back({mask, std::nullopt});
    std::vector<Span> replaced;
    for (const PersonalItem& item : personal.items) {
      if (Replace(text, item, replacements)) replaced.push_back(item.span);
    }
    Keep(std::move(decided), replaced, first);
    if (first) ListLabels(personal);
    if (replacements.empty()) Describe(text, *table);
    std::ranges::sort(replacements, {}, [](const Replacement& r) { return r.span.begin; });
    return replacements;
  }

  // Decides anew on what the policy keeps and the treatment does not; blacks out in the shadow, and
  // gives where that stands in the text.
  std::vector<Span> TakeOut(std::vector<DecidedDetection>& decided) {
    std::vector<Span> masks;
    for (DecidedDetection& one : decided) {
      Decision& decision = one.decision;
      const Category category = decision.finding.category;
      if (decision.action == Action::kKeep && IsTakenOut(treatment_, category)) {
        decision.action = Action::kRedact;
        decision.rule = RuleOf(treatment_, CategoryKey(category));
        decision.clause = ClauseOf(treatment_, category);
      }
      if (decision.action != Action::kRedact) continue;
      const Span span = *decision.finding.place.span;
      for (std::size_t i = span.begin; i < span.end; ++i) BlackOut(shadow_.characters[i]);
      const auto begin = std::ranges::lower_bound(origin_, span.begin);
      const auto end = std::ranges::lower_bound(origin_, span.end);
      if (begin < end) masks.push_back({IndexOf(begin), IndexOf(end)});
    }
    return United(std::move(masks));
  }

  [[nodiscard]] std::size_t IndexOf(std::vector<std::size_t>::const_iterator at) const {
    return static_cast<std::size_t>(at - origin_.begin());
  }

  // False where what would stand for the value is what stands there.
  bool Replace(const Text& text, const PersonalItem& item, std::vector<Replacement>& into) {
    std::u32string stand = StandFor(treatment_, item.kind, item.value);
    if (text.characters.compare(item.span.begin, item.span.end - item.span.begin, stand) == 0) {
      return false;
    }
    into.push_back({item.span, std::move(stand)});
    ++result_.treated->counts[std::string(PersonalKey(item.kind))];
    const auto category = CategoryOf(item.kind);
    if (!category) return true;
    Decision decision;
    const Span span{origin_[item.span.begin], origin_[item.span.end - 1] + 1};
    decision.finding = {*category,     "",          std::string(kRecognizer),
                        {1, {}, span}, kConfidence, page_class_};
    decision.action = Action::kRedact;
    decision.rule = RuleOf(treatment_, PersonalKey(item.kind));
    decision.clause = ClauseOf(treatment_, *category);
    Record({std::move(decision), item.value});
    return true;
  }

  // Records what the policy decided, but for what has a decision of the treatment.
  void Keep(std::vector<DecidedDetection> decided, const std::vector<Span>& replaced, bool first) {
    for (DecidedDetection& one : decided) {
      const Span span = *one.decision.finding.place.span;
      const bool kept = one.decision.action == Action::kKeep;
      const auto at = std::ranges::upper_bound(replaced, span.begin, {}, &Span::end);
      if (kept && (!first || (at != replaced.end() && Overlaps(*at, span)))) continue;
      if (!kept) ++result_.treated->counts["redacted"];
      if (kept && one.decision.finding.category < Category::kName) {
        const std::string_view name = CategoryJapanese(one.decision.finding.category);
        result_.treated->items.items.emplace(name);
      }
      Record(std::move(one));
    }
  }

  // With its place in the file as it came.
  void Record(DecidedDetection decided) {
    Span& span = *decided.decision.finding.place.span;
    span = shadow_.SourceOf(span);
    result_.decided.push_back(std::move(decided));
  }

  void Advance(RewrittenText rewritten) {
    std::vector<std::size_t> origin;
    origin.reserve(rewritten.characters.size());
    std::size_t old = 0;
    for (const RewrittenText::Place& place : rewritten.places) {
      while (old < place.before.begin) origin.push_back(origin_[old++]);
      origin.resize(place.now.end, origin_[place.before.begin]);
      old = std::max(old, place.before.end);
    }
    while (old < origin_.size()) origin.push_back(origin_[old++]);
    origin_ = std::move(origin);
    bytes_ = std::move(rewritten.bytes);
    expected_ = std::move(rewritten.characters);
  }

  void ListLabels(const PersonalData& personal) {
    for (const Label* label : personal.labels) ListItem(*label);
  }

  void ListItem(const Label& label) {
    std::string name = ItemName(label);
    if (!name.empty()) result_.treated->items.items.insert(std::move(name));
  }

  // What is in the copy.
  void Describe(const Text& text, const std::optional<PersonalTable>& table) {
    TreatedDocument& treated = *result_.treated;
    if (!table) {
      treated.items.items.insert("文章（自由記述）");
      return;
    }
    treated.group = FindSmallestGroup(text, *table, treatment_.smallest_group);
    for (const TableColumn& column : table->columns) {
      if (column.label != nullptr) {
        ListItem(*column.label);
      } else {
        ++treated.items.unknown_columns;
      }
    }
  }

  std::vector<std::uint8_t> bytes_;
  const ProcessSettings& settings_;
  const Treatment& treatment_;
  ProcessedDocument& result_;
  Text shadow_;
  PageClass page_class_ = PageClass::kUnknown;
  std::vector<std::size_t> origin_;  // of each character of the text, in the shadow
  std::u32string expected_;
  KnownValues known_;
};

}  // namespace

Result<Hash> TreatDocument(Bytes bytes, const std::string& name, const Codec& codec,
                           const std::filesystem::path& output, const ProcessSettings& settings,
                           ProcessedDocument& result) {
  if (codec.id != "text") {
    return Fail(
        ErrorCode::kUnsupportedFeature, {},
        "仮名加工・匿名加工ができるのはテキスト形式だけです / only text can be pseudonymised or "
        "anonymised, no pages");
  }
  TextTreatment treatment(bytes, settings, result);
  auto treated = treatment.Run();
  if (!treated) return std::unexpected(treated.error());
  if (treatment.IsNamedAfterValue(name)) {
    return Fail(
        ErrorCode::kStructure, {},
        "ファイル名に氏名などがあります。名前を変えてください / the file name holds a value that "
        "was replaced: rename it");
  }
  auto file = OutputFile::Create(output);
  if (!file) return std::unexpected(file.error());
  (*file)->Write(*treated);
  if (auto finished = (*file)->Finish(); !finished) return std::unexpected(finished.error());
  // The bytes on the disk are those that were looked at last.
  auto written = MappedFile::Open(output);
  if (!written) return std::unexpected(written.error());
  const auto again = FindCodec(written->bytes(), name);
  if (!again || *again != &codec || !std::ranges::equal(written->bytes(), *treated)) {
    return Fail(ErrorCode::kVerifyFailed, "", "the output is not what was verified");
  }
  return Sha256(written->bytes());
}

}  // namespace sumikeshi
