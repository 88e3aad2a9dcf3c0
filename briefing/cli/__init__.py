"""The command line: every capability of the reader as a command. Talks to the Collection only and never imports Textual."""
