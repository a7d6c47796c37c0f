"""What this machine could do at most: bots without a framework, to see how far a framework is from the ceiling."""
