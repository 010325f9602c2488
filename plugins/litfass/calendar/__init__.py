"""Calendar: pure date arithmetic. Repeat phrases, rules, pauses, occurrences; knows no files, formats or models."""
