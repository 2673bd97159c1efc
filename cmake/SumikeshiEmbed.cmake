# Script: cmake -DINPUT=file -DOUTPUT=file.cc -DSYMBOL=kName -P SumikeshiEmbed.cmake
# Writes a C++ file that defines `const std::string_view sumikeshi::kName` with the file's bytes.
file(READ "${INPUT}" CONTENT)
file(WRITE "${OUTPUT}" "// Generated from a data file.\n#include <string_view>\nnamespace sumikeshi {\n"
  "extern const std::string_view ${SYMBOL};\n"
  "const std::string_view ${SYMBOL} = R\"SUMIKESHI(${CONTENT})SUMIKESHI\";\n}  // namespace sumikeshi\n")
