"""Photos of papers as citizens take them, made up by seed, with the truth about each: for tests and for figures."""

from tests.photos.samples import FAULTS, FIRST_SEED, Sample, mixed, sample, samples
from tests.photos.truth import Truth

__all__ = ["FAULTS", "FIRST_SEED", "Sample", "Truth", "mixed", "sample", "samples"]
