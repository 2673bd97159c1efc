# Empty dependencies file for text_accuracy.
# This may be replaced when dependencies are built.
