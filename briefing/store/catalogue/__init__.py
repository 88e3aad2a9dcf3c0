"""What is derived from the articles: one file, sealed, rebuilt when it is damaged."""
