"""Readers of files that hold other files: archives, mail, saved pages, web archives."""
