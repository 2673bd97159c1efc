// A page among many forms: the right one is found, laid where it is, and no other.
#include "scanner/forms/registration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "scanner/forms/alignment.h"
#include "tests/forms/made_form.h"

namespace sumikeshi {
namespace {

constexpr unsigned kForms = 700;

struct Shelf {
  std::vector<FormPage> forms;
  std::vector<std::vector<Landmark>> landmarks;
  FormIndex index;
};

const Shelf& ManyForms() {
  static const Shelf* const kShelf = [] {
    auto* shelf = new Shelf;
    for (unsigned i = 0; i < kForms; ++i) {
      shelf->forms.push_back(MakeForm(i));
      shelf->landmarks.push_back(LandmarksOf(shelf->forms.back()));
      shelf->index.Add(shelf->landmarks.back());
    }
    return shelf;
  }();
  return *kShelf;
}

struct Found {
  std::size_t form = kForms;
  Registration registration;
};

Found Look(const PageText& page) {
  const std::vector<Landmark> landmarks = LandmarksOf(page);
  Found best;
  for (const FormIndex::Candidate& candidate : ManyForms().index.Find(landmarks, 6)) {
    const auto laid =
        Register(ManyForms().landmarks[candidate.form_page], landmarks, candidate.pairs);
    if (laid && laid->matched > best.registration.matched) best = {candidate.form_page, *laid};
  }
  return best;
}

Transform Turned(double degrees, double x, double y) {
  const double angle = degrees * std::numbers::pi / 180;
  return {std::cos(angle), -std::sin(angle), x, std::sin(angle), std::cos(angle), y};
}

TEST(Registration, FindsEachOfManyForms) {
  for (unsigned i = 0; i < kForms; i += 23) {
    const double dpi = i % 2 == 0 ? 300 : 200;
    const PageText page = Scanned(ManyForms().forms[i], dpi, Turned(0.2, 3, -2), 0.1, 1, i);
    EXPECT_EQ(Look(page).form, i);
  }
}

TEST(Registration, BoxesMoveWithThePage) {
  const FormPage& form = ManyForms().forms[5];
  for (const double dpi : {150.0, 200.0, 300.0}) {
    for (const Transform& move : {Turned(0, 0, 0), Turned(0.3, 5, 8), Turned(-0.3, -4, 2),
                                  Transform{1.02, 0, 1, 0, 0.98, 2}}) {
      const Found found = Look(Scanned(form, dpi, move));
      ASSERT_EQ(found.form, 5U);
      for (const Point& at : {Point{20, 40}, Point{190, 40}, Point{20, 240}, Point{190, 240}}) {
        const Point moved = Map(move, at), laid = Map(found.registration.to_page, at);
        EXPECT_LT(std::hypot(laid.x - moved.x * dpi / 25.4, laid.y - moved.y * dpi / 25.4),
                  0.5 * dpi / 25.4);
      }
    }
  }
}

TEST(Registration, KnowsNoFormThatIsNotThere) {
  for (unsigned i = 0; i < 40; ++i) {
    EXPECT_EQ(Look(Scanned(MakeForm(kForms + i), 300, Turned(0, 0, 0))).form, kForms);
  }
  EXPECT_EQ(Look(PageText{}).form, kForms);
}

TEST(Registration, RejectsAHalfOfTheForm) {
  const FormPage& form = ManyForms().forms[7];
  EXPECT_EQ(Look(Scanned(form, 300, Turned(0, 0, 0), 0.25)).form, 7U);
  EXPECT_EQ(Look(Scanned(form, 300, Turned(0, 0, 0), 0.6)).form, kForms);
}

TEST(Alignment, FitsThroughALens) {
  const Transform lens{11, 0.3, 40, -0.2, 12, 30, 1e-4, -2e-4};
  std::vector<PointPair> pairs;
  for (int i = 0; i < 12; ++i) {
    const Point at{10.0 + 17 * (i % 4), 20.0 + 60 * (i / 4)};
    pairs.push_back({at, Map(lens, at)});
  }
  const auto fitted = FitPerspective(pairs);
  ASSERT_TRUE(fitted.has_value());
  EXPECT_LT(ResidualOf(*fitted, pairs), 0.01);
  EXPECT_GT(ResidualOf(*FitAffine(pairs), pairs), 1);
}

TEST(Alignment, PointsInALineFixNothing) {
  std::vector<PointPair> pairs;
  for (int i = 0; i < 5; ++i) pairs.push_back({{10.0 * i, 20}, {100.0 * i, 200}});
  EXPECT_FALSE(FitAffine(pairs).has_value());
}

}  // namespace
}  // namespace sumikeshi
