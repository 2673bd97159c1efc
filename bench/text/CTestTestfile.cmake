# CMake generated Testfile for 
# Source directory: /tmp/sk/bench/text
# Build directory: /tmp/sk/bench/text
# 
# This file includes the relevant testing commands required for 
# testing this directory and lists subdirectories to be tested as well.
