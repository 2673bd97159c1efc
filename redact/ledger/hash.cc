// SHA-256 and HMAC. SHA-256 by OpenSSL, which uses the processor's own instructions for it and is
// several times as fast as libsodium's: verifying a ledger is little else.
#include "redact/ledger/hash.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <memory>

#include "redact/ledger/entry_codec.h"
#include "redact/ledger/ledger.h"

namespace sumikeshi {
namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// False where OpenSSL refuses, as it may where memory is short.
bool OpenSslSha256(std::span<const std::uint8_t> head, std::span<const std::uint8_t> rest,
                   Hash& hash) {
  static const EVP_MD* const kSha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  static thread_local std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
  return kSha256 != nullptr && context && EVP_DigestInit_ex(context.get(), kSha256, nullptr) == 1 &&
         EVP_DigestUpdate(context.get(), head.data(), head.size()) == 1 &&
         EVP_DigestUpdate(context.get(), rest.data(), rest.size()) == 1 &&
         EVP_DigestFinal_ex(context.get(), hash.data(), nullptr) == 1;
}

}  // namespace

Hash Sha256Of(std::span<const std::uint8_t> head, std::span<const std::uint8_t> rest) {
  Hash hash;
  if (OpenSslSha256(head, rest, hash)) return hash;
  static_assert(crypto_hash_sha256_BYTES == sizeof(Hash));
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  crypto_hash_sha256_update(&state, head.data(), head.size());
  crypto_hash_sha256_update(&state, rest.data(), rest.size());
  crypto_hash_sha256_final(&state, hash.data());
  return hash;
}

Hash Sha256(std::span<const std::uint8_t> bytes) { return Sha256Of({}, bytes); }

Hash EntryHash(std::string_view body) {
  static constexpr std::uint8_t kLeaf[] = {0x00};
  return Sha256Of(kLeaf, {reinterpret_cast<const std::uint8_t*>(body.data()), body.size()});
}

Hash HmacSha256(const Hash& key, std::span<const std::uint8_t> bytes) {
  Hash hash;
  static_assert(crypto_auth_hmacsha256_KEYBYTES == sizeof(Hash));
  crypto_auth_hmacsha256(hash.data(), bytes.data(), bytes.size(), key.data());
  return hash;
}

std::string Hex(const Hash& hash) {
  std::string hex(2 * hash.size(), '\0');
  static constexpr char kDigits[] = "0123456789abcdef";
  for (std::size_t i = 0; i < hash.size(); ++i) {
    hex[2 * i] = kDigits[hash[i] >> 4];
    hex[2 * i + 1] = kDigits[hash[i] & 15];
  }
  return hex;
}

}  // namespace sumikeshi
