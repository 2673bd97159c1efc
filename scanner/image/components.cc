// Union-find over runs: a run joins each run of the row above that it touches, diagonals included.
#include "scanner/image/components.h"

#include <algorithm>
#include <numeric>

namespace sumikeshi {
namespace {

class Forest {
 public:
  explicit Forest(std::size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t Root(std::size_t node) {
    while (parent_[node] != node) node = parent_[node] = parent_[parent_[node]];
    return node;
  }
  void Join(std::size_t a, std::size_t b) {
    a = Root(a), b = Root(b);
    if (a < b) parent_[b] = a;
    if (b < a) parent_[a] = b;
  }

 private:
  std::vector<std::size_t> parent_;
};

void JoinTouchingRuns(std::span<const Run> runs, Forest& forest) {
  std::size_t above = 0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const Run& run = runs[i];
    while (above < i && (runs[above].y < run.y - 1 ||
                         (runs[above].y == run.y - 1 && runs[above].right < run.left))) {
      ++above;
    }
    for (std::size_t j = above; j < i && runs[j].y == run.y - 1 && runs[j].left <= run.right; ++j) {
      forest.Join(i, j);
    }
  }
}

}  // namespace

Components FindComponents(const Bitmap& bitmap) {
  const std::vector<Run> runs = RunsOf(bitmap);
  Forest forest(runs.size());
  JoinTouchingRuns(runs, forest);

  Components found;
  std::vector<std::size_t> mark_of(runs.size());
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const std::size_t root = forest.Root(i);
    if (root == i) {
      mark_of[i] = found.marks.size();
      found.marks.emplace_back();
    } else {
      mark_of[i] = mark_of[root];
    }
    Component& mark = found.marks[mark_of[i]];
    mark.box = Unite(mark.box, {runs[i].left, runs[i].y, runs[i].right, runs[i].y + 1});
    mark.area += runs[i].length();
    ++mark.run_count;
  }
  std::size_t next = 0;
  for (Component& mark : found.marks) {
    mark.first_run = next;
    next += mark.run_count;
  }
  found.runs.resize(runs.size());
  std::vector<std::size_t> filled(found.marks.size());
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const std::size_t mark = mark_of[i];
    found.runs[found.marks[mark].first_run + filled[mark]++] = runs[i];
  }
  return found;
}

}  // namespace sumikeshi
