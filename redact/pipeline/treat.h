// One text from bytes to a verified copy in which personal data have pseudonyms or are generalised.
#pragma once

#include <filesystem>
#include <string>

#include "redact/pipeline/process.h"

namespace sumikeshi {

// As ProcessDocument, under settings.treatment. Fills `result.decided`, also when it fails, and
// `result.treated`; gives the hash of the file. What the policy redacts is blacked out as always.
// kUnsupportedFeature for pages (images, PDF): they are never passed through untreated.
[[nodiscard]] Result<Hash> TreatDocument(Bytes bytes, const std::string& name, const Codec& codec,
                                         const std::filesystem::path& output,
                                         const ProcessSettings& settings,
                                         ProcessedDocument& result);

}  // namespace sumikeshi
