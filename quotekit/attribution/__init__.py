"""A Reading becomes Drafts: cues, proposals by rules, weights decide."""
