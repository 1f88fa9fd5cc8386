"""Ratios of two things measured in turn in one run, each beside its goal: `python -m tests.benchmarks NAME`."""
