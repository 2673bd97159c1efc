# Empty dependencies file for text.
# This may be replaced when dependencies are built.
