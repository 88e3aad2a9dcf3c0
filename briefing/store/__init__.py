"""SQLite: the catalogue (derived, may be deleted at any time) and the reader's state (never lost)."""
