"""What is said at a cue, with marks or without."""
