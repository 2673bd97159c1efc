// Form <-> TOML. What is not understood is an error: a slip must not leave a field uncovered.
#include "scanner/forms/form_file.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <initializer_list>
#include <set>
#include <utility>

namespace sumikeshi {
namespace {

constexpr std::int64_t kFormat = 1;
constexpr double kLargestSide = 1500;  // millimetres
constexpr std::size_t kLongestName = 80;
constexpr std::string_view kHarmless = "none";

std::string Quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  return out + '"';
}

std::string BoxText(const PaperBox& box) {
  return fmt::format("[{:.2f}, {:.2f}, {:.2f}, {:.2f}]", box.left, box.top, box.right, box.bottom);
}

void WriteField(const FormField& field, std::string& out) {
  out += fmt::format("\n[[page.field]]\nname = {}\nlabel = {}\ncategory = {}", Quoted(field.name),
                     Quoted(field.label),
                     Quoted(field.category ? CategoryKey(*field.category) : kHarmless));
  if (field.category) out += fmt::format("  # {}", CategoryJapanese(*field.category));
  out += '\n';
  if (!field.kind.empty()) out += fmt::format("kind = {}\n", Quoted(field.kind));
  out += fmt::format("box = {}\n", BoxText(field.box));
}

void WritePage(const FormPage& page, std::string& out) {
  out += fmt::format("\n[[page]]\nnumber = {}\nsize = [{:.2f}, {:.2f}]\n", page.number, page.width,
                     page.height);
  for (const FormField& field : page.fields) WriteField(field, out);
  out += "\n# 用紙を見分けるための目印。変えないでください。\n[page.landmarks]\ncells = [\n";
  for (const PaperBox& cell : page.cells) out += fmt::format("  {},\n", BoxText(cell));
  out += "]\nprint = [\n";
  for (const FormLine& line : page.print) {
    out += "  { text = [";
    for (const std::string& character : line.characters) out += Quoted(character) + ",";
    out += fmt::format("], box = {}, edges = [", BoxText(line.box));
    for (const double edge : line.edges) out += fmt::format("{:.1f},", edge);
    out += line.vertical ? "], vertical = true },\n" : "] },\n";
  }
  out += "]\n";
}

// Throws Error: caught in ReadForm.
class Reader {
 public:
  explicit Reader(std::string_view where) : where_(where) {}

  Form Read(const toml::table& root) {
    CheckKeys(root, {"format", "name", "title", "class", "page"}, "");
    const toml::node& format = Required(root, "format", "");
    if (format.value_exact<std::int64_t>() != kFormat)
      Fault(format, "format", "1 と書いてください");
    Form form;
    form.name = Text(root, "name", "");
    if (!IsFormName(form.name)) Fault(*root.get("name"), "name", "この名前は使えません");
    form.title = Text(root, "title", "");
    const auto page_class = PageClassFromKey(Text(root, "class", ""));
    if (!page_class) Fault(*root.get("class"), "class", "知らない書類です");
    form.page_class = *page_class;
    for (const toml::table* page : Tables(root, "page")) form.pages.push_back(ReadPage(*page));
    if (form.pages.empty()) Fault(root, "page", "一つも書かれていません");
    return form;
  }

 private:
  [[noreturn]] void Fault(const toml::node& node, std::string_view key, std::string_view what,
                          std::string_view of = "") const {
    std::string place(of);
    if (!place.empty() && !key.empty()) place += " の ";
    place += key;
    throw Error{ErrorCode::kForm, fmt::format("{}:{}", where_, node.source().begin.line),
                fmt::format("{}: {}", place, what), 0};
  }

  void CheckKeys(const toml::table& table, std::initializer_list<std::string_view> known,
                 std::string_view of) const {
    for (const auto& [key, value] : table) {
      const std::string_view name = key.str();
      if (std::ranges::find(known, name) == known.end()) {
        Fault(value, name, "知らない項目です", of);
      }
    }
  }

  const toml::node& Required(const toml::table& table, std::string_view key,
                             std::string_view of) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) Fault(table, key, "この項目が必要です", of);
    return *node;
  }

  std::string Text(const toml::table& table, std::string_view key, std::string_view of) const {
    const toml::node& node = Required(table, key, of);
    const auto text = node.value_exact<std::string>();
    if (!text) Fault(node, key, "文字列で書いてください", of);
    return *text;
  }

  double Number(const toml::node& node, std::string_view key, std::string_view of) const {
    const auto number = node.is_number() ? node.value<double>() : std::nullopt;
    if (!number || !(*number >= -kLargestSide && *number <= kLargestSide)) {
      Fault(node, key, "ミリメートルの数で書いてください", of);
    }
    return *number;
  }

  std::vector<double> Numbers(const toml::node& node, std::string_view key,
                              std::string_view of) const {
    std::vector<double> numbers;
    if (!node.is_array()) Fault(node, key, "[ ] の中に数で書いてください", of);
    for (const toml::node& item : *node.as_array()) numbers.push_back(Number(item, key, of));
    return numbers;
  }

  PaperBox ReadBox(const toml::node& node, std::string_view of) const {
    const std::vector<double> at = Numbers(node, "box", of);
    if (at.size() != 4 || at[0] >= at[2] || at[1] >= at[3]) {
      Fault(node, "box", "[左, 上, 右, 下] の順にミリメートルで書いてください", of);
    }
    return {at[0], at[1], at[2], at[3]};
  }

  std::vector<const toml::table*> Tables(const toml::table& table, std::string_view key) const {
    std::vector<const toml::table*> tables;
    const toml::node* node = table.get(key);
    if (node == nullptr) return tables;
    if (!node->is_array()) Fault(*node, key, "[[ ]] の形で書いてください");
    for (const toml::node& item : *node->as_array()) {
      if (!item.is_table()) Fault(item, key, "[[ ]] の形で書いてください");
      tables.push_back(item.as_table());
    }
    return tables;
  }

  FormPage ReadPage(const toml::table& table) const {
    CheckKeys(table, {"number", "size", "field", "landmarks"}, "page");
    FormPage page;
    const auto number = Required(table, "number", "page").value_exact<std::int64_t>();
    if (!number || *number < 1 || *number > 1000) Fault(table, "number", "1から1000まで", "page");
    page.number = static_cast<int>(*number);
    const toml::node& size_node = Required(table, "size", "page");
    const std::vector<double> size = Numbers(size_node, "size", "page");
    if (size.size() != 2 || size[0] < 20 || size[1] < 20) {
      Fault(size_node, "size", "[幅, 高さ] をミリメートルで書いてください", "page");
    }
    page.width = size[0];
    page.height = size[1];
    std::set<std::string> names;
    for (const toml::table* field : Tables(table, "field")) {
      page.fields.push_back(ReadField(*field, page));
      if (!names.insert(page.fields.back().name).second) {
        Fault(*field, "name", "同じ名前の欄があります", Named(page.fields.back().name));
      }
    }
    ReadLandmarks(Required(table, "landmarks", "page"), page);
    return page;
  }

  static std::string Named(std::string_view field) { return fmt::format("欄「{}」", field); }

  FormField ReadField(const toml::table& table, const FormPage& page) const {
    FormField field;
    field.name = Text(table, "name", "field");
    const std::string of = Named(field.name);
    CheckKeys(table, {"name", "label", "category", "kind", "box"}, of);
    field.label = Text(table, "label", of);
    const std::string category = Text(table, "category", of);
    if (category != kHarmless) {
      field.category = CategoryFromKey(category);
      if (!field.category) {
        Fault(*table.get("category"), "category",
              fmt::format("「{}」は知らない分類です（センシティブでない欄は none）", category), of);
      }
    }
    if (table.contains("kind")) field.kind = Text(table, "kind", of);
    const toml::node& box = Required(table, "box", of);
    field.box = ReadBox(box, of);
    if (field.box.left < -1 || field.box.top < -1 || field.box.right > page.width + 1 ||
        field.box.bottom > page.height + 1) {
      Fault(box, "box", "用紙からはみ出しています", of);
    }
    return field;
  }

  void ReadLandmarks(const toml::node& node, FormPage& page) const {
    constexpr std::string_view kOf = "landmarks";
    if (!node.is_table()) Fault(node, kOf, "表で書いてください");
    const toml::table& table = *node.as_table();
    CheckKeys(table, {"cells", "print"}, kOf);
    const toml::node& cells = Required(table, "cells", kOf);
    if (!cells.is_array()) Fault(cells, "cells", "[ ] の中に書いてください", kOf);
    for (const toml::node& cell : *cells.as_array()) page.cells.push_back(ReadBox(cell, kOf));
    for (const toml::table* line : Tables(table, "print")) page.print.push_back(ReadLine(*line));
  }

  FormLine ReadLine(const toml::table& table) const {
    constexpr std::string_view kOf = "print";
    CheckKeys(table, {"text", "box", "edges", "vertical"}, kOf);
    FormLine line;
    const toml::node& text = Required(table, "text", kOf);
    if (!text.is_array()) Fault(text, "text", "[ ] の中に一文字ずつ書いてください", kOf);
    for (const toml::node& item : *text.as_array()) {
      const auto character = item.value_exact<std::string>();
      if (!character) Fault(item, "text", "文字列で書いてください", kOf);
      line.characters.push_back(*character);
    }
    line.box = ReadBox(Required(table, "box", kOf), kOf);
    line.edges = Numbers(Required(table, "edges", kOf), "edges", kOf);
    if (line.edges.size() != 2 * line.characters.size()) {
      Fault(table, "edges", "文字の数の2倍の数が必要です", kOf);
    }
    if (const toml::node* vertical = table.get("vertical")) {
      line.vertical = vertical->value_exact<bool>().value_or(false);
    }
    return line;
  }

  std::string where_;
};

}  // namespace

bool IsFormName(std::string_view name) {
  return !name.empty() && name.size() <= kLongestName && name[0] != '-' &&
         std::ranges::all_of(name, [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                  c == '-' || c == '_' || byte >= 0x80;
         });
}

std::string WriteForm(const Form& form) {
  std::string out = fmt::format(
      "# sumikeshi の様式ファイル。欄（[[page.field]]）は直すことができます。\n"
      "#   name      欄の名前\n#   label     印刷されている見出し\n"
      "#   category  書かれる情報の分類（health, honseki, my_number など）。センシティブでなければ "
      "none\n#   kind      種類（なくてもよい）\n"
      "#   box       欄の場所 [左, 上, 右, 下]、用紙の左上からのミリメートル\n"
      "format = {}\nname = {}\ntitle = {}\nclass = {}  # {}\n",
      kFormat, Quoted(form.name), Quoted(form.title), Quoted(NameOf(form.page_class).key),
      NameOf(form.page_class).japanese);
  for (const FormPage& page : form.pages) WritePage(page, out);
  return out;
}

Result<Form> ReadForm(std::string_view toml_text, std::string_view where) {
  try {
    return Reader(where).Read(toml::parse(toml_text));
  } catch (const toml::parse_error& error) {
    return Fail(ErrorCode::kForm, fmt::format("{}:{}", where, error.source().begin.line),
                fmt::format("TOML として読めません（{}）", error.description()));
  } catch (const Error& error) {
    return std::unexpected(error);
  }
}

std::filesystem::path FormPath(const std::filesystem::path& folder, std::string_view name) {
  return folder / (std::string(name) + ".toml");
}

std::filesystem::path PicturePath(const std::filesystem::path& folder, std::string_view name,
                                  int page) {
  return folder / fmt::format("{}-{}.png", name, page);
}

}  // namespace sumikeshi
