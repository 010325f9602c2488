"""Formats: a thing, or a few of them, as a format wants it: HTML, JSON-LD, iCalendar, plain data, CSV, a search, a screen."""
