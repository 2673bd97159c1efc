// mailroom: draws made-up insurance mail together with its truth.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "tests/mailroom/generator.h"

namespace {

using sumikeshi::mailroom::FindKind;
using sumikeshi::mailroom::FindScanKind;
using sumikeshi::mailroom::Kinds;
using sumikeshi::mailroom::ScanKinds;

std::string NamesOfKinds() {
  std::string names;
  for (const auto* kind : Kinds()) names += " " + std::string(kind->name);
  return names;
}

std::string NamesOfScans() {
  std::string names;
  for (const auto& scan : ScanKinds()) names += " " + std::string(scan.name);
  return names;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Draws made-up insurance mail and its truth"};
  std::string folder;
  std::vector<std::string> kinds, scans;
  sumikeshi::mailroom::Order order;
  app.add_option("OUT", folder, "folder for mail/ and truth/")->required();
  app.add_option("--seed", order.seed, "same seed, same mail")->capture_default_str();
  app.add_option("--count", order.count, "documents")->capture_default_str();
  app.add_option("--kind", kinds, "only these:" + NamesOfKinds())->delimiter(',');
  app.add_option("--scan", scans, "only these:" + NamesOfScans())->delimiter(',');
  app.add_flag("--blank", order.blank, "forms that nobody has filled in");
  CLI11_PARSE(app, argc, argv);
  for (const std::string& name : kinds) {
    order.kinds.push_back(FindKind(name));
    if (order.kinds.back() == nullptr) {
      fmt::print(stderr, "mailroom: no kind {}; there are:{}\n", name, NamesOfKinds());
      return 2;
    }
  }
  for (const std::string& name : scans) {
    order.scans.push_back(FindScanKind(name));
    if (order.scans.back() == nullptr) {
      fmt::print(stderr, "mailroom: no scan {}; there are:{}\n", name, NamesOfScans());
      return 2;
    }
  }
  const auto made = sumikeshi::mailroom::Generate(order, folder);
  if (!made) {
    const auto& error = made.error();
    fmt::print(stderr, "mailroom: {} {} {}\n", sumikeshi::ErrorKey(error.code), error.where,
               error.what);
    return 3;
  }
  return 0;
}
