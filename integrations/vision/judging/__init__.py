"""Judges a page that was found: flattens it, tells its kind, its flaws and its fingerprint, and makes a clean copy."""
