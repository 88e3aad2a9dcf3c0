"""Bars of one or two lines: the header, the footer, the lines in which something is typed, the strip of sources."""
