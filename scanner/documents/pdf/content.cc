// What a page of a PDF shows: a small interpreter of content streams (ISO 32000-1, 8 and 9) that
// follows the matrix, the text rendering mode and the forms, and looks up images.
#include "scanner/documents/pdf/content.h"

#include <qpdf/BufferInputSource.hh>
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDFTokenizer.hh>
#include <set>
#include <stdexcept>
#include <string_view>

namespace sumikeshi {
namespace {

constexpr std::size_t kMaxContent = 64'000'000;
constexpr std::size_t kMaxImages = 10'000;
constexpr int kMaxDepth = 8;
constexpr double kInvisibleText = 3;

using Words = std::set<std::string_view>;

// Paint something.
const Words kPaint = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh"};
const Words kShowText = {"Tj", "TJ", "'", "\""};
// Change nothing that an image depends on.
const Words kHarmless = {"w",  "J",  "j",  "M",  "d",  "ri", "i",  "m",   "l",   "c",  "v",
                         "y",  "h",  "re", "n",  "BT", "ET", "Tc", "Tw",  "Tz",  "TL", "Tf",
                         "Ts", "Td", "TD", "Tm", "T*", "CS", "cs", "SC",  "SCN", "sc", "scn",
                         "G",  "g",  "RG", "rg", "K",  "k",  "MP", "BMC", "EMC"};

class LimitedString : public Pipeline {
 public:
  explicit LimitedString(std::size_t limit) : Pipeline("limited", nullptr), limit_(limit) {}
  void write(unsigned char const* data, size_t size) override {
    if (size > limit_ - text_.size()) {
      full_ = true;
      throw std::runtime_error("limit");
    }
    text_.append(reinterpret_cast<char const*>(data), size);
  }
  void finish() override {}
  bool full() const { return full_; }
  std::string Take() { return std::move(text_); }

 private:
  std::size_t limit_;
  std::string text_;
  bool full_ = false;
};

struct State {
  QPDFMatrix matrix;
  double text_mode = 0;
};

class Interpreter {
 public:
  Result<void> Run(const std::string& stream, QPDFObjectHandle resources, State state, int depth) {
    auto input = std::make_shared<BufferInputSource>("content", stream);
    QPDFTokenizer tokenizer;
    tokenizer.allowEOF();
    std::vector<State> saved;
    std::vector<QPDFTokenizer::Token> operands;
    while (true) {
      const QPDFTokenizer::Token token = tokenizer.readToken(input, "content", true);
      if (token.getType() == QPDFTokenizer::tt_eof) return {};
      if (token.getType() == QPDFTokenizer::tt_bad) return Fail(ErrorCode::kCorrupt, {}, "content");
      if (token.getType() != QPDFTokenizer::tt_word) {
        operands.push_back(token);
        continue;
      }
      const std::string& word = token.getValue();
      if (word == "q") {
        saved.push_back(state);
      } else if (word == "Q") {
        if (!saved.empty()) state = saved.back(), saved.pop_back();
      } else if (word == "ID") {
        tokenizer.expectInlineImage(input);
        content_.other_marks = true;
      } else if (word == "Do") {
        const std::string name = operands.empty() ? "" : operands.back().getValue();
        if (auto drawn = Draw(name, resources, state, depth); !drawn) return drawn;
      } else {
        Apply(word, operands, state);
      }
      operands.clear();
    }
  }

  PdfContent& content() { return content_; }

 private:
  static std::vector<double> Numbers(const std::vector<QPDFTokenizer::Token>& operands) {
    std::vector<double> numbers;
    for (const QPDFTokenizer::Token& operand : operands) {
      if (operand.isInteger() || operand.getType() == QPDFTokenizer::tt_real) {
        numbers.push_back(std::strtod(operand.getValue().c_str(), nullptr));
      }
    }
    return numbers;
  }

  void Apply(const std::string& word, const std::vector<QPDFTokenizer::Token>& operands,
             State& state) {
    const std::vector<double> numbers = Numbers(operands);
    if (word == "cm" && numbers.size() == 6) {
      state.matrix.concat({numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]});
    } else if (word == "Tr" && numbers.size() == 1) {
      state.text_mode = numbers[0];
    } else if (kShowText.contains(word)) {
      content_.other_marks |= state.text_mode != kInvisibleText;
    } else if (kPaint.contains(word)) {
      content_.other_marks = true;
    } else if (word == "BDC") {
      for (const auto& operand : operands) content_.altered |= operand.getValue() == "/OC";
    } else if (!kHarmless.contains(word)) {
      content_.altered = true;  // W, gs, and what is not known
    }
  }

  Result<void> Draw(const std::string& name, QPDFObjectHandle resources, const State& state,
                    int depth) {
    QPDFObjectHandle object = resources.getKeyIfDict("/XObject").getKeyIfDict(name);
    if (!object.isStream()) return Fail(ErrorCode::kCorrupt, {}, "missing XObject");
    QPDFObjectHandle dictionary = object.getDict();
    content_.altered |= dictionary.hasKey("/OC");
    if (dictionary.getKey("/Subtype").isNameAndEquals("/Image")) {
      content_.images.push_back({object, state.matrix});
      if (content_.images.size() > kMaxImages) return Fail(ErrorCode::kTooLarge, {}, "images");
      return {};
    }
    content_.altered = true;
    if (depth >= kMaxDepth) return Fail(ErrorCode::kTooLarge, {}, "nested forms");
    read_ += 1;
    if (read_ > kMaxImages) return Fail(ErrorCode::kTooLarge, {}, "forms");
    auto text = DecodePdfStream(object, kMaxContent);
    if (!text) return std::unexpected(text.error());
    State inner = state;
    if (QPDFObjectHandle matrix = dictionary.getKey("/Matrix"); matrix.isMatrix()) {
      inner.matrix.concat(QPDFMatrix(matrix.getArrayAsMatrix()));
    }
    QPDFObjectHandle own = dictionary.getKey("/Resources");
    return Run(*text, own.isDictionary() ? own : resources, inner, depth + 1);
  }

  PdfContent content_;
  std::size_t read_ = 0;
};

}  // namespace

Result<std::string> DecodePdfStream(QPDFObjectHandle stream, std::size_t limit) {
  LimitedString out(limit);
  bool filtered = false;
  const bool good =
      stream.pipeStreamData(&out, &filtered, 0, qpdf_dl_specialized, true, false) && filtered;
  if (out.full()) return Fail(ErrorCode::kTooLarge, {}, "stream");
  if (!good) return Fail(ErrorCode::kCorrupt, {}, "stream");
  return out.Take();
}

Result<PdfContent> ReadPdfContent(QPDFObjectHandle page) {
  Interpreter interpreter;
  std::string all;
  QPDFObjectHandle contents = page.getKey("/Contents");
  std::vector<QPDFObjectHandle> streams;
  if (contents.isArray()) streams = contents.getArrayAsVector();
  if (contents.isStream()) streams = {contents};
  for (QPDFObjectHandle& stream : streams) {
    if (!stream.isStream()) return Fail(ErrorCode::kCorrupt, {}, "content");
    auto text = DecodePdfStream(stream, kMaxContent - std::min(kMaxContent, all.size()));
    if (!text) return std::unexpected(text.error());
    all += *text + "\n";
  }
  if (auto run = interpreter.Run(all, page.getKey("/Resources"), {}, 0); !run) {
    return std::unexpected(run.error());
  }
  QPDFObjectHandle annotations = page.getKey("/Annots");
  interpreter.content().other_marks |= annotations.isArray() && annotations.getArrayNItems() > 0;
  return std::move(interpreter.content());
}

}  // namespace sumikeshi
