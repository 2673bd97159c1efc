file(REMOVE_RECURSE
  "../../text_accuracy"
  "../../text_accuracy.pdb"
  "CMakeFiles/text_accuracy.dir/text_accuracy.cc.o"
  "CMakeFiles/text_accuracy.dir/text_accuracy.cc.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/text_accuracy.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
