// OCR engines are costly to start and serve one thread at a time: this lends them out.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "scanner/ocr/ocr_engine.h"
#include "sumikeshi/result.h"

namespace sumikeshi {

// Thread-safe. Makes an engine when none is idle; an engine that failed is thrown away.
class EnginePool {
 public:
  using Factory = std::function<Result<std::unique_ptr<OcrEngine>>()>;
  EnginePool() : EnginePool(MakeTesseractEngine) {}
  explicit EnginePool(Factory factory) : factory_(std::move(factory)) {}

  // An engine on loan; goes back when the loan ends, unless Discard() was called.
  class Loan {
   public:
    Loan(EnginePool& pool, std::unique_ptr<OcrEngine> engine)
        : pool_(&pool), engine_(std::move(engine)) {}
    Loan(Loan&&) = default;
    Loan& operator=(Loan&&) = delete;
    ~Loan() {
      if (engine_) pool_->Return(std::move(engine_));
    }
    [[nodiscard]] OcrEngine& operator*() const { return *engine_; }
    void Discard() { engine_.reset(); }

   private:
    EnginePool* pool_;
    std::unique_ptr<OcrEngine> engine_;
  };

  [[nodiscard]] Result<Loan> Borrow();

 private:
  void Return(std::unique_ptr<OcrEngine> engine);

  Factory factory_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<OcrEngine>> idle_;
};

}  // namespace sumikeshi
