"""Group quotations of different articles that carry the same statement."""
