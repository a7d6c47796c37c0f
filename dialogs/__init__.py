"""What the conversation decides: pure functions over frozen values, with no clock, no random, no input or output."""
