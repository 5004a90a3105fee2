"""The stages in order, for one text and for many."""
