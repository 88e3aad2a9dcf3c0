"""The stages of bringing a folder up to date, one module each; the table of them is in :mod:`briefing.collection.sync`."""
