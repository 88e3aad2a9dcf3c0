"""The reader's collection on an archive: a search engine elsewhere, and the articles of it that were fetched."""
