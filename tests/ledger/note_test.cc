// Keys, signed notes and checkpoints: the published values, and what is refused.
#include "redact/ledger/note.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/ledger/testing.h"

namespace sumikeshi {
namespace {

// The example of Go's package golang.org/x/mod/sumdb/note.
constexpr std::string_view kPrivate =
    "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
constexpr std::string_view kPublic =
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr std::string_view kText =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n";
constexpr std::string_view kNote =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n\n"
    "\u2014 PeterNeumann "
    "x08go/ZJkuBS9UG/"
    "SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

TEST(Note, SigningGivesThePublishedBytes) {
  const auto key = SigningKey::Parse(kPrivate, KeyType::kLog);
  ASSERT_TRUE(key.has_value());
  EXPECT_EQ(key->public_key().Text(), kPublic);
  const SignedNote note{std::string(kText), {key->Sign(kText)}};
  EXPECT_EQ(note.Text(), kNote);
}

TEST(Note, ThePublishedNotesVerify) {
  const auto note = SignedNote::Parse(kNote);
  ASSERT_TRUE(note.has_value());
  EXPECT_EQ(note->Text(), kNote);
  EXPECT_TRUE(note->IsSignedBy(PublicKey::Parse(kPublic).value()));
  const auto example = SignedNote::Parse(
      "This is an example message.\n\n\u2014 example.com/foo "
      "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM="
      "\n");
  const auto key =
      PublicKey::Parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
  ASSERT_TRUE(example.has_value() && key.has_value());
  EXPECT_TRUE(example->IsSignedBy(*key));
  EXPECT_FALSE(note->IsSignedBy(*key));
}

// The example of c2sp.org/tlog-cosignature: its lines are read, and written as they were.
TEST(Note, ACheckpointWithACosignatureIsRead) {
  const std::string text =
      "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
      "\u2014 example.com/behind-the-sofa "
      "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/"
      "Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
      "\u2014 witness.example.com/w1 "
      "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+"
      "mbIUBkBIfZ+qnA==\n";
  const auto note = SignedNote::Parse(text);
  ASSERT_TRUE(note.has_value());
  EXPECT_EQ(note->Text(), text);
  const auto head = TreeHead::Parse(note->text);
  ASSERT_TRUE(head.has_value());
  EXPECT_EQ(head->origin, "example.com/behind-the-sofa");
  EXPECT_EQ(head->size, 20852163);
  EXPECT_EQ(head->Text(), note->text);
}

TEST(Note, EveryFlippedBitIsFound) {
  const PublicKey key = PublicKey::Parse(kPublic).value();
  std::string bytes(kNote);
  for (std::size_t i = 0; i < 8 * bytes.size(); ++i) {
    bytes[i / 8] = static_cast<char>(bytes[i / 8] ^ (1 << (i % 8)));
    const auto note = SignedNote::Parse(bytes);
    EXPECT_FALSE(note && note->IsSignedBy(key)) << i;
    bytes[i / 8] = static_cast<char>(bytes[i / 8] ^ (1 << (i % 8)));
  }
}

TEST(Note, WhatIsNoKeyOrNoCheckpointIsRefused) {
  for (const std::string_view text :
       {"", "PeterNeumann", "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TX",
        "PeterNeumann+c74f20a3+ARpc"}) {
    EXPECT_FALSE(PublicKey::Parse(text).has_value()) << text;
  }
  EXPECT_FALSE(SigningKey::Parse(kPrivate, KeyType::kWitness).has_value());
  EXPECT_FALSE(SigningKey::Parse(kPublic, KeyType::kLog).has_value());
  const std::string root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
  for (const std::string& text :
       {std::string("x\n1\n"), "\n1\n" + root, "x\n01\n" + root, "x\n-1\n" + root, "x\n1 \n" + root,
        std::string("x\n1\nabc\n"), "x\n99999999999999999999\n" + root}) {
    EXPECT_FALSE(TreeHead::Parse(text).has_value()) << text;
  }
  EXPECT_TRUE(TreeHead::Parse("x\n1\n" + root).has_value());
}

TEST_F(LedgerTest, KeysComeBackFromTheirFiles) {
  const auto made = SigningKey::Create(folder_ / "key", KeyType::kWitness, "witness.example/1");
  ASSERT_TRUE(made.has_value());
  struct stat status = {};
  ASSERT_EQ(stat((folder_ / "key").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777u, 0600u);
  const auto read = SigningKey::Load(folder_ / "key", KeyType::kWitness);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->public_key(), made->public_key());
  EXPECT_EQ(SigningKey::Load(folder_ / "key", KeyType::kLog).error().code, ErrorCode::kLedger);
  EXPECT_EQ(SigningKey::Load(folder_ / "none", KeyType::kLog).error().code, ErrorCode::kNotFound);

  const SignedNote note{"a\n", {read->Cosign("a\n", 1700000000)}};
  EXPECT_EQ(note.WitnessedAt(made->public_key()), 1700000000);
  SignedNote later = note;
  later.signatures[0].bytes[7] = static_cast<char>(later.signatures[0].bytes[7] ^ 1);
  EXPECT_EQ(later.WitnessedAt(made->public_key()), std::nullopt);
  EXPECT_FALSE(note.IsSignedBy(made->public_key()));
}

}  // namespace
}  // namespace sumikeshi
