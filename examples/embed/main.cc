// Hands a document to sumikeshi and gets back the redacted copy, the decisions and the verdict.
#include <sumikeshi/sumikeshi.h>

#include <fstream>
#include <iostream>
#include <iterator>

int main(int count, char** arguments) {
  if (count != 3) return 2;
  std::ifstream in(arguments[1], std::ios::binary);
  const std::vector<std::uint8_t> document{std::istreambuf_iterator<char>(in), {}};
  const auto engine = sumikeshi::Engine::Create();
  if (!engine) return 3;
  const auto redacted = engine->Redact(document, arguments[1]);
  if (!redacted) return 3;
  for (const auto& decision : redacted->decisions) {
    std::cout << CategoryKey(decision.finding.category) << ' ' << ActionKey(decision.action) << ' '
              << decision.rule << '\n';
  }
  if (!redacted->verdict.released) return 1;
  std::ofstream(arguments[2], std::ios::binary)
      .write(reinterpret_cast<const char*>(redacted->output.data()),
             static_cast<std::streamsize>(redacted->output.size()));
}
