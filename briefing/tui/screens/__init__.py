"""The reader's one screen, its arrangements, and the flows that act on it."""
