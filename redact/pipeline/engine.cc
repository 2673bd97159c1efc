// The facade: one document at a time, from buffer to buffer.
#include <sodium.h>
#include <tbb/task_arena.h>

#include <cstdlib>
#include <mutex>
#include <system_error>
#include <utility>

#include "redact/ledger/ledger.h"
#include "redact/pipeline/admission.h"
#include "redact/pipeline/engine_pool.h"
#include "redact/pipeline/mapped_file.h"
#include "redact/pipeline/process.h"
#include "redact/pipeline/record.h"
#include "redact/policy/policy.h"
#include "sumikeshi/sumikeshi.h"

namespace sumikeshi {
namespace {

namespace fs = std::filesystem;

// A private folder for one redacted copy; gone with everything in it at the end.
class PrivateFolder {
 public:
  static Result<PrivateFolder> Make() {
    std::error_code error;
    std::string pattern = (fs::temp_directory_path(error) / "sumikeshi-XXXXXX").string();
    if (error || mkdtemp(pattern.data()) == nullptr) {
      return Fail(ErrorCode::kWriteFailed, "", "no temporary folder");
    }
    return PrivateFolder(pattern);
  }
  PrivateFolder(PrivateFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  PrivateFolder& operator=(PrivateFolder&&) = delete;
  ~PrivateFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  explicit PrivateFolder(fs::path path) : path_(std::move(path)) {}
  fs::path path_;
};

}  // namespace

struct Engine::State {
  // The circumstances to decide by; without a ledger no approval counts.
  [[nodiscard]] Result<Context> AdmitDocument(const Context& said, const std::string& name) {
    return Admit(profile, said, name,
                 [this](const std::string& id) -> Result<std::optional<Approval>> {
                   if (!ledger) return std::nullopt;
                   const std::lock_guard lock(ledger_mutex);
                   return ledger->FindApproval(id);
                 });
  }

  [[nodiscard]] const FormLibrary* Forms() const { return forms ? &*forms : nullptr; }

  Profile profile;
  std::optional<FormLibrary> forms;
  Context context;
  EnginePool engines;
  tbb::task_arena arena;
  Provenance provenance;
  std::mutex ledger_mutex;
  std::unique_ptr<Ledger> ledger;  // may be null
};

Engine::Engine(std::unique_ptr<State> state) : state_(std::move(state)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Result<Engine> Engine::Create(const EngineOptions& options) {
  if (sodium_init() < 0) return Fail(ErrorCode::kEnvironment, "libsodium");
  auto profile = Profile::Load(options.profile, options.staff);
  if (!profile) return std::unexpected(profile.error());
  if (auto cited = profile->RequireClauses(); !cited) return std::unexpected(cited.error());
  auto state = std::make_unique<State>();
  state->profile = std::move(*profile);
  state->context = options.context;
  state->arena.initialize(options.jobs);
  std::string reader;
  {
    auto engine = state->engines.Borrow();
    if (!engine) return std::unexpected(engine.error());
    reader = (**engine).version();
  }
  state->provenance = MakeProvenance(state->profile, options.context, std::move(reader));
  if (!options.forms.empty()) {
    auto forms = FormLibrary::Load(options.forms);
    if (!forms) return std::unexpected(forms.error());
    state->forms = *std::move(forms);
    if (auto added = AddForms(options.forms, state->provenance); !added) {
      return std::unexpected(added.error());
    }
  }
  if (options.ledger) {
    auto ledger = OpenLedger(*options.ledger);
    if (!ledger) return std::unexpected(ledger.error());
    state->ledger = std::move(*ledger);
  }
  return Engine(std::move(state));
}

Result<Redacted> Engine::Redact(std::span<const std::uint8_t> document,
                                std::string_view name) const {
  return Redact(document, name, state_->context);
}

Result<Redacted> Engine::Redact(std::span<const std::uint8_t> document, std::string_view name,
                                const Context& context) const {
  auto folder = PrivateFolder::Make();
  if (!folder) return std::unexpected(folder.error());
  const fs::path path = folder->path() / "redacted";
  const std::string file_name(name);
  const auto admitted = state_->AdmitDocument(context, file_name);
  ProcessedDocument processed;
  if (admitted) {
    const ProcessSettings settings{&state_->profile, *admitted, false, nullptr, state_->Forms()};
    processed = state_->arena.execute(
        [&] { return ProcessDocument(document, file_name, path, settings, state_->engines); });
  } else {
    processed.verdict.input_hash = Sha256(document);
    processed.verdict.reason = admitted.error();
  }
  Redacted result;
  if (processed.verdict.released) {
    auto file = MappedFile::Open(path);
    if (!file) return std::unexpected(file.error());
    result.output.assign(file->bytes().begin(), file->bytes().end());
  }
  if (state_->ledger) {
    const std::lock_guard lock(state_->ledger_mutex);
    auto entries = MakeEntries(*state_->ledger, state_->provenance, admitted.value_or(context),
                               file_name, processed, processed.verdict);
    if (!entries) return std::unexpected(entries.error());
    if (auto kept = state_->ledger->Append(*entries); !kept) return std::unexpected(kept.error());
  }
  result.verdict = processed.verdict;
  for (DecidedDetection& decided : processed.decided) {
    result.decisions.push_back(std::move(decided.decision));
  }
  return result;
}

Result<std::vector<Decision>> Engine::Scan(std::span<const std::uint8_t> document,
                                           std::string_view name) const {
  const auto admitted = state_->AdmitDocument(state_->context, std::string(name));
  if (!admitted) return std::unexpected(admitted.error());
  const ProcessSettings settings{&state_->profile, *admitted, false, nullptr, state_->Forms()};
  Judgements known;
  auto decided = state_->arena.execute(
      [&] { return ScanDocument(document, std::string(name), settings, state_->engines, known); });
  if (!decided) return std::unexpected(decided.error());
  std::vector<Decision> decisions;
  for (DecidedDetection& one : *decided) decisions.push_back(std::move(one.decision));
  return decisions;
}

}  // namespace sumikeshi
