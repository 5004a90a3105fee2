"""The networks of a spaCy pipeline, computed for many paragraphs at once: the same answers in less time."""
