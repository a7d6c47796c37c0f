"""Reads what stands on a page: the code of a citizen card, a machine-readable zone, and lines of text."""
