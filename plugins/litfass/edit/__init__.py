"""Edit: what is written into content for editors: new files, and a date cancelled or moved in theirs.

Knows files and lines; changes nothing but the lines it is asked for.
"""
