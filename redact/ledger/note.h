// Signed notes (c2sp.org/signed-note): a text, an empty line, and a line for each signature. Keys
// of the log sign the text (Ed25519, type 1), keys of witnesses sign it with the time
// (c2sp.org/tlog-cosignature, type 4). Lines of keys that nobody asked for are left alone.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sumikeshi/finding.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

enum class KeyType : std::uint8_t { kLog = 1, kWitness = 4 };

using KeyId = std::array<std::uint8_t, 4>;

// Written as "name+id+base64", the verifier key of C2SP.
struct PublicKey {
  std::string name;  // not empty; no blanks, control characters or '+'
  KeyType type = KeyType::kLog;
  std::array<std::uint8_t, 32> bytes{};

  [[nodiscard]] KeyId id() const;
  [[nodiscard]] std::string Text() const;
  // Fails with kLedger where the text is no key, or the id is not that of the key.
  [[nodiscard]] static Result<PublicKey> Parse(std::string_view text);

  friend bool operator==(const PublicKey&, const PublicKey&) = default;
};

struct NoteSignature {
  std::string name;
  KeyId id{};
  std::string bytes;  // what follows the id

  friend bool operator==(const NoteSignature&, const NoteSignature&) = default;
};

struct SignedNote {
  std::string text;  // ends with a line feed
  std::vector<NoteSignature> signatures;

  [[nodiscard]] std::string Text() const;
  // Fails with kLedger. What parses is written back as the same bytes.
  [[nodiscard]] static Result<SignedNote> Parse(std::string_view bytes);

  // There is a signature of this key of a log, and it is valid.
  [[nodiscard]] bool IsSignedBy(const PublicKey& key) const;
  // When a witness signed it, in seconds since 1970; nothing where it did not, or not validly.
  [[nodiscard]] std::optional<std::int64_t> WitnessedAt(const PublicKey& key) const;
};

// A private key, in a file of its own that only its owner can read. Wiped when it goes.
class SigningKey {
 public:
  SigningKey(SigningKey&&) noexcept = default;
  SigningKey& operator=(SigningKey&&) noexcept = default;
  SigningKey(const SigningKey&) = delete;
  SigningKey& operator=(const SigningKey&) = delete;
  ~SigningKey();

  // Makes the file (mode 0600) with a new key. An empty `name` becomes "sumikeshi/" and 16 random
  // digits: two ledgers are never taken for one.
  [[nodiscard]] static Result<SigningKey> Create(const std::filesystem::path& path, KeyType type,
                                                 std::string name = {});
  // kNotFound where there is no file; kLedger where it holds no key, or one of another type.
  [[nodiscard]] static Result<SigningKey> Load(const std::filesystem::path& path, KeyType type);
  // From its written form "PRIVATE+KEY+name+id+base64".
  [[nodiscard]] static Result<SigningKey> Parse(std::string_view text, KeyType type);

  [[nodiscard]] const PublicKey& public_key() const { return public_; }
  // The signature of a log's key.
  [[nodiscard]] NoteSignature Sign(std::string_view text) const;
  // The signature of a witness's key.
  [[nodiscard]] NoteSignature Cosign(std::string_view text, std::int64_t time) const;

 private:
  SigningKey() = default;
  void SetSeed(const std::array<std::uint8_t, 32>& seed);
  [[nodiscard]] std::string Ed25519(std::string_view message) const;

  PublicKey public_;
  std::array<std::uint8_t, 64> secret_{};
};

// The state of a log: its name, how many entries it has, the root of the tree over them. As text
// it is a checkpoint (c2sp.org/tlog-checkpoint).
struct TreeHead {
  std::string origin;
  std::int64_t size = 0;
  Hash root{};

  [[nodiscard]] std::string Text() const;
  [[nodiscard]] static Result<TreeHead> Parse(std::string_view text);

  friend bool operator==(const TreeHead&, const TreeHead&) = default;
};

[[nodiscard]] std::string Base64(std::string_view bytes);
[[nodiscard]] std::string Base64(const Hash& hash);
// Strict: one spelling for each value.
[[nodiscard]] std::optional<std::string> FromBase64(std::string_view text);
[[nodiscard]] std::optional<Hash> HashFromBase64(std::string_view text);

}  // namespace sumikeshi
