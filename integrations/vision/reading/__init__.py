"""Reads what is printed on a flattened or photographed page: codes, machine-readable zones and lines of text."""
