# Script: cmake -DFOLDER=dir -DOUTPUT=file -P HashFiles.cmake
# Writes the SHA-256 over the names and hashes of all .tsv files below FOLDER.
file(GLOB_RECURSE FILES RELATIVE ${FOLDER} ${FOLDER}/*.tsv)
list(SORT FILES)
set(ALL "")
foreach(NAME ${FILES})
  file(SHA256 ${FOLDER}/${NAME} HASH)
  string(APPEND ALL "${NAME} ${HASH}\n")
endforeach()
string(SHA256 HASH "${ALL}")
file(WRITE ${OUTPUT} "${HASH}")
