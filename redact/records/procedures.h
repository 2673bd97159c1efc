// The steps that a procedure of the ledger may be, and their names.
#pragma once

#include <array>
#include <string_view>

#include "redact/policy/vocabulary.h"

namespace sumikeshi {

inline constexpr std::string_view kRequest = "request";          // asked for by the person
inline constexpr std::string_view kDispose = "dispose";          // an original is about to go
inline constexpr std::string_view kDisposed = "disposed";        // it is gone
inline constexpr std::string_view kDiscarded = "discarded";      // paper or a medium is gone
inline constexpr std::string_view kReturned = "return";          // sent back to the person
inline constexpr std::string_view kCertificate = "certificate";  // issued
inline constexpr std::string_view kReview = "review";            // the records were looked at
inline constexpr std::string_view kDenied = "denied";            // somebody was turned away

inline constexpr std::string_view kPseudonymise =
    "pseudonymise";                                          // in a run: a copy with pseudonyms
inline constexpr std::string_view kAnonymise = "anonymise";  // in a run: a generalised copy

inline constexpr auto kProcedureSteps = std::to_array<CodedTerm>({
    {kRequest, "消去・廃棄の依頼の受付"},
    {kDispose, "原本の消去（着手）"},
    {kDisposed, "原本の消去（完了）"},
    {kDiscarded, "紙・記録媒体の廃棄"},
    {kReturned, "本人への返却"},
    {kCertificate, "消去・廃棄証明書の発行"},
    {kReview, "記録の状況の確認"},
    {kDenied, "取扱いの拒否"},
    {kPseudonymise, "仮名加工した写しの作成"},
    {kAnonymise, "匿名加工した写しの作成"},
});

// How something is made to go (規程の例による).
inline constexpr auto kDisposalMethods = std::to_array<CodedTerm>({
    {"overwrite", "意味のないデータの上書きと削除"},
    {"shred", "裁断"},
    {"dissolve", "溶解"},
    {"destroy", "物理的な破壊"},
    {"erase", "電子的な消去"},
    {"return", "返却"},
});

}  // namespace sumikeshi
