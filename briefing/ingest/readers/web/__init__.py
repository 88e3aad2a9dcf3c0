"""Read web pages: their metadata and their body."""
