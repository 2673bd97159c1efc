# Empty compiler generated dependencies file for recognizers_test.
# This may be replaced when dependencies are built.
