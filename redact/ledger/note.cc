// Signed notes with libsodium's Ed25519.
#include "redact/ledger/note.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <span>

#include "redact/ledger/files.h"
#include "redact/ledger/ledger.h"

namespace sumikeshi {
namespace {

constexpr std::string_view kPrivate = "PRIVATE+KEY+";
constexpr std::string_view kDash = "\u2014 ";  // begins a line of a signature
constexpr std::size_t kMostSignatures = 100;
constexpr std::size_t kTimeBytes = 8;
const std::string kWhere = "signing key";

std::span<const std::uint8_t> Bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::unexpected<Error> NoKey(std::string what = "this is no key") {
  return Fail(ErrorCode::kLedger, kWhere, std::move(what));
}

std::unexpected<Error> NoNote() {
  return Fail(ErrorCode::kLedger, "checkpoint",
              "署名されたチェックポイントではありません / this is no signed checkpoint");
}

bool IsName(std::string_view name) {
  return !name.empty() && std::ranges::none_of(name, [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == '+' || c == 0x7F;
  });
}

KeyId IdOf(std::string_view name, KeyType type, std::span<const std::uint8_t> key) {
  std::vector<std::uint8_t> all(name.begin(), name.end());
  all.push_back('\n');
  all.push_back(static_cast<std::uint8_t>(type));
  all.insert(all.end(), key.begin(), key.end());
  const Hash hash = Sha256(all);
  return {hash[0], hash[1], hash[2], hash[3]};
}

std::string IdText(const KeyId& id) {
  return fmt::format("{:02x}{:02x}{:02x}{:02x}", id[0], id[1], id[2], id[3]);
}

// "name+id+base64(type || key)", the form of public and of private keys.
struct WrittenKey {
  std::string name;
  std::string id;
  KeyType type;
  std::array<std::uint8_t, 32> bytes;
};

std::optional<WrittenKey> ParseKey(std::string_view text) {
  const std::size_t first = text.find('+');
  const std::size_t second = first == text.npos ? first : text.find('+', first + 1);
  if (second == text.npos) return std::nullopt;
  auto key = FromBase64(text.substr(second + 1));
  WrittenKey written{.name = std::string(text.substr(0, first)),
                     .id = std::string(text.substr(first + 1, second - first - 1)),
                     .type = KeyType::kLog,
                     .bytes = {}};
  if (!key || key->size() != 1 + written.bytes.size() || !IsName(written.name)) return std::nullopt;
  written.type = static_cast<KeyType>(key->front());
  std::ranges::copy(Bytes(*key).subspan(1), written.bytes.begin());
  sodium_memzero(key->data(), key->size());
  if (written.type != KeyType::kLog && written.type != KeyType::kWitness) return std::nullopt;
  return written;
}

std::string CosignedMessage(std::string_view text, std::int64_t time) {
  return fmt::format("cosignature/v1\ntime {}\n{}", time, text);
}

bool Verify(const PublicKey& key, std::string_view message, std::string_view signature) {
  return signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(Bytes(signature).data(), Bytes(message).data(), message.size(),
                                     key.bytes.data()) == 0;
}

std::optional<NoteSignature> ParseSignature(std::string_view line) {
  if (!line.starts_with(kDash)) return std::nullopt;
  line.remove_prefix(kDash.size());
  const std::size_t blank = line.find(' ');
  if (blank == line.npos || !IsName(line.substr(0, blank))) return std::nullopt;
  const auto bytes = FromBase64(line.substr(blank + 1));
  if (!bytes || bytes->size() <= sizeof(KeyId)) return std::nullopt;
  NoteSignature signature{std::string(line.substr(0, blank)), {}, bytes->substr(sizeof(KeyId))};
  std::copy_n(Bytes(*bytes).begin(), sizeof(KeyId), signature.id.begin());
  return signature;
}

// The line up to the next line feed, which goes too; nothing where there is no line feed.
std::optional<std::string_view> TakeLine(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == text.npos) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

}  // namespace

std::string Base64(std::string_view bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), Bytes(bytes).data(), bytes.size(), kVariant);
  text.pop_back();  // its terminator
  return text;
}

std::string Base64(const Hash& hash) {
  return Base64({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

std::optional<std::string> FromBase64(std::string_view text) {
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  std::size_t length = 0;
  const char* end = nullptr;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), nullptr, &length, &end, sodium_base64_VARIANT_ORIGINAL) != 0 ||
      end != text.data() + text.size()) {
    return std::nullopt;
  }
  bytes.resize(length);
  // libsodium takes some bytes above 0x7F for others.
  return Base64(bytes) == text ? std::optional(bytes) : std::nullopt;
}

std::optional<Hash> HashFromBase64(std::string_view text) {
  const auto bytes = FromBase64(text);
  Hash hash;
  if (!bytes || bytes->size() != hash.size()) return std::nullopt;
  std::ranges::copy(Bytes(*bytes), hash.begin());
  return hash;
}

KeyId PublicKey::id() const { return IdOf(name, type, bytes); }

std::string PublicKey::Text() const {
  std::string key(1, static_cast<char>(type));
  key.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  return fmt::format("{}+{}+{}", name, IdText(id()), Base64(key));
}

Result<PublicKey> PublicKey::Parse(std::string_view text) {
  const auto written = ParseKey(text);
  if (!written) return NoKey();
  PublicKey key{written->name, written->type, written->bytes};
  if (IdText(key.id()) != written->id) return NoKey("the id is not that of the key");
  return key;
}

std::string SignedNote::Text() const {
  std::string note = text + '\n';
  for (const NoteSignature& signature : signatures) {
    std::string bytes(signature.id.begin(), signature.id.end());
    note += fmt::format("{}{} {}\n", kDash, signature.name, Base64(bytes + signature.bytes));
  }
  return note;
}

Result<SignedNote> SignedNote::Parse(std::string_view bytes) {
  const std::size_t gap = bytes.rfind("\n\n");
  if (gap == bytes.npos || gap == 0) return NoNote();
  SignedNote note{std::string(bytes.substr(0, gap + 1)), {}};
  std::string_view rest = bytes.substr(gap + 2);
  while (!rest.empty()) {
    const auto line = TakeLine(rest);
    auto signature = line ? ParseSignature(*line) : std::nullopt;
    if (!signature || note.signatures.size() == kMostSignatures) return NoNote();
    note.signatures.push_back(*std::move(signature));
  }
  if (note.signatures.empty()) return NoNote();
  return note;
}

bool SignedNote::IsSignedBy(const PublicKey& key) const {
  const auto ours = std::ranges::find_if(signatures, [&](const NoteSignature& signature) {
    return signature.name == key.name && signature.id == key.id();
  });
  return key.type == KeyType::kLog && ours != signatures.end() && Verify(key, text, ours->bytes);
}

std::optional<std::int64_t> SignedNote::WitnessedAt(const PublicKey& key) const {
  const auto theirs = std::ranges::find_if(signatures, [&](const NoteSignature& signature) {
    return signature.name == key.name && signature.id == key.id();
  });
  if (key.type != KeyType::kWitness || theirs == signatures.end() ||
      theirs->bytes.size() <= kTimeBytes) {
    return std::nullopt;
  }
  std::uint64_t time = 0;
  for (const std::uint8_t byte : Bytes(theirs->bytes).first(kTimeBytes)) time = time << 8 | byte;
  const auto seconds = static_cast<std::int64_t>(time);
  const bool valid = seconds >= 0 && Verify(key, CosignedMessage(text, seconds),
                                            std::string_view(theirs->bytes).substr(kTimeBytes));
  return valid ? std::optional(seconds) : std::nullopt;
}

SigningKey::~SigningKey() { sodium_memzero(secret_.data(), secret_.size()); }

void SigningKey::SetSeed(const std::array<std::uint8_t, 32>& seed) {
  static_assert(crypto_sign_SEEDBYTES == 32 && crypto_sign_SECRETKEYBYTES == 64);
  crypto_sign_seed_keypair(public_.bytes.data(), secret_.data(), seed.data());
}

Result<SigningKey> SigningKey::Create(const std::filesystem::path& path, KeyType type,
                                      std::string name) {
  if (sodium_init() < 0) return Fail(ErrorCode::kEnvironment, kWhere, "libsodium");
  if (name.empty()) {
    name = fmt::format("sumikeshi/{:08x}{:08x}", randombytes_random(), randombytes_random());
  }
  if (!IsName(name)) return Fail(ErrorCode::kUsage, kWhere, "a name without blanks and '+'");
  SigningKey key;
  key.public_ = {std::move(name), type, {}};
  std::array<std::uint8_t, 32> seed;
  randombytes_buf(seed.data(), seed.size());
  key.SetSeed(seed);
  std::string secret(1, static_cast<char>(type));
  secret.append(reinterpret_cast<const char*>(seed.data()), seed.size());
  std::string text = fmt::format("{}{}+{}+{}\n", kPrivate, key.public_.name,
                                 IdText(key.public_.id()), Base64(secret));
  auto written = ReplaceFile(path, text, 0600, kWhere);
  sodium_memzero(seed.data(), seed.size());
  sodium_memzero(secret.data(), secret.size());
  sodium_memzero(text.data(), text.size());
  if (!written) return std::unexpected(written.error());
  return key;
}

Result<SigningKey> SigningKey::Load(const std::filesystem::path& path, KeyType type) {
  if (sodium_init() < 0) return Fail(ErrorCode::kEnvironment, kWhere, "libsodium");
  auto text = ReadSmallFile(path, kWhere);
  if (!text) return std::unexpected(text.error());
  std::string_view line = *text;
  if (line.ends_with('\n')) line.remove_suffix(1);
  auto key = Parse(line, type);
  sodium_memzero(text->data(), text->size());
  return key;
}

Result<SigningKey> SigningKey::Parse(std::string_view text, KeyType type) {
  if (!text.starts_with(kPrivate)) return NoKey("the file holds no private key");
  auto written = ParseKey(text.substr(kPrivate.size()));
  if (!written) return NoKey("the file holds no private key");
  if (written->type != type) return NoKey("the key is for another use");
  SigningKey key;
  key.public_ = {written->name, type, {}};
  key.SetSeed(written->bytes);
  sodium_memzero(written->bytes.data(), written->bytes.size());
  if (IdText(key.public_.id()) != written->id) return NoKey("the id is not that of the key");
  return key;
}

std::string SigningKey::Ed25519(std::string_view message) const {
  std::string signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr,
                       Bytes(message).data(), message.size(), secret_.data());
  return signature;
}

NoteSignature SigningKey::Sign(std::string_view text) const {
  return {public_.name, public_.id(), Ed25519(text)};
}

NoteSignature SigningKey::Cosign(std::string_view text, std::int64_t time) const {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(time >> shift);
  return {public_.name, public_.id(), bytes + Ed25519(CosignedMessage(text, time))};
}

std::string TreeHead::Text() const {
  return fmt::format("{}\n{}\n{}\n", origin, size, Base64(root));
}

Result<TreeHead> TreeHead::Parse(std::string_view text) {
  const auto origin = TakeLine(text);
  const auto size = TakeLine(text);
  const auto root = TakeLine(text);
  if (!origin || origin->empty() || !size || !root) return NoNote();
  TreeHead head{std::string(*origin), 0, {}};
  const auto [end, error] = std::from_chars(size->data(), size->data() + size->size(), head.size);
  const auto hash = HashFromBase64(*root);
  if (error != std::errc() || end != size->data() + size->size() || head.size < 0 ||
      std::to_string(head.size) != *size || !hash) {
    return NoNote();
  }
  head.root = *hash;  // lines after the third are extensions, which say nothing here
  return head;
}

}  // namespace sumikeshi
