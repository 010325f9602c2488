"""Release: a built site becomes the public one: read again, made ready for servers, switched to at once, sent on.

Looks at files only, never at content; the Site is asked for one thing: what must be there.
"""
