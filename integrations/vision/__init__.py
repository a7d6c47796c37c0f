"""Looks at pictures and PDFs: every decoder runs in a confined child process, never in the bot's own."""
