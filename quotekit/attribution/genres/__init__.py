"""What kinds of texts have of their own: turns of transcripts."""
