"""What is found by a few letters: entries of the palette, completions of a query, names, notes."""
