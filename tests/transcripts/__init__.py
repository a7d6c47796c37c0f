"""Whole conversations that can be read aloud; each is played against the real engine."""
