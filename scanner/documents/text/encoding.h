// Which of the encodings a file is in.
#pragma once

#include <string_view>

#include "scanner/documents/text/decoders.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// Byte order mark, then escape sequences, then strict UTF-8, then CP932 or EUC-JP by which of them
// reads like Japanese, or where both do, by the name that the text itself (charset=, encoding=) or
// `label` (lower case, may be empty) gives. kUnknownEncoding: none fits, or two fit equally well.
[[nodiscard]] Result<DecodedText> DecodeText(Bytes bytes, std::string_view label = {});

}  // namespace sumikeshi
