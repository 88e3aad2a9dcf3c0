"""Who speaks in articles in German, French, Spanish, Italian, Dutch and Portuguese."""
