# sumikeshi_module(name SOURCES ... LIBRARIES ...): the code of one folder. LIBRARIES are other
#   modules (below it: see tests/lint/layering) and third-party targets.
# sumikeshi_test(name SOURCES ... LIBRARIES ... [LABELS ...] [TIMEOUT seconds]): a GoogleTest
#   program and its ctest entry, run in the source folder.

add_library(sumikeshi_flags INTERFACE)
# GCC 12 sees overlapping copies in std::string operator+ where there are none (PR 105651).
target_compile_options(sumikeshi_flags INTERFACE -Wall -Wextra -Wshadow -Wconversion -Werror
                                                 -Wno-restrict)
target_include_directories(sumikeshi_flags INTERFACE ${CMAKE_SOURCE_DIR}
                                                     ${CMAKE_SOURCE_DIR}/include)

# The objects of all modules become the installed library; a module by itself is a static library,
# so that a test builds what it needs and no more.
function(sumikeshi_module name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_link_libraries(${name} PRIVATE sumikeshi_flags PUBLIC ${ARG_LIBRARIES})
  set_property(GLOBAL APPEND PROPERTY SUMIKESHI_MODULES ${name})
endfunction()

function(sumikeshi_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LIBRARIES;LABELS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE sumikeshi_flags ${ARG_LIBRARIES} GTest::gmock
                                        GTest::gtest_main)
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT}
                                          ENVIRONMENT "OMP_THREAD_LIMIT=1")
endfunction()

# sumikeshi_embed(module file symbol): compiles a data file into the module as
#   `extern const std::string_view sumikeshi::symbol`.
function(sumikeshi_embed module file symbol)
  get_filename_component(input ${file} ABSOLUTE)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${symbol}.cc)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DINPUT=${input} -DOUTPUT=${output} -DSYMBOL=${symbol}
            -P ${CMAKE_SOURCE_DIR}/cmake/SumikeshiEmbed.cmake
    DEPENDS ${input} ${CMAKE_SOURCE_DIR}/cmake/SumikeshiEmbed.cmake VERBATIM)
  target_sources(${module} PRIVATE ${output})
endfunction()

# sumikeshi_embed_binary(module file symbol): the same for a file of any bytes, which the assembler
#   takes in as it stands.
function(sumikeshi_embed_binary module file symbol)
  get_filename_component(SUMIKESHI_FILE ${file} ABSOLUTE)
  set(SUMIKESHI_SYMBOL ${symbol})
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${symbol}.cc)
  configure_file(${CMAKE_SOURCE_DIR}/cmake/binary.cc.in ${output} @ONLY)
  set_source_files_properties(${output} PROPERTIES OBJECT_DEPENDS ${SUMIKESHI_FILE})
  target_sources(${module} PRIVATE ${output})
endfunction()
