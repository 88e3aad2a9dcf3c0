"""Read the head, the body and the tail of plain text."""
