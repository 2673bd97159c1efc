file(REMOVE_RECURSE
  "../../detect_test"
  "../../detect_test.pdb"
  "CMakeFiles/detect_test.dir/detect_test.cc.o"
  "CMakeFiles/detect_test.dir/detect_test.cc.o.d"
  "CMakeFiles/detect_test.dir/examples.cc.o"
  "CMakeFiles/detect_test.dir/examples.cc.o.d"
  "CMakeFiles/detect_test.dir/sweep_test.cc.o"
  "CMakeFiles/detect_test.dir/sweep_test.cc.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/detect_test.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
