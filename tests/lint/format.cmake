# Script: cmake -DROOT=dir -P format.cmake: every source file is formatted as .clang-format says.
file(GLOB_RECURSE files ${ROOT}/include/*.h ${ROOT}/scanner/*.h ${ROOT}/scanner/*.cc
     ${ROOT}/redact/*.h ${ROOT}/redact/*.cc ${ROOT}/cli/*.h ${ROOT}/cli/*.cc ${ROOT}/tests/*.h
     ${ROOT}/tests/*.cc ${ROOT}/bench/*.h ${ROOT}/bench/*.cc ${ROOT}/examples/*.cc)
execute_process(COMMAND clang-format-19 --dry-run --Werror ${files}
                WORKING_DIRECTORY ${ROOT} RESULT_VARIABLE result)
if(result)
  message(FATAL_ERROR "run: clang-format-19 -i on the files named above")
endif()
