"""Tests of reading codes, zones and text off photos."""
