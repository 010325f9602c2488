"""Publish: one output format per file, each a function from Site to what should be written; no clock, no disk."""
