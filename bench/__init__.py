"""Benchmarks anyone can run: detection, damage and leaks, speed. What they print is for reading."""
