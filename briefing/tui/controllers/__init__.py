"""What the reader does: one controller for each task, apart from screens and widgets."""
