"""Commands about the program itself: its keys, what a shell needs, the manual page, its health."""
