// Makes a folder of mail and its truth from a seed.
#include "tests/mailroom/generator.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "tests/mailroom/files.h"
#include "tests/mailroom/layout.h"
#include "tests/mailroom/text.h"
#include "tests/mailroom/warp.h"

namespace sumikeshi::mailroom {
namespace {

using Json = nlohmann::ordered_json;

Json ItemJson(const Item& item, bool text) {
  const bool sensitive = item.role == Role::kSensitive;
  Json json{{"kind", sensitive ? "sensitive" : "keep"},
            {"category", sensitive ? std::string(CategoryKey(item.category)) : std::string()},
            {"text", item.text}};
  if (text) {
    json["span"] = {item.start, item.end};
    return json;
  }
  if (item.labelled) json["labelled"] = true;
  json["rects"] = Json::array();
  for (const Box& box : item.boxes) {
    json["rects"].push_back({box.left, box.top, box.right, box.bottom});
  }
  return json;
}

Json ItemsJson(const std::vector<Item>& items, bool text) {
  Json json = Json::array();
  for (const Item& item : items) json.push_back(ItemJson(item, text));
  return json;
}

Result<void> WriteFile(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.flush()) return Fail(ErrorCode::kWriteFailed, path.filename().string());
  return {};
}

struct Job {
  const Kind* kind;
  const ScanKind* scan;
  int number;
  bool blank;
  std::filesystem::path folder;

  [[nodiscard]] std::string FileName(std::string_view extension) const {
    return fmt::format("{:03}_{}{}", number, kind->name, extension);
  }
  [[nodiscard]] Sheet Make(const Kind& from, bool page, Random& random) const {
    const bool form = page && from.form != nullptr && random.Chance(0.7);
    const Sheet sheet = form ? from.form(random) : from.make(random);
    return blank ? Blank(sheet) : sheet;
  }
};

Result<void> WriteTextJob(const Job& job, Random random) {
  const Sheet sheet = job.Make(*job.kind, false, random);
  const WrittenText text = WriteText(sheet, random.Next());
  auto bytes = Encode(text.utf8, job.scan->charset, random.Chance(0.3));
  if (!bytes) return std::unexpected(bytes.error());
  const std::string name = job.FileName(text.csv ? ".csv" : ".txt");
  if (auto written = WriteFile(job.folder / "mail" / name, *bytes); !written) return written;
  const Json truth{{"file", name},
                   {"form", job.kind->name},
                   {"scan", job.scan->name},
                   {"charset", job.scan->charset},
                   {"items", ItemsJson(text.items, true)}};
  return WriteFile(job.folder / "truth" / "text" / (name + ".json"), truth.dump(1) + "\n");
}

Result<void> WritePageJob(const Job& job, Random random) {
  std::vector<Raster> pages;
  Json truth{{"file", job.FileName(Extension(job.scan->container))},
             {"form", job.kind->name},
             {"scan", job.scan->name},
             {"dpi", job.scan->dpi}};
  if (job.scan->dpi_y > 0) truth["dpi_y"] = job.scan->dpi_y;
  if (job.scan->photo) truth["photo"] = true;
  for (int page = 1; page <= job.scan->pages; ++page) {
    const Kind& kind = page == 1 ? *job.kind : *random.Pick(Kinds());
    const Sheet sheet = job.Make(kind, true, random);
    const Placement placement = MakePlacement(*job.scan, random);
    DrawnPage drawn = DrawPage(sheet, random.Next(), placement);
    if (job.scan->photo) drawn = Photograph(std::move(drawn), random);
    if (job.scan->dpi_y > 0) drawn = Squash(std::move(drawn), job.scan->dpi_y);
    pages.push_back(Scan(drawn.raster, *job.scan, random));
    if (page == 1) {
      truth["items"] = ItemsJson(drawn.items, false);
    } else {
      truth["more"].push_back(
          {{"page", page}, {"form", kind.name}, {"items", ItemsJson(drawn.items, false)}});
    }
  }
  const std::string name = truth["file"];
  const int quality = random.Range(job.scan->quality_low, job.scan->quality_high);
  const auto written = WritePages(job.folder / "mail" / name, job.scan->container, pages, quality);
  if (!written) return written;
  return WriteFile(job.folder / "truth" / (name + ".json"), truth.dump() + "\n");
}

// The ways in which a kind can arrive, of those asked for.
std::vector<const ScanKind*> WaysOf(const Kind& kind, const std::vector<const ScanKind*>& asked) {
  std::vector<const ScanKind*> ways;
  for (const ScanKind* scan : asked) {
    if (scan->container != Container::kText || kind.as_text) ways.push_back(scan);
  }
  return ways;
}

}  // namespace

Result<void> Generate(const Order& order, const std::filesystem::path& folder) {
  std::vector<const ScanKind*> scans = order.scans;
  if (scans.empty()) {
    for (const ScanKind& scan : ScanKinds()) scans.push_back(&scan);
  }
  std::vector<const Kind*> kinds = order.kinds;
  if (kinds.empty()) kinds.assign(Kinds().begin(), Kinds().end());
  std::erase_if(kinds, [&](const Kind* kind) { return WaysOf(*kind, scans).empty(); });
  if (kinds.empty()) {
    return Fail(ErrorCode::kUsage, {}, "none of the kinds arrives in one of these ways");
  }
  std::error_code problem;
  std::filesystem::create_directories(folder / "mail", problem);
  std::filesystem::create_directories(folder / "truth" / "text", problem);
  if (problem) return Fail(ErrorCode::kWriteFailed, folder.string());
  for (int i = 0; i < order.count; ++i) {
    // Each round over the kinds moves on by one way, so that kinds and ways mix.
    const auto at = static_cast<std::size_t>(i);
    const Kind& kind = *kinds[at % kinds.size()];
    const auto ways = WaysOf(kind, scans);
    const ScanKind& scan = *ways[(at % kinds.size() + at / kinds.size()) % ways.size()];
    const Job job{&kind, &scan, i + 1, order.blank, folder};
    const Random random = Random::Fork(order.seed, static_cast<std::uint64_t>(i));
    const auto made =
        scan.container == Container::kText ? WriteTextJob(job, random) : WritePageJob(job, random);
    if (!made) return made;
  }
  return {};
}

}  // namespace sumikeshi::mailroom
