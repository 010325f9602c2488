"""Make: a site becomes files: the outputs it has, their bytes, and what of it is on the disk in the end."""
