"""Checks turn what a citizen typed into a value, a question back, or a refusal that says how to mend it."""

from dialogs.checks.outcome import Accepted, Candidates, Check, Context, Doubtful, Outcome, Refused

__all__ = ["Accepted", "Candidates", "Check", "Context", "Doubtful", "Outcome", "Refused"]
