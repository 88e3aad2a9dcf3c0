"""Read dates in text, and tell which day an article is from."""
