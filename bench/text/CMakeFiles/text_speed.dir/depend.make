# Empty dependencies file for text_speed.
# This may be replaced when dependencies are built.
