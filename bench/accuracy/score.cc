// Scores released mail against the truth of its corpus.
#include "bench/accuracy/score.h"

#include <iconv.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "bench/accuracy/page.h"

namespace sumikeshi::accuracy {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

struct Truth {
  std::string file, form, scan, charset;  // no charset: pages
  Resolution dpi{};
  bool photo = false;
  struct Page {
    int number = 1;
    std::string form;  // an enclosure is of another kind than its cover
    Json items;
  };
  std::vector<Page> pages;
};

Result<std::string> ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Fail(ErrorCode::kReadFailed, path.filename().string());
  return std::string(std::istreambuf_iterator<char>(file), {});
}

Result<Truth> ReadTruth(const fs::path& path) {
  const auto text = ReadFile(path);
  if (!text) return std::unexpected(text.error());
  try {
    const Json json = Json::parse(*text);
    Truth truth{json.at("file"),
                json.at("form"),
                json.at("scan"),
                json.value("charset", ""),
                {json.value("dpi", 300), json.value("dpi_y", 0)},
                json.value("photo", false),
                {{1, json.at("form"), json.at("items")}}};
    for (const Json& more : json.value("more", Json::array())) {
      truth.pages.push_back({more.at("page"), more.value("form", truth.form), more.at("items")});
    }
    return truth;
  } catch (const Json::exception& problem) {
    return Fail(ErrorCode::kCorrupt, path.filename().string(), problem.what());
  }
}

Result<std::u32string> Decode(const std::string& bytes, const std::string& charset) {
  const iconv_t converter = iconv_open("UTF-32LE", charset.c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) {
    return Fail(ErrorCode::kEnvironment, {}, "iconv knows no " + charset);
  }
  std::string in = bytes;
  std::u32string out(in.size() + 1, U'\0');
  char* from = in.data();
  char* to = reinterpret_cast<char*>(out.data());
  std::size_t left = in.size(), room = out.size() * sizeof(char32_t);
  const bool decoded = iconv(converter, &from, &left, &to, &room) != static_cast<std::size_t>(-1);
  iconv_close(converter);
  if (!decoded) return Fail(ErrorCode::kUnknownEncoding, {}, charset);
  out.resize(out.size() - room / sizeof(char32_t));
  if (!out.empty() && out[0] == U'\uFEFF') out.erase(0, 1);
  return out;
}

bool IsSpace(char32_t c) {
  return c == U' ' || c == U'　' || c == U'\t' || c == U'\r' || c == U'\n';
}
bool IsMask(char32_t c) { return c == U'■' || c == U'*'; }

bool SpanFailed(const Json& item, const std::u32string& before, const std::u32string& after) {
  const std::size_t start = item.at("span").at(0), end = item.at("span").at(1);
  int characters = 0, masked = 0;
  for (std::size_t i = start; i < std::min({end, before.size(), after.size()}); ++i) {
    if (IsSpace(before[i])) continue;
    ++characters;
    masked += IsMask(after[i]) && !IsMask(before[i]);
  }
  if (item.at("kind") == "sensitive") return masked < characters;
  return 5 * masked > characters;
}

bool RectanglesFailed(const Json& item, const Page& before, const Page& after) {
  std::int64_t area = 0, blackened = 0, ink = 0, left = 0;
  for (const Json& r : item.at("rects")) {
    const Box page{0, 0, before.width, before.height};
    const Box box = Intersect({r.at(0), r.at(1), r.at(2), r.at(3)}, page);
    for (int y = box.top; y < box.bottom; ++y) {
      for (int x = box.left; x < box.right; ++x) {
        const std::size_t at = before.At(x, y);
        ++area;
        ink += before.dark[at];
        left += before.dark[at] != 0 && after.fill[at] == 0;
        blackened += after.fill[at] != 0 && before.fill[at] == 0;
      }
    }
  }
  if (item.at("kind") == "sensitive") return 20 * left > std::max<std::int64_t>(ink, 1);
  return 5 * blackened > area;
}

class Scorer {
 public:
  Scorer(const fs::path& corpus, const fs::path& released) : corpus_(corpus), released_(released) {}

  Result<void> Score(const Truth& truth);
  Report Take() && { return std::move(report_); }

 private:
  Result<void> ScoreText(const Truth& truth);
  Result<void> ScorePages(const Truth& truth);
  void CountDocument(const Truth& truth, bool held);
  void CountItem(const Truth& truth, const Truth::Page& page, const Json& item, bool failed);

  fs::path corpus_, released_;
  Report report_;
};

std::string CategoryOf(const Json& item) {
  return item.at("kind") == "sensitive" ? item.at("category").get<std::string>() : "keep";
}

// Whether it counts among the fields from which nothing may leak at all.
bool IsLabelledScan(const Truth& truth) {
  return truth.charset.empty() && !truth.photo && truth.dpi.x == 300 && truth.dpi.y == 0;
}

void Scorer::CountDocument(const Truth& truth, bool held) {
  std::set<std::string> categories;
  for (const Truth::Page& page : truth.pages) {
    for (const Json& item : page.items) categories.insert(CategoryOf(item));
  }
  const auto count = [held](Tally& tally) {
    ++tally.documents;
    tally.held += held;
  };
  count(report_.total);
  if (IsLabelledScan(truth)) count(report_.labelled);
  count(report_.by_scan[truth.scan]);
  count(report_.by_form[truth.form]);
  for (const std::string& category : categories) count(report_.by_category[category]);
}

void Scorer::CountItem(const Truth& truth, const Truth::Page& page, const Json& item, bool failed) {
  const bool sensitive = item.at("kind") == "sensitive";
  const std::string category = CategoryOf(item);
  std::vector<Tally*> tallies = {&report_.total, &report_.by_category[category],
                                 &report_.by_scan[truth.scan], &report_.by_form[page.form]};
  if (IsLabelledScan(truth) && item.value("labelled", false)) tallies.push_back(&report_.labelled);
  for (Tally* tally : tallies) {
    ++(sensitive ? tally->sensitive : tally->keep);
    (sensitive ? tally->leaked : tally->lost) += failed;
  }
  if (failed) {
    report_.misses.push_back(
        {sensitive, truth.file, page.form, truth.scan, page.number, category, item.at("text")});
  }
}

Result<void> Scorer::Score(const Truth& truth) {
  const bool held = !fs::exists(released_ / truth.file);
  CountDocument(truth, held);
  if (held) return {};
  return truth.charset.empty() ? ScorePages(truth) : ScoreText(truth);
}

Result<void> Scorer::ScoreText(const Truth& truth) {
  std::u32string texts[2];
  const fs::path paths[] = {corpus_ / "mail" / truth.file, released_ / truth.file};
  for (int i = 0; i < 2; ++i) {
    const auto bytes = ReadFile(paths[i]);
    if (!bytes) return std::unexpected(bytes.error());
    auto decoded = Decode(*bytes, truth.charset);
    if (!decoded) return std::unexpected(decoded.error());
    texts[i] = std::move(*decoded);
  }
  // Another length moves every span: nothing can be shown to be masked, or to be there still.
  const bool changed = texts[0].size() != texts[1].size();
  if (changed) report_.changed.push_back(truth.file);
  for (const Json& item : truth.pages[0].items) {
    CountItem(truth, truth.pages[0], item, changed || SpanFailed(item, texts[0], texts[1]));
  }
  return {};
}

Result<void> Scorer::ScorePages(const Truth& truth) {
  for (const Truth::Page& page : truth.pages) {
    const auto before = ReadPage(corpus_ / "mail" / truth.file, page.number, truth.dpi);
    if (!before) return std::unexpected(before.error());
    auto after = ReadPage(released_ / truth.file, page.number, truth.dpi);
    if (!after) return std::unexpected(after.error());
    if (after->width != before->width || after->height != before->height) {
      report_.changed.push_back(truth.file);
      after = Resize(*after, before->width, before->height);
    }
    for (const Json& item : page.items) {
      CountItem(truth, page, item, RectanglesFailed(item, *before, *after));
    }
  }
  return {};
}

}  // namespace

Result<Report> ScoreCorpus(const fs::path& corpus, const fs::path& released) {
  std::error_code problem;
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(corpus / "truth", problem)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  if (problem || files.empty()) return Fail(ErrorCode::kNotFound, (corpus / "truth").string());
  std::ranges::sort(files);
  Scorer scorer(corpus, released);
  for (const fs::path& file : files) {
    const auto truth = ReadTruth(file);
    if (!truth) return std::unexpected(truth.error());
    try {
      if (auto scored = scorer.Score(*truth); !scored) return std::unexpected(scored.error());
    } catch (const Json::exception& wrong) {
      return Fail(ErrorCode::kCorrupt, file.filename().string(), wrong.what());
    }
  }
  return std::move(scorer).Take();
}

}  // namespace sumikeshi::accuracy
