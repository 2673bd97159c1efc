// The search itself: a value that was written in some shape is found in it.
#include "tests/leaks/needles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

namespace sumikeshi {
namespace {

using testing::IsEmpty;
using testing::Not;

std::string Deflated(std::string_view bytes) {
  uLongf size = compressBound(bytes.size());
  std::string out(size, '\0');
  compress(reinterpret_cast<Bytef*>(out.data()), &size,
           reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
  out.resize(size);
  return out;
}

TEST(Needles, AreFoundInEveryShape) {
  const auto needles = NeedlesOf({"亜急性甲状腺炎", "1234 5678 9018"});
  for (const std::string& text : {
           std::string("x亜急性甲状腺炎y"),
           std::string("{\"a\":\"\\u4e9c\\u6025\\u6027\\u7532\\u72b6\\u817a\\u708e\"}"),
           std::string("\x88\x9f\x8b\x7d\x90\xab\x8d\x62\x8f\xf3\x91\x42\x89\x8a"),  // CP932
           std::string("B=5LqcNeaApeaAp+eUsueKtuiFuueCjg=="),  // no base64 of it
           std::string("123456789018"),
           std::string("１２３４ ５６７８ ９０１８"),
           std::string("MTIzNCA1Njc4IDkwMTg="),
           std::string("xTEyMzQgNTY3OCA5\nMDE4"),  // from its second byte on, in two lines
           "%PDF stream\n" + Deflated("BT (1234 5678 9018) Tj ET"),
       }) {
    const bool is_none = text.starts_with("B=");
    EXPECT_THAT(FindNeedles(text, needles),
                is_none ? testing::Matcher<std::vector<std::string>>(IsEmpty()) : Not(IsEmpty()))
        << text;
  }
  EXPECT_THAT(FindNeedles("1234 5678 9017 亜急性", needles), IsEmpty());
}

}  // namespace
}  // namespace sumikeshi
