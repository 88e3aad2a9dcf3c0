"""The reader. ``app`` and ``screens`` wire; ``widgets`` show; nothing outside this package imports Textual."""
