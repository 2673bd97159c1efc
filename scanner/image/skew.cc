// Projection profiles: at the right angle the ink of text rows and rules falls into few, sharp
// stripes, and the sum of squared differences between neighbouring stripes is largest. Rows and
// columns turn by the same angle, so both profiles vote for the tilt.
// Rows run the way in which characters stand closer: closing small gaps that way leaves fewer
// marks. Source: W. Postl, "Detection of linear oblique structures and skew scan", 1986.
#include "scanner/image/skew.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

#include "scanner/image/components.h"

namespace sumikeshi {
namespace {

constexpr double kLargestTilt = 6;
constexpr std::size_t kFewestPoints = 40;
constexpr std::size_t kEnoughPoints = 12'000;
constexpr std::size_t kFewestCharacters = 8;

struct InkPoint {
  float x, y;
  float weight;
};

// Runs as weighted points; long runs are cut, as their ends move when the page turns.
void AddPoints(std::span<const Run> runs, std::vector<InkPoint>& points) {
  constexpr int kPiece = 6;
  for (const Run& run : runs) {
    for (int left = run.left; left < run.right; left += kPiece) {
      const int right = std::min(run.right, left + kPiece);
      points.push_back({static_cast<float>(left + right) / 2, static_cast<float>(run.y) + 0.5F,
                        static_cast<float>(right - left)});
    }
  }
}

// A part of the points, evenly taken, says the same; on a page of noise there are millions.
std::vector<InkPoint> Thinned(std::vector<InkPoint> points) {
  const std::size_t step = points.size() / kEnoughPoints + 1;
  for (std::size_t i = 0; i * step < points.size(); ++i) points[i] = points[i * step];
  points.resize((points.size() + step - 1) / step);
  return points;
}

class Profile {
 public:
  Profile(const Bitmap& bitmap)
      : width_(static_cast<float>(bitmap.width())),
        height_(static_cast<float>(bitmap.height())),
        stripes_(static_cast<std::size_t>(bitmap.width() + bitmap.height()) + 8) {}

  // Sharpness of the rows at the given tilt.
  double Rows(std::span<const InkPoint> points, double tilt) {
    const auto [sine, cosine] = SineAndCosine(tilt);
    const float shift = std::max(0.0F, sine * width_) + 2;
    Clear();
    for (const InkPoint& p : points) Add(p.y * cosine - p.x * sine + shift, p.weight);
    return Sharpness();
  }
  // Sharpness of the columns.
  double Columns(std::span<const InkPoint> points, double tilt) {
    const auto [sine, cosine] = SineAndCosine(tilt);
    const float shift = std::max(0.0F, -sine * height_) + 2;
    Clear();
    for (const InkPoint& p : points) Add(p.x * cosine + p.y * sine + shift, p.weight);
    return Sharpness();
  }

 private:
  static std::pair<float, float> SineAndCosine(double tilt) {
    const double angle = tilt * std::numbers::pi / 180;
    return {static_cast<float>(std::sin(angle)), static_cast<float>(std::cos(angle))};
  }
  void Clear() { std::ranges::fill(stripes_, 0.0F); }
  // A point is shared between the two nearest stripes: the profile changes smoothly with the angle.
  void Add(float place, float weight) {
    const auto stripe = static_cast<std::size_t>(place);
    const float part = place - static_cast<float>(stripe);
    stripes_[stripe] += weight * (1 - part);
    stripes_[stripe + 1] += weight * part;
  }
  [[nodiscard]] double Sharpness() const {
    double sum = 0;
    for (std::size_t i = 1; i < stripes_.size(); ++i) {
      const double step = stripes_[i] - stripes_[i - 1];
      sum += step * step;
    }
    return sum;
  }

  float width_, height_;
  std::vector<float> stripes_;
};

// The tilt of the best score among centre - reach .. centre + reach.
template <typename Score>
double BestTilt(double centre, double reach, double step, Score score) {
  double best = centre, best_score = -1;
  const int steps = static_cast<int>(std::round(reach / step));
  for (int i = -steps; i <= steps; ++i) {
    const double value = score(centre + i * step);
    if (value > best_score) best = centre + i * step, best_score = value;
  }
  return best;
}

// The marks of character size, by themselves, and their usual size.
struct Characters {
  Bitmap bitmap;
  std::vector<int> sizes;
};

bool RowsRunDown(Characters characters) {
  if (characters.sizes.size() < kFewestCharacters) return false;
  const auto place =
      characters.sizes.begin() + static_cast<std::ptrdiff_t>(characters.sizes.size() * 3 / 4);
  std::ranges::nth_element(characters.sizes, place);
  const int gap = std::max(2, *place * 3 / 10);
  const std::size_t across = FindComponents(HorizontalBars(characters.bitmap, 1, gap)).marks.size();
  const std::size_t down = FindComponents(VerticalBars(characters.bitmap, 1, gap)).marks.size();
  return down < across;
}

}  // namespace

Pose EstimatePose(const Bitmap& bitmap, double dpi) {
  const Components components = FindComponents(bitmap);
  Characters characters{Bitmap(bitmap.width(), bitmap.height()), {}};
  std::vector<InkPoint> points;
  for (std::size_t i = 0; i < components.marks.size(); ++i) {
    const Box& box = components.marks[i].box;
    const int size = std::max(box.width(), box.height());
    if (size < 0.02 * dpi) continue;
    AddPoints(components.RunsOfMark(i), points);
    if (size > 0.4 * dpi) continue;
    characters.sizes.push_back(size);
    for (const Run& run : components.RunsOfMark(i)) characters.bitmap.Fill(run);
  }
  if (points.size() < kFewestPoints) return {};
  points = Thinned(std::move(points));
  Profile profile(bitmap);
  const auto score = [&](double tilt) {
    return profile.Rows(points, tilt) + profile.Columns(points, tilt);
  };
  Pose pose;
  pose.tilt = BestTilt(0, kLargestTilt, 0.4, score);
  pose.tilt = BestTilt(pose.tilt, 0.4, 0.08, score);
  pose.tilt = BestTilt(pose.tilt, 0.08, 0.016, score);
  pose.sideways = RowsRunDown(std::move(characters));
  return pose;
}

}  // namespace sumikeshi
