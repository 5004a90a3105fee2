"""Token by token: how likely is a word to be reported, to begin or end it, to be a cue, to be a source?"""
