"""A text as people have it becomes a text that can be read: markup, marks, furniture, turns."""
