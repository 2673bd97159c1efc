# Empty compiler generated dependencies file for recognizers.
# This may be replaced when dependencies are built.
