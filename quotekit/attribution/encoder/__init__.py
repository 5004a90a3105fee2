"""What a small pretrained encoder says of the rules' proposals: its windows, its places, its opinion."""
