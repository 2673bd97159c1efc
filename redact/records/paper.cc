// Drawing from top to bottom; what does not fit goes to the next page.
#include "redact/records/paper.h"

#include <cairo-pdf.h>
#include <fmt/format.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <string_view>

#include "redact/records/period.h"

namespace sumikeshi {
namespace {

// In points, A4.
constexpr double kWidth = 595.28;
constexpr double kHeight = 841.89;
constexpr double kMargin = 62;
constexpr double kBottom = kHeight - 64;
constexpr double kRoom = kWidth - 2 * kMargin;
constexpr double kCell = 4;  // around the text of a cell
constexpr double kSeal = 58;
constexpr const char* kFont = "IPAMincho, Noto Serif CJK JP, serif";

template <auto Release>
struct Deleter {
  void operator()(auto* object) const { Release(object); }
};
using Surface = std::unique_ptr<cairo_surface_t, Deleter<cairo_surface_destroy>>;
using Canvas = std::unique_ptr<cairo_t, Deleter<cairo_destroy>>;
using Layout = std::unique_ptr<PangoLayout, Deleter<g_object_unref>>;
using Font = std::unique_ptr<PangoFontDescription, Deleter<pango_font_description_free>>;

cairo_status_t Collect(void* out, const unsigned char* bytes, unsigned length) {
  static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), length);
  return CAIRO_STATUS_SUCCESS;
}

class PaperDrawing {
 public:
  explicit PaperDrawing(const Paper& paper)
      : paper_(paper),
        surface_(cairo_pdf_surface_create_for_stream(Collect, &bytes_, kWidth, kHeight)),
        canvas_(cairo_create(surface_.get())) {
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, paper.title.c_str());
    const std::string day = paper.day + "T00:00:00";
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE, day.c_str());
  }

  Result<std::string> Draw() {
    DrawHead();
    for (const std::string& paragraph : paper_.body) {
      y_ += Write(paragraph, kMargin, kRoom, 11, PANGO_ALIGN_LEFT) + 6;
    }
    if (!paper_.closing.empty()) {
      y_ += Write(paper_.closing, kMargin, kRoom, 11, PANGO_ALIGN_RIGHT);
    }
    DrawList();
    y_ += 4;
    y_ += Write("以上", kMargin, kRoom, 11, PANGO_ALIGN_RIGHT) + 10;
    for (const std::string& note : paper_.notes) {
      const double height = HeightOf("・" + note, kRoom, 9);
      if (y_ + height > kBottom) TurnPage();
      y_ += Write("・" + note, kMargin, kRoom, 9, PANGO_ALIGN_LEFT) + 2;
    }
    DrawFoot();
    cairo_show_page(canvas_.get());
    const bool drawn = cairo_status(canvas_.get()) == CAIRO_STATUS_SUCCESS;
    canvas_.reset();
    cairo_surface_finish(surface_.get());
    if (!drawn || cairo_surface_status(surface_.get()) != CAIRO_STATUS_SUCCESS) {
      return Fail(ErrorCode::kInternal, "pdf", "drawing failed");
    }
    if (unknown_glyphs_ > 0) {
      return Fail(ErrorCode::kEnvironment, "pdf", "a Japanese font (fonts-ipafont-mincho)");
    }
    return std::move(bytes_);
  }

 private:
  [[nodiscard]] Layout Lay(const std::string& text, double width, double size,
                           PangoAlignment alignment) {
    Layout layout(pango_cairo_create_layout(canvas_.get()));
    const Font font(pango_font_description_from_string(kFont));
    pango_font_description_set_absolute_size(font.get(), size * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout.get(), alignment);
    pango_layout_set_spacing(layout.get(), static_cast<int>(size * 0.35 * PANGO_SCALE));
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    unknown_glyphs_ += pango_layout_get_unknown_glyphs_count(layout.get());
    return layout;
  }

  static double HeightOf(const Layout& layout) {
    int height = 0;
    pango_layout_get_size(layout.get(), nullptr, &height);
    return static_cast<double>(height) / PANGO_SCALE;
  }

  double HeightOf(const std::string& text, double width, double size) {
    return HeightOf(Lay(text, width, size, PANGO_ALIGN_LEFT));
  }

  // At the current height; gives back how much of it the text takes.
  double Write(const std::string& text, double x, double width, double size,
               PangoAlignment alignment) {
    const Layout layout = Lay(text, width, size, alignment);
    cairo_move_to(canvas_.get(), x, y_);
    pango_cairo_show_layout(canvas_.get(), layout.get());
    return HeightOf(layout);
  }

  void StrokeBox(double x, double y, double width, double height) {
    cairo_set_line_width(canvas_.get(), 0.6);
    cairo_rectangle(canvas_.get(), x, y, width, height);
    cairo_stroke(canvas_.get());
  }

  void DrawHead() {
    y_ += Write(paper_.number, kMargin, kRoom, 10.5, PANGO_ALIGN_RIGHT) + 2;
    y_ += Write(JapaneseDay(paper_.day), kMargin, kRoom, 10.5, PANGO_ALIGN_RIGHT) + 26;
    y_ += Write(paper_.title, kMargin, kRoom, 20, PANGO_ALIGN_CENTER) + 30;
    y_ += Write(paper_.to, kMargin, kRoom * 0.6, 13, PANGO_ALIGN_LEFT) + 4;
    cairo_set_line_width(canvas_.get(), 0.6);
    cairo_move_to(canvas_.get(), kMargin, y_);
    cairo_rel_line_to(canvas_.get(), kRoom * 0.55, 0);
    cairo_stroke(canvas_.get());
    y_ += 20;
    DrawSender();
    y_ += 24;
  }

  void DrawSender() {
    const double top = y_;
    const double left = kWidth - kMargin - kSeal - 236;
    for (const std::string& line : paper_.from) {
      y_ += Write(line, left, 228, 11, PANGO_ALIGN_LEFT) + 4;
    }
    StrokeBox(kWidth - kMargin - kSeal, top, kSeal, kSeal);
    const double end = std::max(y_, top + kSeal);
    y_ = top + kSeal / 2 - 6;
    Write("印", kWidth - kMargin - kSeal, kSeal, 10, PANGO_ALIGN_CENTER);
    y_ = end;
  }

  void DrawList() {
    if (paper_.list.columns.empty()) return;
    y_ += 12;
    y_ += Write(paper_.list.title, kMargin, kRoom, 11, PANGO_ALIGN_CENTER) + 8;
    std::vector<std::string> headings;
    for (const Column& column : paper_.list.columns) headings.push_back(column.heading);
    DrawRow(headings, true);
    for (const auto& row : paper_.list.rows) {
      if (y_ + RowHeight(row) > kBottom) {
        TurnPage();
        DrawRow(headings, true);
      }
      DrawRow(row, false);
    }
  }

  [[nodiscard]] double ColumnWidth(std::size_t i) const {
    const double whole = std::accumulate(paper_.widths.begin(), paper_.widths.end(), 0.0);
    return kRoom * paper_.widths.at(i) / whole;
  }

  double RowHeight(const std::vector<std::string>& row) {
    double height = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
      height = std::max(height, HeightOf(row[i], ColumnWidth(i) - 2 * kCell, 9.5));
    }
    return height + 2 * kCell;
  }

  void DrawRow(const std::vector<std::string>& row, bool heading) {
    const double height = RowHeight(row);
    double x = kMargin;
    if (heading) {
      cairo_set_source_rgb(canvas_.get(), 0.93, 0.93, 0.93);
      cairo_rectangle(canvas_.get(), x, y_, kRoom, height);
      cairo_fill(canvas_.get());
      cairo_set_source_rgb(canvas_.get(), 0, 0, 0);
    }
    for (std::size_t i = 0; i < row.size(); ++i) {
      const double width = ColumnWidth(i);
      StrokeBox(x, y_, width, height);
      y_ += kCell;
      Write(row[i], x + kCell, width - 2 * kCell, 9.5, PANGO_ALIGN_LEFT);
      y_ -= kCell;
      x += width;
    }
    y_ += height;
  }

  void DrawFoot() {
    y_ = kBottom + 14;
    Write(fmt::format("{}　{}ページ", paper_.number, page_), kMargin, kRoom, 9, PANGO_ALIGN_CENTER);
  }

  void TurnPage() {
    DrawFoot();
    cairo_show_page(canvas_.get());
    ++page_;
    y_ = kMargin;
  }

  const Paper& paper_;
  std::string bytes_;
  Surface surface_;
  Canvas canvas_;
  double y_ = kMargin;
  int page_ = 1;
  int unknown_glyphs_ = 0;
};

}  // namespace

Result<std::string> DrawPdf(const Paper& paper) { return PaperDrawing(paper).Draw(); }

}  // namespace sumikeshi
