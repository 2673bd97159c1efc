
# Consider dependencies only in project.
set(CMAKE_DEPENDS_IN_PROJECT_ONLY OFF)

# The set of languages for which implicit dependencies are needed:
set(CMAKE_DEPENDS_LANGUAGES
  )

# The set of dependency files which are needed:
set(CMAKE_DEPENDS_DEPENDENCY_FILES
  "/tmp/sk/scanner/text/linearise.cc" "scanner/text/CMakeFiles/text.dir/linearise.cc.o" "gcc" "scanner/text/CMakeFiles/text.dir/linearise.cc.o.d"
  "/tmp/sk/scanner/text/normalise.cc" "scanner/text/CMakeFiles/text.dir/normalise.cc.o" "gcc" "scanner/text/CMakeFiles/text.dir/normalise.cc.o.d"
  "/tmp/sk/scanner/text/numerals.cc" "scanner/text/CMakeFiles/text.dir/numerals.cc.o" "gcc" "scanner/text/CMakeFiles/text.dir/numerals.cc.o.d"
  "/tmp/sk/scanner/text/variants.cc" "scanner/text/CMakeFiles/text.dir/variants.cc.o" "gcc" "scanner/text/CMakeFiles/text.dir/variants.cc.o.d"
  "/tmp/sk/scanner/text/view.cc" "scanner/text/CMakeFiles/text.dir/view.cc.o" "gcc" "scanner/text/CMakeFiles/text.dir/view.cc.o.d"
  )

# Targets to which this target links.
set(CMAKE_TARGET_LINKED_INFO_FILES
  )

# Fortran module output directory.
set(CMAKE_Fortran_TARGET_MODULE_DIR "")
