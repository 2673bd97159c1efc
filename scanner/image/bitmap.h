// A page of ink and paper, one bit a pixel, and the few whole-page operations that layout needs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sumikeshi/geometry.h"

namespace sumikeshi {

// Ink pixels `left` <= x < `right` of one row.
struct Run {
  int y = 0;
  int left = 0;
  int right = 0;

  [[nodiscard]] int length() const { return right - left; }
  friend bool operator==(const Run&, const Run&) = default;
};

// 1 = ink. Rows are padded with paper to whole words; pixel x is bit x % 64 of word x / 64.
class Bitmap {
 public:
  Bitmap() = default;
  Bitmap(int width, int height);

  [[nodiscard]] int width() const { return width_; }
  [[nodiscard]] int height() const { return height_; }
  [[nodiscard]] std::span<std::uint64_t> Row(int y);
  [[nodiscard]] std::span<const std::uint64_t> Row(int y) const;

  [[nodiscard]] bool Get(int x, int y) const;
  // Sets or clears a run; what lies outside the page is ignored.
  void Fill(const Run& run, bool ink = true);
  [[nodiscard]] std::int64_t Count() const;
  // Ink pixels in the part of `box` that lies on the page.
  [[nodiscard]] std::int64_t Count(const Box& box) const;

  void Or(const Bitmap& other);
  void And(const Bitmap& other);
  void Remove(const Bitmap& other);

 private:
  int width_ = 0;
  int height_ = 0;
  std::size_t words_ = 0;
  std::vector<std::uint64_t> bits_;
};

// All runs, row by row, left to right. Runs less than `gap` + 1 pixels apart count as one.
[[nodiscard]] std::vector<Run> RunsOf(const Bitmap& bitmap, int gap = 0);
// The runs of one row within [left, right).
[[nodiscard]] std::vector<Run> RunsOfRow(const Bitmap& bitmap, int y, int left, int right);

// What is part of a vertical bar at least `length` pixels high, breaks up to `gap` pixels closed.
[[nodiscard]] Bitmap VerticalBars(const Bitmap& bitmap, int length, int gap);
// What is part of a horizontal bar at least `length` pixels wide, breaks up to `gap` pixels closed.
[[nodiscard]] Bitmap HorizontalBars(const Bitmap& bitmap, int length, int gap);
// Ink grown by `by` pixels in the four directions.
[[nodiscard]] Bitmap Dilate(const Bitmap& bitmap, int by);

}  // namespace sumikeshi
