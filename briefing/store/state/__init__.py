"""What a person made: its file, its changes and their journal, its copies, and by what articles are known again."""
