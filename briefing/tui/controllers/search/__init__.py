"""Controllers of the search: the line, what is found, the hits, saved searches."""
