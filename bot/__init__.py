"""What the bot does: use cases in async code that names no vendor."""
