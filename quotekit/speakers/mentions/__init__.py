"""Noun phrases that refer to somebody."""
