# Empty compiler generated dependencies file for detect_test.
# This may be replaced when dependencies are built.
