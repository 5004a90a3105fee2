"""A text becomes a Reading: paragraphs, passages between marks, parses."""
