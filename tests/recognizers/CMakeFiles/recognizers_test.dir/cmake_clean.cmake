file(REMOVE_RECURSE
  "../../recognizers_test"
  "../../recognizers_test.pdb"
  "CMakeFiles/recognizers_test.dir/examples.cc.o"
  "CMakeFiles/recognizers_test.dir/examples.cc.o.d"
  "CMakeFiles/recognizers_test.dir/numbers_test.cc.o"
  "CMakeFiles/recognizers_test.dir/numbers_test.cc.o.d"
  "CMakeFiles/recognizers_test.dir/registry_test.cc.o"
  "CMakeFiles/recognizers_test.dir/registry_test.cc.o.d"
  "CMakeFiles/recognizers_test.dir/terms_test.cc.o"
  "CMakeFiles/recognizers_test.dir/terms_test.cc.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/recognizers_test.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
