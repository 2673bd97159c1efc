// Many registered forms: reading their folder, and knowing a page among them or as none of them.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "redact/pipeline/thumbnail.h"
#include "scanner/forms/form_file.h"
#include "scanner/forms/form_library.h"
#include "tests/forms/made_form.h"

namespace sumikeshi {
namespace {

constexpr double kDpi = 300;

// The rules of a form's cells, as its picture and as a page.
Raster Drawn(const FormPage& form, double dpi) {
  Raster page;
  page.width = static_cast<int>(form.width * dpi / kMillimetresPerInch);
  page.height = static_cast<int>(form.height * dpi / kMillimetresPerInch);
  page.pixels.assign(page.stride() * static_cast<std::size_t>(page.height), 255);
  const auto fill = [&](const PaperBox& box) {
    const double scale = dpi / kMillimetresPerInch;
    for (int y = static_cast<int>(box.top * scale); y < static_cast<int>(box.bottom * scale); ++y) {
      for (int x = static_cast<int>(box.left * scale); x < static_cast<int>(box.right * scale);
           ++x) {
        page.pixels[static_cast<std::size_t>(y * page.width + x)] = 0;
      }
    }
  };
  for (const PaperBox& c : form.cells) {
    fill({c.left - 0.3, c.top - 0.3, c.right, c.top});
    fill({c.left - 0.3, c.top - 0.3, c.left, c.bottom});
  }
  return page;
}

// A folder with as many forms, each with 40 lines of print and 30 fields.
class Folder {
 public:
  explicit Folder(int forms)
      : path_(std::filesystem::temp_directory_path() / ("forms-" + std::to_string(getpid()))) {
    std::filesystem::create_directory(path_);
    for (int i = 0; i < forms; ++i) {
      FormPage page = MakeForm(static_cast<unsigned>(i));
      for (int k = 0; k < 40; ++k) {
        FormLine line{{}, {20, 5.0 * k + 30, 60, 5.0 * k + 33}, {}, false};
        for (int letter = 0; letter < 10; ++letter) {
          line.characters.emplace_back(letter % 2 == 0 ? "欄" : "名");
          line.edges.insert(line.edges.end(), {20.0 + 4 * letter, 23.0 + 4 * letter});
        }
        page.print.push_back(line);
      }
      for (int k = 0; k < 30; ++k) {
        page.fields.push_back({"欄" + std::to_string(k), "病名", Category::kHealth, "MEDHIST",
                               page.cells[static_cast<std::size_t>(k) % page.cells.size()]});
      }
      const Form form{"form" + std::to_string(i), "様式", PageClass::kClaim, {page}};
      std::ofstream(FormPath(path_, form.name)) << WriteForm(form);
      const Raster picture = MakeFormPicture(Drawn(page, kDpi), kDpi);
      const auto png = EncodeThumbnail(picture, std::max(picture.width, picture.height));
      std::ofstream(PicturePath(path_, form.name, 1), std::ios::binary)
          .write(reinterpret_cast<const char*>(png.data()),
                 static_cast<std::streamsize>(png.size()));
    }
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

void BM_Load(benchmark::State& state) {
  const Folder folder(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    if (!FormLibrary::Load(folder.path())) state.SkipWithError("load");
  }
}
BENCHMARK(BM_Load)->Arg(1)->Arg(700)->Unit(benchmark::kMillisecond);

// A page of one of the forms (known = 1), or of none.
void BM_Recognise(benchmark::State& state) {
  const Folder folder(static_cast<int>(state.range(0)));
  const auto library = FormLibrary::Load(folder.path());
  const bool known = state.range(1) == 1;
  const FormPage form = MakeForm(known ? 0 : 5000);
  const PageText page = Scanned(form, kDpi, {1, 0, 2, 0, 1, 3}, 0.05);
  Transform back{1, 0, -2 * kDpi / kMillimetresPerInch, 0, 1, -3 * kDpi / kMillimetresPerInch};
  const Raster drawn = Drawn(form, kDpi);
  Raster upright = drawn;
  for (int y = 0; y < upright.height; ++y) {
    for (int x = 0; x < upright.width; ++x) {
      const Point at = Map(back, {double(x), double(y)});
      const int from_x = static_cast<int>(at.x), from_y = static_cast<int>(at.y);
      const bool inside = from_x >= 0 && from_y >= 0;
      upright.pixels[static_cast<std::size_t>(y * upright.width + x)] =
          inside ? drawn.pixels[static_cast<std::size_t>(from_y * drawn.width + from_x)] : 255;
    }
  }
  for (auto _ : state) {
    if (library->Recognise(page, upright).has_value() != known) state.SkipWithError("wrong");
  }
}
BENCHMARK(BM_Recognise)
    ->Args({1, 0})
    ->Args({700, 0})
    ->Args({1, 1})
    ->Args({700, 1})
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sumikeshi

BENCHMARK_MAIN();
