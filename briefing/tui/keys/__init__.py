"""Which key does what: the table, a person's own keys, the footer's hints, and how a terminal's bytes become keys."""
