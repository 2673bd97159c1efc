// sumikeshi form: learn, list, show, remove.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>

#include "cli/commands.h"
#include "cli/messages.h"
#include "redact/pipeline/forms.h"

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;

struct FormOptions {
  fs::path folder;
  fs::path blank;
  std::string name;
};

// Where a user's own data are kept (XDG base directories).
fs::path DefaultFolder() {
  const char* data = std::getenv("XDG_DATA_HOME");
  const char* home = std::getenv("HOME");
  const fs::path base = data != nullptr && *data == '/'
                            ? fs::path(data)
                            : fs::path(home == nullptr ? "." : home) / ".local" / "share";
  return base / "sumikeshi" / "forms";
}

ExitCode Complain(const Error& error, const fs::path& file, Language language) {
  fmt::print(stderr, "{}\n", Describe(error, file, language));
  switch (error.code) {
    case ErrorCode::kEnvironment:
    case ErrorCode::kWriteFailed:
    case ErrorCode::kDiskFull:
    case ErrorCode::kReadFailed:
      return ExitCode::kEnvironment;
    case ErrorCode::kInternal:
      return ExitCode::kBug;
    default:
      return ExitCode::kUsage;
  }
}

std::string FieldLine(const FormField& field, Language language) {
  const bool japanese = language == Language::kJapanese;
  std::string_view category = Choose(language, "（センシティブでない）", "(not sensitive)");
  if (field.category) {
    category = japanese ? CategoryJapanese(*field.category) : CategoryEnglish(*field.category);
  }
  return fmt::format("  {}  {}{}  [{:.0f}, {:.0f}, {:.0f}, {:.0f}] mm\n", field.name, category,
                     field.kind.empty() ? "" : "（" + field.kind + "）", field.box.left,
                     field.box.top, field.box.right, field.box.bottom);
}

void PrintForm(const Form& form, Language language) {
  const bool japanese = language == Language::kJapanese;
  const PageClassName& page_class = NameOf(form.page_class);
  fmt::print(fmt::runtime(japanese ? "様式 {}  {}（書類: {}）\n" : "form {}  {} ({})\n"), form.name,
             form.title, japanese ? page_class.japanese : page_class.english);
  for (const FormPage& page : form.pages) {
    fmt::print(
        fmt::runtime(japanese ? "{}ページ  {:.0f} x {:.0f} mm、記入欄 {}、うち墨消しの対象 {}\n"
                              : "page {}  {:.0f} x {:.0f} mm, {} fields, {} sensitive\n"),
        page.number, page.width, page.height, page.fields.size(),
        std::ranges::count_if(page.fields,
                              [](const FormField& f) { return f.category.has_value(); }));
    for (const FormField& field : page.fields) fmt::print("{}", FieldLine(field, language));
  }
}

ExitCode Learn(const FormOptions& options, Language language) {
  EnginePool engines;
  const auto learnt = LearnForm(options.blank, options.name, options.folder, engines);
  if (!learnt) return Complain(learnt.error(), options.blank, language);
  for (const Error& skipped : learnt->skipped) {
    fmt::print(stderr, "{}\n", Describe(skipped, options.blank, language));
  }
  PrintForm(learnt->form, language);
  if (learnt->findings > 0) {
    fmt::print(stderr,
               fmt::runtime(Choose(language,
                                   "注: 記入済みのように見える箇所が {} か所あります。何も"
                                   "書かれていない用紙か確かめてください。\n",
                                   "note: {} places look as if they were filled in: make "
                                   "sure that the sheet is blank.\n")),
               learnt->findings);
  }
  fmt::print(
      fmt::runtime(Choose(language,
                          "{} に保存しました。欄はこのファイルで直せます。使うには: sumikeshi "
                          "redact ... --forms {}\n",
                          "written to {}, where the fields can be corrected. To use it: "
                          "sumikeshi redact ... --forms {}\n")),
      FormFile(options.folder, options.name).string(), options.folder.string());
  return ExitCode::kDone;
}

std::expected<FormLibrary, ExitCode> Load(const FormOptions& options, Language language) {
  auto library = FormLibrary::Load(options.folder);
  if (library) return *std::move(library);
  return std::unexpected(Complain(library.error(), options.folder, language));
}

ExitCode List(const FormOptions& options, Language language) {
  const auto library = Load(options, language);
  if (!library) return library.error();
  for (const Form& form : library->forms()) {
    std::size_t fields = 0;
    for (const FormPage& page : form.pages) fields += page.fields.size();
    fmt::print("{}\t{}\t{}\t{}\n", form.name, form.pages.size(), fields, form.title);
  }
  return ExitCode::kDone;
}

ExitCode NotThere(const FormOptions& options, Language language) {
  return Complain({ErrorCode::kNotFound, "", "", 0}, FormFile(options.folder, options.name),
                  language);
}

ExitCode Show(const FormOptions& options, Language language) {
  std::error_code error;
  if (!fs::exists(FormFile(options.folder, options.name), error))
    return NotThere(options, language);
  const auto library = Load(options, language);
  if (!library) return library.error();
  for (const Form& form : library->forms()) {
    if (form.name == options.name) PrintForm(form, language);
  }
  return ExitCode::kDone;
}

ExitCode Remove(const FormOptions& options, Language language) {
  const auto removed = RemoveForm(options.folder, options.name);
  if (!removed) return Complain(removed.error(), FormFile(options.folder, options.name), language);
  return ExitCode::kDone;
}

}  // namespace

void AddForm(CLI::App& app, Language language, Command& chosen) {
  const auto text = [language](std::string_view ja, std::string_view en) {
    return std::string(Choose(language, ja, en));
  };
  auto options = std::make_shared<FormOptions>();
  options->folder = DefaultFolder();
  auto* form = app.add_subcommand("form", text("会社の様式（記入前の用紙）を登録します",
                                               "registers the company's own blank forms"));
  form->require_subcommand(1);
  const auto add = [&](const std::string& name, const std::string& help, auto run) {
    auto* command = form->add_subcommand(name, help);
    command->add_option("--forms", options->folder, text("様式のフォルダ", "folder of the forms"))
        ->capture_default_str();
    command->callback(
        [options, language, run, &chosen] { chosen = [=] { return run(*options, language); }; });
    return command;
  };
  auto* learn = add("learn", text("記入前の用紙を登録します", "learns a blank form"), Learn);
  learn
      ->add_option("BLANK", options->blank,
                   text("用紙の画像または PDF", "image or PDF of the form"))
      ->required();
  learn->add_option("--name", options->name, text("様式の名前", "name of the form"))->required();
  add("list", text("登録した様式を一覧にします", "lists the forms"), List);
  const std::string name_help = text("様式の名前", "name of the form");
  add("show", text("様式の欄と分類を示します", "shows the fields of a form"), Show)
      ->add_option("NAME", options->name, name_help)
      ->required();
  add("remove", text("様式を取り除きます", "removes a form"), Remove)
      ->add_option("NAME", options->name, name_help)
      ->required();
}

}  // namespace sumikeshi
