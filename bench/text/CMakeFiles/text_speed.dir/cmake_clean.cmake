file(REMOVE_RECURSE
  "../../text_speed"
  "../../text_speed.pdb"
  "CMakeFiles/text_speed.dir/text_speed.cc.o"
  "CMakeFiles/text_speed.dir/text_speed.cc.o.d"
)

# Per-language clean rules from dependency scanning.
foreach(lang CXX)
  include(CMakeFiles/text_speed.dir/cmake_clean_${lang}.cmake OPTIONAL)
endforeach()
