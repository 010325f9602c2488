"""Pictures: those of editors at another width, and what is drawn: the quarter's map, ties between actors, bars."""
