"""Imports: what others wrote elsewhere, in calendars, tables, feeds and older sites, becomes files in the content.

Everything that comes in is a stranger's text: cleaned, checked by the models, and never put over what an editor wrote.
"""
