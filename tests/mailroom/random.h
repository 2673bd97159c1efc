// A small seeded generator of random numbers: the same draws on every machine and standard library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

namespace sumikeshi::mailroom {

// splitmix64 (Steele, Lea, Flood 2014): one word of state, passes BigCrush, enough for mail.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  // An independent generator for part `index` of what this seed describes.
  [[nodiscard]] static Random Fork(std::uint64_t seed, std::uint64_t index) {
    Random mixer(seed);
    return Random(mixer.Next() ^ (index + 1) * 0xd1342543de82ef95U);
  }

  std::uint64_t Next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }
  // Both ends included.
  int Range(int low, int high) {
    return low + static_cast<int>(Next() % static_cast<std::uint64_t>(high - low + 1));
  }
  double Real(double low, double high) {
    return low + (high - low) * (static_cast<double>(Next() >> 11) / 9007199254740992.0);
  }
  bool Chance(double probability) { return Real(0, 1) < probability; }

  template <typename T>
  const T& Pick(std::span<const T> from) {
    return from[static_cast<std::size_t>(Range(0, static_cast<int>(from.size()) - 1))];
  }
  std::string_view Pick(std::initializer_list<std::string_view> from) {
    return Pick(std::span<const std::string_view>(from.begin(), from.size()));
  }

 private:
  std::uint64_t state_;
};

}  // namespace sumikeshi::mailroom
