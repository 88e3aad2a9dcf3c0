"""Controllers of the names: the pane, and corrections."""
