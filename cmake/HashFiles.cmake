# Script: cmake -DROOT=dir -DOUTPUT=file -P HashFiles.cmake
# Writes the SHA-256 over the names and hashes of what decides: all .tsv files of dictionaries, and
# the models that models/MANIFEST names (tests/lint/models.cmake: no others are there).
file(GLOB_RECURSE FILES RELATIVE ${ROOT} ${ROOT}/dictionaries/*.tsv)
file(STRINGS ${ROOT}/models/MANIFEST LINES REGEX "^[^#]")
foreach(LINE ${LINES})
  string(REGEX REPLACE "\t.*" "" NAME "${LINE}")
  list(APPEND FILES models/${NAME})
endforeach()
list(SORT FILES)
set(ALL "")
foreach(NAME ${FILES})
  file(SHA256 ${ROOT}/${NAME} HASH)
  string(APPEND ALL "${NAME} ${HASH}\n")
endforeach()
string(SHA256 HASH "${ALL}")
file(WRITE ${OUTPUT} "${HASH}")
