"""Training of the encoder: what it sees, what it is, how it is trained and written down."""
