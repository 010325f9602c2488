"""Account: a year in figures, each with all that was counted for it, and the names people read them by."""
