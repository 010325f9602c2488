"""Mail: what the office sends: an issue of a newsletter and what goes into it, the question whether details are still right."""
