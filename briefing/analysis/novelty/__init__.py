"""Which sentences of an article say what another one says already, word for word or reworded."""
