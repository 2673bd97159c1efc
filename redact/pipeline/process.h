// One document from bytes to a verified redacted file, or the reason why it is held.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "redact/pipeline/engine_pool.h"
#include "redact/policy/policy.h"
#include "redact/pseudonym/item_list.h"
#include "redact/pseudonym/treatment.h"
#include "scanner/detect.h"
#include "scanner/documents/codec.h"
#include "scanner/forms/form_library.h"
#include "scanner/personal/table.h"
#include "sumikeshi/finding.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// What one document is judged by. Profile and forms must outlive the settings.
struct ProcessSettings {
  const Profile* profile = nullptr;
  Context context;
  bool pictures = false;                 // of the redacted pages, for the report
  const Treatment* treatment = nullptr;  // null: redaction only; outlives the settings
  const FormLibrary* forms = nullptr;    // the company's own, or none
};

// A decision with the words behind it, which go no further than the keyed commitment.
struct DecidedDetection {
  Decision decision;
  std::string value;
};

// A small picture of a redacted page. Text pages have none.
struct PagePicture {
  std::vector<std::uint8_t> png;
  int width = 0;  // of the page itself
  int height = 0;
};

// What a treatment did to a document, without a value.
struct TreatedDocument {
  const Treatment* treatment = nullptr;
  std::map<std::string, std::size_t> counts;  // what stands for something else, by its key
  ItemList items;                             // what is left
  std::optional<SmallestGroup> group;         // of a table that was anonymised
};

struct ProcessedDocument {
  Verdict verdict;
  std::vector<DecidedDetection> decided;   // of all pages, also when held
  std::vector<PagePicture> pictures;       // by page, when released and wanted
  std::optional<TreatedDocument> treated;  // by a treatment, when released
};

// Redacts `bytes` (a file called `name`) into the new file `output`, which exists afterwards only
// if the verdict says released. Never throws; a bug becomes a held document (kInternal). Pages are
// read in parallel within the caller's TBB arena.
[[nodiscard]] ProcessedDocument ProcessDocument(Bytes bytes, const std::string& name,
                                                const std::filesystem::path& output,
                                                const ProcessSettings& settings,
                                                EnginePool& engines);

// What becomes of each.
[[nodiscard]] std::vector<DecidedDetection> Decide(std::vector<Detection> detections,
                                                   const ProcessSettings& settings);

// The same for what was found on a page of that class.
[[nodiscard]] std::vector<DecidedDetection> DecideOn(PageClass page_class,
                                                     std::vector<Detection> detections,
                                                     const ProcessSettings& settings);

// The decision that stops the document: one that neither keeps nor redacts. Of several the gravest,
// which is the last in the order of actions; null for none.
[[nodiscard]] const Decision* GravestHold(std::span<const DecidedDetection> decided);
[[nodiscard]] Error HoldError(const Decision& decision, const ProcessSettings& settings);

// The same as ProcessDocument without redacting: every finding with the decision that would be
// taken. `known` is filled on the way.
[[nodiscard]] Result<std::vector<DecidedDetection>> ScanDocument(Bytes bytes,
                                                                 const std::string& name,
                                                                 const ProcessSettings& settings,
                                                                 EnginePool& engines,
                                                                 Judgements& known);

}  // namespace sumikeshi
