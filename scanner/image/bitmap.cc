// Bit-parallel page operations: a vertical neighbour is a whole row of words away, a horizontal one
// is found by walking the runs, so that nothing touches single pixels.
#include "scanner/image/bitmap.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace sumikeshi {
namespace {

constexpr std::uint64_t kAll = ~std::uint64_t{0};

// Bits from `left` to `right` (exclusive) of a word, 0 <= left < right <= 64.
std::uint64_t WordMask(int left, int right) {
  const std::uint64_t upper = right == 64 ? kAll : (std::uint64_t{1} << right) - 1;
  return upper & (kAll << left);
}

// Calls visit(run) for each run of the row.
template <typename Visit>
void ForEachRun(std::span<const std::uint64_t> row, int y, int width, Visit visit) {
  int start = -1;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::uint64_t word = row[i];
    const int base = static_cast<int>(i * 64);
    if (word == 0 && start < 0) continue;
    if (word == kAll && start >= 0) continue;
    int bit = 0;
    while (bit < 64) {
      const std::uint64_t rest = (start < 0 ? word : ~word) >> bit;
      if (rest == 0) break;
      bit += std::countr_zero(rest);
      if (start < 0) {
        start = base + bit;
      } else {
        visit(Run{y, start, base + bit});
        start = -1;
      }
    }
  }
  if (start >= 0) visit(Run{y, start, width});
}

// Row y of the result is the combination of rows y .. y + length - 1 of `bitmap`; what lies below
// the page counts as paper. Doubling: a span of n rows is two spans of n / 2.
template <typename Combine>
Bitmap CombineRowsBelow(Bitmap bitmap, int length, Combine combine) {
  const auto add = [&](int step) {
    for (int y = 0; y < bitmap.height(); ++y) {
      const std::span<std::uint64_t> row = bitmap.Row(y);
      if (y + step < bitmap.height()) {
        const std::span<const std::uint64_t> below = std::as_const(bitmap).Row(y + step);
        for (std::size_t i = 0; i < row.size(); ++i) row[i] = combine(row[i], below[i]);
      } else {
        for (std::uint64_t& word : row) word = combine(word, std::uint64_t{0});
      }
    }
  };
  int done = 1;
  while (done * 2 <= length) {
    add(done);
    done *= 2;
  }
  if (done < length) add(length - done);
  return bitmap;
}

// Row y of the result, which is `height` rows high, is row y - by of `bitmap`.
Bitmap Move(const Bitmap& bitmap, int by, int height) {
  Bitmap moved(bitmap.width(), height);
  for (int y = std::max(0, by); y < std::min(height, bitmap.height() + by); ++y) {
    std::ranges::copy(bitmap.Row(y - by), moved.Row(y).begin());
  }
  return moved;
}

constexpr auto kOr = [](std::uint64_t a, std::uint64_t b) { return a | b; };
constexpr auto kAnd = [](std::uint64_t a, std::uint64_t b) { return a & b; };

}  // namespace

Bitmap::Bitmap(int width, int height)
    : width_(width),
      height_(height),
      words_((static_cast<std::size_t>(width) + 63) / 64),
      bits_(words_ * static_cast<std::size_t>(height)) {}

std::span<std::uint64_t> Bitmap::Row(int y) {
  return std::span(bits_).subspan(static_cast<std::size_t>(y) * words_, words_);
}

std::span<const std::uint64_t> Bitmap::Row(int y) const {
  return std::span(bits_).subspan(static_cast<std::size_t>(y) * words_, words_);
}

bool Bitmap::Get(int x, int y) const {
  if (x < 0 || y < 0 || x >= width_ || y >= height_) return false;
  return (Row(y)[static_cast<std::size_t>(x) / 64] >> (x % 64)) & 1;
}

void Bitmap::Fill(const Run& run, bool ink) {
  if (run.y < 0 || run.y >= height_) return;
  const int left = std::max(0, run.left);
  const int right = std::min(width_, run.right);
  const std::span<std::uint64_t> row = Row(run.y);
  for (int x = left; x < right; x = (x / 64 + 1) * 64) {
    const std::uint64_t mask = WordMask(x % 64, std::min(64, right - x / 64 * 64));
    std::uint64_t& word = row[static_cast<std::size_t>(x) / 64];
    word = ink ? word | mask : word & ~mask;
  }
}

std::int64_t Bitmap::Count() const {
  std::int64_t count = 0;
  for (const std::uint64_t word : bits_) count += std::popcount(word);
  return count;
}

std::int64_t Bitmap::Count(const Box& box) const {
  const Box part = Intersect(box, {0, 0, width_, height_});
  if (part.empty()) return 0;
  std::int64_t count = 0;
  for (int y = part.top; y < part.bottom; ++y) {
    const std::span<const std::uint64_t> row = Row(y);
    for (int x = part.left; x < part.right; x = (x / 64 + 1) * 64) {
      const std::uint64_t mask = WordMask(x % 64, std::min(64, part.right - x / 64 * 64));
      count += std::popcount(row[static_cast<std::size_t>(x) / 64] & mask);
    }
  }
  return count;
}

void Bitmap::Or(const Bitmap& other) {
  for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] |= other.bits_[i];
}

void Bitmap::And(const Bitmap& other) {
  for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] &= other.bits_[i];
}

void Bitmap::Remove(const Bitmap& other) {
  for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] &= ~other.bits_[i];
}

std::vector<Run> RunsOf(const Bitmap& bitmap, int gap) {
  std::vector<Run> runs;
  for (int y = 0; y < bitmap.height(); ++y) {
    ForEachRun(bitmap.Row(y), y, bitmap.width(), [&](const Run& run) {
      if (!runs.empty() && runs.back().y == y && run.left - runs.back().right <= gap) {
        runs.back().right = run.right;
      } else {
        runs.push_back(run);
      }
    });
  }
  return runs;
}

std::vector<Run> RunsOfRow(const Bitmap& bitmap, int y, int left, int right) {
  std::vector<Run> runs;
  if (y < 0 || y >= bitmap.height()) return runs;
  ForEachRun(bitmap.Row(y), y, bitmap.width(), [&](const Run& run) {
    const Run part{y, std::max(left, run.left), std::min(right, run.right)};
    if (part.length() > 0) runs.push_back(part);
  });
  return runs;
}

Bitmap VerticalBars(const Bitmap& bitmap, int length, int gap) {
  Bitmap closed = bitmap;
  if (gap > 0) {
    // Closing: ink reaches `gap` rows up (above the page too), then what has no ink above it within
    // `gap` rows falls off.
    const Bitmap room = Move(bitmap, gap, bitmap.height() + gap);
    const Bitmap grown = CombineRowsBelow(room, gap + 1, kOr);
    closed = Move(CombineRowsBelow(grown, gap + 1, kAnd), 0, bitmap.height());
  }
  // Opening: where a bar begins, then the bar from each beginning down.
  Bitmap bars = CombineRowsBelow(std::move(closed), length, kAnd);
  for (int done = 1; done < length;) {
    const int step = std::min(done, length - done);
    bars.Or(Move(bars, step, bars.height()));
    done += step;
  }
  return bars;
}

Bitmap HorizontalBars(const Bitmap& bitmap, int length, int gap) {
  Bitmap bars(bitmap.width(), bitmap.height());
  for (const Run& run : RunsOf(bitmap, gap)) {
    if (run.length() >= length) bars.Fill(run);
  }
  return bars;
}

Bitmap Dilate(const Bitmap& bitmap, int by) {
  Bitmap grown = bitmap;
  for (int y = 0; y < bitmap.height(); ++y) {
    const std::span<std::uint64_t> row = grown.Row(y);
    const int last = std::min(bitmap.height() - 1, y + by);
    for (int other = std::max(0, y - by); other <= last; ++other) {
      const std::span<const std::uint64_t> near = bitmap.Row(other);
      for (std::size_t i = 0; i < row.size(); ++i) row[i] |= near[i];
    }
  }
  for (const Run& run : RunsOf(bitmap)) grown.Fill({run.y, run.left - by, run.right + by});
  return grown;
}

}  // namespace sumikeshi
