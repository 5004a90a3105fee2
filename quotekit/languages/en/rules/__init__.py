"""The rules of English, one file a family."""
