// Lends OCR engines to threads.
#include "redact/pipeline/engine_pool.h"

namespace sumikeshi {

Result<EnginePool::Loan> EnginePool::Borrow() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      auto engine = std::move(idle_.back());
      idle_.pop_back();
      return Loan(*this, std::move(engine));
    }
  }
  auto engine = factory_();
  if (!engine) return std::unexpected(engine.error());
  return Loan(*this, std::move(*engine));
}

void EnginePool::Return(std::unique_ptr<OcrEngine> engine) {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(engine));
}

}  // namespace sumikeshi
