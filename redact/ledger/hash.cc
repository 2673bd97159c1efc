// SHA-256 and HMAC by libsodium.
#include <sodium.h>

#include "redact/ledger/ledger.h"

namespace sumikeshi {

Hash Sha256(std::span<const std::uint8_t> bytes) {
  Hash hash;
  static_assert(crypto_hash_sha256_BYTES == sizeof(Hash));
  crypto_hash_sha256(hash.data(), bytes.data(), bytes.size());
  return hash;
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
