"""Join the names of one article and of all articles into entities."""
