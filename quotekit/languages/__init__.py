"""Languages: their words, rules, repairs and weights, as data; a folder each."""
