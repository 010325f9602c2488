"""What goes wrong on real machines, done on purpose: `invoke faults` prints a figure for each; CI runs fewer rounds."""
