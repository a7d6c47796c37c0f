"""Photos of papers as citizens take them, made up by seed, with the truth about each: for tests and for figures."""

from tests.photos.samples import Sample, Truth, sample, samples

__all__ = ["Sample", "Truth", "sample", "samples"]
