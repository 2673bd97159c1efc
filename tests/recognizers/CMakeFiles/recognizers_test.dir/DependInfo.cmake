
# Consider dependencies only in project.
set(CMAKE_DEPENDS_IN_PROJECT_ONLY OFF)

# The set of languages for which implicit dependencies are needed:
set(CMAKE_DEPENDS_LANGUAGES
  )

# The set of dependency files which are needed:
set(CMAKE_DEPENDS_DEPENDENCY_FILES
  "/tmp/sk/tests/recognizers/examples.cc" "tests/recognizers/CMakeFiles/recognizers_test.dir/examples.cc.o" "gcc" "tests/recognizers/CMakeFiles/recognizers_test.dir/examples.cc.o.d"
  "/tmp/sk/tests/recognizers/numbers_test.cc" "tests/recognizers/CMakeFiles/recognizers_test.dir/numbers_test.cc.o" "gcc" "tests/recognizers/CMakeFiles/recognizers_test.dir/numbers_test.cc.o.d"
  "/tmp/sk/tests/recognizers/registry_test.cc" "tests/recognizers/CMakeFiles/recognizers_test.dir/registry_test.cc.o" "gcc" "tests/recognizers/CMakeFiles/recognizers_test.dir/registry_test.cc.o.d"
  "/tmp/sk/tests/recognizers/terms_test.cc" "tests/recognizers/CMakeFiles/recognizers_test.dir/terms_test.cc.o" "gcc" "tests/recognizers/CMakeFiles/recognizers_test.dir/terms_test.cc.o.d"
  )

# Targets to which this target links.
set(CMAKE_TARGET_LINKED_INFO_FILES
  "/tmp/sk/scanner/CMakeFiles/detect.dir/DependInfo.cmake"
  "/tmp/sk/scanner/recognizers/CMakeFiles/recognizers.dir/DependInfo.cmake"
  "/tmp/sk/dictionaries/CMakeFiles/dictionaries.dir/DependInfo.cmake"
  "/tmp/sk/scanner/fields/CMakeFiles/fields.dir/DependInfo.cmake"
  "/tmp/sk/scanner/text/CMakeFiles/text.dir/DependInfo.cmake"
  )

# Fortran module output directory.
set(CMAKE_Fortran_TARGET_MODULE_DIR "")
