"""English: words, rules, repairs and weights."""
