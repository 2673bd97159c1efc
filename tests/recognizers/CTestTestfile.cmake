# CMake generated Testfile for 
# Source directory: /tmp/sk/tests/recognizers
# Build directory: /tmp/sk/tests/recognizers
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
add_test([=[recognizers_test]=] "/tmp/sk/recognizers_test")
set_tests_properties([=[recognizers_test]=] PROPERTIES  ENVIRONMENT "OMP_THREAD_LIMIT=1" LABELS "" TIMEOUT "300" WORKING_DIRECTORY "/tmp/sk" _BACKTRACE_TRIPLES "/tmp/sk/cmake/SumikeshiModule.cmake;31;add_test;/tmp/sk/tests/recognizers/CMakeLists.txt;1;sumikeshi_test;/tmp/sk/tests/recognizers/CMakeLists.txt;0;")
add_test([=[detect_test]=] "/tmp/sk/detect_test")
set_tests_properties([=[detect_test]=] PROPERTIES  ENVIRONMENT "OMP_THREAD_LIMIT=1" LABELS "" TIMEOUT "300" WORKING_DIRECTORY "/tmp/sk" _BACKTRACE_TRIPLES "/tmp/sk/cmake/SumikeshiModule.cmake;31;add_test;/tmp/sk/tests/recognizers/CMakeLists.txt;4;sumikeshi_test;/tmp/sk/tests/recognizers/CMakeLists.txt;0;")
