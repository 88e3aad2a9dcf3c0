"""Find quotations, their kinds and their speakers in one article."""
