"""The benchmark's own instruments are tested: a crowd that overlooks a mistake would praise a wrong bot."""
