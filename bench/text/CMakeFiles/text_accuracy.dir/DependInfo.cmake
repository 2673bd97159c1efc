
# Consider dependencies only in project.
set(CMAKE_DEPENDS_IN_PROJECT_ONLY OFF)

# The set of languages for which implicit dependencies are needed:
set(CMAKE_DEPENDS_LANGUAGES
  )

# The set of dependency files which are needed:
set(CMAKE_DEPENDS_DEPENDENCY_FILES
  "/tmp/sk/bench/text/text_accuracy.cc" "bench/text/CMakeFiles/text_accuracy.dir/text_accuracy.cc.o" "gcc" "bench/text/CMakeFiles/text_accuracy.dir/text_accuracy.cc.o.d"
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
