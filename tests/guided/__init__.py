"""Guided fuzzing: atheris changes inputs and keeps those that reach new lines of ours; what it finds stays as a case."""
