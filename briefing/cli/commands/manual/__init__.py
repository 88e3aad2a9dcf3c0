"""Commands that tell of the program itself: its keys, its manual page, what a shell completes."""
