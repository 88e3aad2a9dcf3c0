"""Controllers of the list: its order, filters, marks, stories."""
