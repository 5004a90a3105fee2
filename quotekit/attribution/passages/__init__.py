"""Who says a passage between marks."""
