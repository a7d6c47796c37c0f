"""Binds papers, pictures and PDFs alike, to one PDF that an office takes: A4, upright, small, nothing hidden in it."""

from integrations.vision.binding.bound import bind

__all__ = ["bind"]
