// The ways in which a form sets labels and values. To add one, write it here and list it below.
#include "tests/mailroom/fields.h"

#include <algorithm>
#include <string>
#include <vector>

namespace sumikeshi::mailroom {
namespace {

// label | value, a row each, ruled all round.
double Rows(Writer& w, const Fields& fields, double x, double y, double width, double label_width,
            bool shaded, double least = 0) {
  const double pad = w.look.padding, top = y;
  const double value_width = width - label_width - 2 * pad;
  for (const Field& field : fields.fields) {
    const std::string label = w.Dress(field.label, label_width - 2 * pad);
    const double label_height = w.LabelHeight(label, label_width - 2 * pad);
    const double value_height = w.ValueHeight(field, value_width);
    const double height = std::max({label_height, value_height, least - 1.3 * pad}) + 1.3 * pad;
    if (shaded) w.canvas.Shade(x, y, label_width, height, w.look.shade);
    if (y > top) w.canvas.Line(x, y, x + width, y, w.look.rule, w.look.inner);
    w.Label(label, x + pad, y, label_width - 2 * pad, height);
    w.Value(field, x + label_width + pad, y + (height - value_height) / 2, value_width);
    y += height;
  }
  w.canvas.Line(x + label_width, top, x + label_width, y, w.look.rule);
  w.canvas.Rectangle(x, top, width, y - top, w.look.rule);
  return y - top;
}

double Ruled(Writer& w, const Fields& fields, double x, double y, double width) {
  return Rows(w, fields, x, y, width, width * w.random.Real(0.24, 0.34), false);
}

double Shaded(Writer& w, const Fields& fields, double x, double y, double width) {
  return Rows(w, fields, x, y, width, width * w.random.Real(0.24, 0.34), true);
}

// Labels so narrow that they run over two or three lines.
double NarrowLabels(Writer& w, const Fields& fields, double x, double y, double width) {
  const double label_width = w.look.label.size * w.random.Real(4.2, 5.4) + 2 * w.look.padding;
  return Rows(w, fields, x, y, width, label_width, w.random.Chance(0.5));
}

// label | value | label | value where both fit in half the width.
double FourColumns(Writer& w, const Fields& fields, double x, double y, double width) {
  const double top = y, half = width / 2;
  std::size_t i = 0;
  const bool shaded = w.random.Chance(0.5);
  const double label_share = w.random.Real(0.34, 0.4);
  auto fits = [&](const Field& field) {
    const double room = half * (1 - label_share) - 2 * w.look.padding;
    return !field.boxes && w.ValueHeight(field, room) < 1.5 * w.LineHeight(w.look.value);
  };
  while (i < fields.fields.size()) {
    const bool pair =
        i + 1 < fields.fields.size() && fits(fields.fields[i]) && fits(fields.fields[i + 1]);
    if (!pair) {
      y += Rows(w, {{fields.fields[i++]}}, x, y, width, half * label_share, shaded);
      continue;
    }
    const double room = half * label_share - 2 * w.look.padding;
    const double least =
        1.3 * w.look.padding +
        std::max({w.LineHeight(w.look.value), w.LabelHeight(fields.fields[i].label, room),
                  w.LabelHeight(fields.fields[i + 1].label, room)});
    const double label_width = half * label_share;
    Rows(w, {{fields.fields[i]}}, x, y, half, label_width, shaded, least);
    y += Rows(w, {{fields.fields[i + 1]}}, x + half, y, half, label_width, shaded, least);
    i += 2;
  }
  return y - top;
}

// label：value without rules.
double Colon(Writer& w, const Fields& fields, double x, double y, double width) {
  const double top = y;
  const std::string colon(w.random.Pick({"：", ":", "　", "："}));
  for (const Field& field : fields.fields) {
    const std::string label = w.Dress(field.label, width / 3) + colon;
    const double indent = w.canvas.Width(label, w.look.label) + w.look.padding * 0.3;
    const double height =
        std::max(w.ValueHeight(field, width - indent), w.LineHeight(w.look.label));
    const double first = std::min(height, w.LineHeight(w.look.value));
    w.Print(label, x, y + (first - w.look.label.size) / 2, w.look.label);
    w.Value(field, x + indent, y, width - indent);
    y += height + w.look.padding * 0.5;
  }
  return y - top;
}

// A column of labels and a column of values, no rules, or only a line under each value.
double Columns(Writer& w, const Fields& fields, double x, double y, double width) {
  const double top = y, indent = width * w.random.Real(0.24, 0.32);
  const bool underlined = w.random.Chance(0.5);
  for (const Field& field : fields.fields) {
    const std::string label = w.Dress(field.label, indent - w.look.padding * 2);
    const double height = std::max(w.ValueHeight(field, width - indent),
                                   w.LabelHeight(label, indent - w.look.padding)) +
                          w.look.padding * 0.5;
    w.Label(label, x, y, indent - w.look.padding * 2, height);
    w.Value(field, x + indent, y + w.look.padding * 0.25, width - indent);
    y += height + w.look.padding * 0.3;
    if (underlined) w.canvas.Line(x + indent, y, x + width, y, w.look.rule * 0.7);
    y += w.look.padding * 0.6;
  }
  return y - top;
}

// The label in a line above its value.
double Above(Writer& w, const Fields& fields, double x, double y, double width) {
  const double top = y, indent = w.look.label.size;
  const std::string mark(w.random.Pick({"", "■", "●", "【"}));
  for (const Field& field : fields.fields) {
    const std::string label = mark + w.Dress(field.label, width / 2) + (mark == "【" ? "】" : "");
    w.Print(label, x, y + w.look.padding * 0.3, w.look.label);
    y += w.LineHeight(w.look.label);
    y += std::max(w.Value(field, x + indent, y, width - indent), w.LineHeight(w.look.value));
    y += w.look.padding * 0.4;
  }
  return y - top;
}

// Two cells a row, each with a small label in its upper left corner and the value below.
double InCell(Writer& w, const Fields& fields, double x, double y, double width) {
  Look look = w.look;
  look.label.size *= 0.78;
  Writer small{w.canvas, look, w.random, std::move(w.items), w.labelled};
  const double top = y, pad = look.padding;
  std::size_t i = 0;
  while (i < fields.fields.size()) {
    const double half = width / 2 - 2 * pad;
    auto fits = [&](const Field& f) {
      return !f.boxes && small.ValueHeight(f, half) < 1.5 * small.LineHeight(look.value);
    };
    const bool pair =
        i + 1 < fields.fields.size() && fits(fields.fields[i]) && fits(fields.fields[i + 1]);
    const double cell = pair ? width / 2 : width;
    double height = 0;
    for (std::size_t k = 0; k < (pair ? 2U : 1U); ++k) {
      height = std::max(height, small.ValueHeight(fields.fields[i + k], cell - 2 * pad));
    }
    height += small.LineHeight(look.label) + pad * 0.8;
    for (std::size_t k = 0; k < (pair ? 2U : 1U); ++k) {
      const Field& field = fields.fields[i + k];
      const double at = x + static_cast<double>(k) * cell;
      small.canvas.Rectangle(at, y, cell, height, look.rule);
      small.Print(field.label, at + pad * 0.5, y + pad * 0.4, look.label);
      small.Value(field, at + pad, y + small.LineHeight(look.label) + pad * 0.4, cell - 2 * pad);
    }
    y += height;
    i += pair ? 2 : 1;
  }
  w.items = std::move(small.items);
  return y - top;
}

// label：value inside one ruled cell a row.
double ColonInCell(Writer& w, const Fields& fields, double x, double y, double width) {
  const double top = y, pad = w.look.padding;
  for (const Field& field : fields.fields) {
    const double height = Colon(w, {{field}}, x + pad, y + pad * 0.6, width - 2 * pad) + pad * 0.8;
    w.canvas.Rectangle(x, y, width, height, w.look.rule);
    y += height;
  }
  return y - top;
}

// A row of label cells over a row of value cells, two or three fields at a time.
double HeaderRows(Writer& w, const Fields& fields, double x, double y, double width) {
  const double top = y, pad = w.look.padding;
  const auto columns = static_cast<std::size_t>(w.random.Range(2, 3));
  for (std::size_t i = 0; i < fields.fields.size();) {
    std::size_t count = std::min(columns, fields.fields.size() - i);
    for (std::size_t k = 0; k < count; ++k) {
      if (fields.fields[i + k].boxes) count = std::max<std::size_t>(k, 1);
    }
    const double cell = width / static_cast<double>(count);
    double label_height = 0, value_height = 0;
    for (std::size_t k = 0; k < count; ++k) {
      const Field& field = fields.fields[i + k];
      label_height = std::max(label_height, w.LabelHeight(field.label, cell - 2 * pad));
      value_height = std::max(value_height, w.ValueHeight(field, cell - 2 * pad));
    }
    label_height += pad * 0.7;
    value_height += pad;
    w.canvas.Shade(x, y, width, label_height, w.look.shade);
    for (std::size_t k = 0; k < count; ++k) {
      const Field& field = fields.fields[i + k];
      const double at = x + cell * static_cast<double>(k);
      w.canvas.Rectangle(at, y, cell, label_height, w.look.rule);
      w.canvas.Rectangle(at, y + label_height, cell, value_height, w.look.rule);
      w.Flow({Plain(field.label)}, at + pad, y + pad * 0.35, cell - 2 * pad, w.look.label,
             Align::kCentre);
      w.Value(field, at + pad, y + label_height + pad * 0.5, cell - 2 * pad);
    }
    y += label_height + value_height;
    i += count;
  }
  return y - top;
}

constexpr FieldsStyle kStyles[] = {
    {"ruled", Ruled},
    {"shaded", Shaded},
    {"narrow_labels", NarrowLabels},
    {"four_columns", FourColumns},
    {"colon", Colon},
    {"columns", Columns},
    {"above", Above},
    {"in_cell", InCell},
    {"colon_in_cell", ColonInCell},
    {"header_rows", HeaderRows},
};

}  // namespace

std::span<const FieldsStyle> FieldsStyles() { return kStyles; }

}  // namespace sumikeshi::mailroom
