"""Preview: shows the site on this computer while it is being written; a change is seen at once, a mistake on the page.

The server adds its frame to what it sends; the files it shows are as a build made them.
"""
