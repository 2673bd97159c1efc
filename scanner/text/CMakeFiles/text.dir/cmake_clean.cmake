file(REMOVE_RECURSE
  "CMakeFiles/text.dir/linearise.cc.o"
  "CMakeFiles/text.dir/linearise.cc.o.d"
  "CMakeFiles/text.dir/normalise.cc.o"
  "CMakeFiles/text.dir/normalise.cc.o.d"
  "CMakeFiles/text.dir/numerals.cc.o"
  "CMakeFiles/text.dir/numerals.cc.o.d"
  "CMakeFiles/text.dir/variants.cc.o"
  "CMakeFiles/text.dir/variants.cc.o.d"
  "CMakeFiles/text.dir/view.cc.o"
  "CMakeFiles/text.dir/view.cc.o.d"
  "libtext.a"
  "libtext.pdb"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/text.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
