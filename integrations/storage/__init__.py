"""The bot's memory in SQL, its secrets at rest, and the files that citizens send."""
